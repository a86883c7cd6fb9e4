import { faultTable } from '../enact.ts'
import { TOKENS_AT_EVERY_STEP, TOKENS_REFUSED, TOKENS_RENEWED } from './token-faults.ts'

faultTable('a login with an access token', [TOKENS_RENEWED, TOKENS_REFUSED, TOKENS_AT_EVERY_STEP])
