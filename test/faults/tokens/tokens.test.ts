import { faultTable } from '../enact.ts'
import { IMAP_AFTER_A_LOGIN } from '../imap/imap-steps.ts'
import { MAILBOX_AFTER_A_LOGIN } from '../pop3/mailbox-steps.ts'
import { SMTP_AFTER_A_LOGIN } from '../smtp-steps.ts'
import { byToken } from './by-token.ts'
import { TOKENS_AT_EVERY_STEP, TOKENS_REFUSED, TOKENS_RENEWED } from './token-faults.ts'

faultTable('a login with an access token', [
  TOKENS_RENEWED,
  TOKENS_REFUSED,
  TOKENS_AT_EVERY_STEP,
  ...[SMTP_AFTER_A_LOGIN, MAILBOX_AFTER_A_LOGIN, IMAP_AFTER_A_LOGIN].map((rows) => rows.map(byToken)),
])
