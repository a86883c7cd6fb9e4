import { faultTable } from './enact.ts'
import { BAD_CERTIFICATES, BROKEN_UPGRADES, CERTIFICATES_PUT_UP_WITH } from './tls-faults.ts'
import { TLS_NOT_OFFERED, WRONG_TLS_MODE } from './tls-modes.ts'

faultTable('TLS', [
  BAD_CERTIFICATES,
  CERTIFICATES_PUT_UP_WITH,
  TLS_NOT_OFFERED,
  BROKEN_UPGRADES,
  WRONG_TLS_MODE,
])
