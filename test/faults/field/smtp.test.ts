import { faultTable } from '../enact.ts'
import { GREYLISTED, OWN_TROUBLE } from './deferral-reports.ts'
import { ANSWERED, GATEWAYS } from './message-reports.ts'
import { TURNED_AWAY } from './odd-words.ts'
import {
  AFTER_A_REFUSAL,
  ALLOWANCE,
  LOGINS_WANTED,
  MAY_SEND_NO_MORE,
  NAMES_REFUSED,
  REFUSED_BY_NAME,
} from './refusal-reports.ts'
import { HANDSHAKES, LATE_GREETINGS, SHUT_DOWN, TLS_NOT_NOW } from './transport-reports.ts'

faultTable('SMTP servers in public reports', [
  OWN_TROUBLE,
  GREYLISTED,
  NAMES_REFUSED,
  LOGINS_WANTED,
  REFUSED_BY_NAME,
  MAY_SEND_NO_MORE,
  [ALLOWANCE, AFTER_A_REFUSAL],
  TLS_NOT_NOW,
  HANDSHAKES,
  SHUT_DOWN,
  TURNED_AWAY,
  LATE_GREETINGS,
  GATEWAYS,
  ANSWERED,
])
