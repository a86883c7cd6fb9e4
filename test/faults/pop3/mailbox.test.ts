import { faultTable } from '../enact.ts'
import { LARGE_MESSAGES } from '../large-message-faults.ts'
import { MAILBOX_BEFORE_THE_LOGIN } from './mailbox-faults.ts'
import { LOGINS_KEPT_APART } from './login-spacing-faults.ts'
import { MAILBOX_LOGIN } from './mailbox-login-faults.ts'
import {
  MAILBOX_AFTER_THE_MESSAGE_WAS_SEEN,
  MAILBOX_AMID_A_REPLY,
  MAILBOX_AT_EVERY_STEP,
  MAILBOX_WITHOUT_END,
} from './mailbox-steps.ts'
import { COMMANDS_NOT_SUPPORTED } from './search-faults.ts'

faultTable('a mailbox server', [
  MAILBOX_BEFORE_THE_LOGIN,
  MAILBOX_AT_EVERY_STEP,
  MAILBOX_AMID_A_REPLY,
  MAILBOX_WITHOUT_END,
  MAILBOX_LOGIN,
  LOGINS_KEPT_APART,
  COMMANDS_NOT_SUPPORTED,
  LARGE_MESSAGES,
  MAILBOX_AFTER_THE_MESSAGE_WAS_SEEN,
])
