import { someOf } from '../../support/thorough.ts'
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
  // Each step and each fault, as without a token.
  someOf(SMTP_AFTER_A_LOGIN, 3, 1).map(byToken),
  someOf(MAILBOX_AFTER_A_LOGIN, 3, 1).map(byToken),
  someOf(IMAP_AFTER_A_LOGIN, 5, 1).map(byToken),
])
