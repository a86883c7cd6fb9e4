import { faultTable } from '../enact.ts'
import { IMAP_AFTER_THE_MESSAGE_WAS_SEEN, IMAP_AMID_A_RESPONSE, IMAP_WITHOUT_END } from './imap-excess.ts'
import { IMAP_DELETION, IMAP_JUNK, IMAP_ODD } from './imap-folder-faults.ts'
import { IMAP_BEFORE_THE_LOGIN, IMAP_LOGIN } from './imap-login-faults.ts'
import { IMAP_AT_EVERY_STEP } from './imap-steps.ts'
import { IMAP_TLS } from './imap-tls.ts'

faultTable('an IMAP server', [
  IMAP_BEFORE_THE_LOGIN,
  IMAP_AT_EVERY_STEP,
  IMAP_AMID_A_RESPONSE,
  IMAP_WITHOUT_END,
  IMAP_LOGIN,
  IMAP_TLS,
  IMAP_JUNK,
  IMAP_DELETION,
  IMAP_ODD,
  IMAP_AFTER_THE_MESSAGE_WAS_SEEN,
])
