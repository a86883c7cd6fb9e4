import { faultTable } from '../enact.ts'
import { TOKEN_LOGINS } from './token-reports.ts'

faultTable('a login with a token, as reported', [TOKEN_LOGINS])
