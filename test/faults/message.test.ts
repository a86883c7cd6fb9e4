import { faultTable } from './enact.ts'
import { AWKWARD_LOGINS, BROKEN_LOGINS, CHANGED_PASSWORDS, QUOTED_PASSWORDS } from './login-faults.ts'
import { BOTH_SIDES, MESSAGES } from './message-faults.ts'
import { OTHER_MESSAGES } from './pop3/search-faults.ts'

faultTable('a message', [MESSAGES, OTHER_MESSAGES, BOTH_SIDES])
faultTable('a login', [AWKWARD_LOGINS, BROKEN_LOGINS, CHANGED_PASSWORDS, QUOTED_PASSWORDS])
