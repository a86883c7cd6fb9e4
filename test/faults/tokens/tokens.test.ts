import { someOf } from '../../support/thorough.ts'
import { faultTable } from '../enact.ts'
import { TOKENS_REFUSED, TOKENS_RENEWED } from './token-faults.ts'
import { tokensAtEveryStep } from './token-steps.ts'

const [smtp = [], pop3 = [], imap = []] = tokensAtEveryStep('XOAUTH2')
const [smtpBearer = [], pop3Bearer = [], imapBearer = []] = tokensAtEveryStep('OAUTHBEARER')

faultTable('a login with an access token', [
  TOKENS_RENEWED,
  TOKENS_REFUSED,
  // Of five faults at each step, or six at IMAP: the mechanisms take turns, so that one of them is at each step.
  someOf(smtp, 7),
  someOf(smtpBearer, 7, 3),
  someOf(pop3, 7, 1),
  someOf(pop3Bearer, 7, 4),
  someOf(imap, 11),
  someOf(imapBearer, 11, 5),
])
