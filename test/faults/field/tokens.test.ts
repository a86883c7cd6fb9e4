import { faultTable } from '../enact.ts'
import { NEWER_TOKEN_LOGINS } from './newer-token-reports.ts'
import { TOKEN_LOGINS } from './token-reports.ts'

faultTable('a login with a token, as reported', [TOKEN_LOGINS, NEWER_TOKEN_LOGINS])
