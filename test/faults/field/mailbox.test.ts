import { faultTable } from '../enact.ts'
import { LOCKS_BY_WORDS, LOGIN_LIMITS, MECHANISMS, NO_LOCKS } from './login-reports.ts'
import { LISTINGS, MESSAGES_REFUSED, MESSAGES_SHOWN_OTHERWISE, SESSIONS_ENDED } from './mailbox-reports.ts'
import { ODD_POP3 } from './odd-words.ts'

faultTable('mailbox servers in public reports', [
  LOCKS_BY_WORDS,
  NO_LOCKS,
  LOGIN_LIMITS,
  MECHANISMS,
  MESSAGES_REFUSED,
  MESSAGES_SHOWN_OTHERWISE,
  LISTINGS,
  SESSIONS_ENDED,
  ODD_POP3,
])
