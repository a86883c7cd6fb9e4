import { faultTable } from '../enact.ts'
import { TOKENS_REFUSED, TOKENS_RENEWED } from './token-faults.ts'
import { tokensAtEveryStep } from './token-steps.ts'

const [smtp = [], pop3 = [], imap = []] = tokensAtEveryStep('XOAUTH2')
const [smtpBearer = [], pop3Bearer = [], imapBearer = []] = tokensAtEveryStep('OAUTHBEARER')

faultTable('a login with an access token', [
  TOKENS_RENEWED,
  TOKENS_REFUSED,
  smtp,
  smtpBearer,
  pop3,
  pop3Bearer,
  imap,
  imapBearer,
])
