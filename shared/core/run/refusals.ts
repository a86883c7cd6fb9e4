import type { Evidence } from './evidence.ts'
import type { Reason } from './statuses.ts'

/** What a command is for, whatever its arguments; `data` is also the dot that ends the message. */
type SmtpStep = 'greeting' | 'hello' | 'tls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'other'

const STEPS: Readonly<Record<string, SmtpStep>> = {
  EHLO: 'hello',
  HELO: 'hello',
  STARTTLS: 'tls',
  AUTH: 'auth',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
  BDAT: 'data',
  '.': 'data',
}

/** Replies that say "I do not know this command here", not "I do not want this mail" (RFC 5321 §4.2.2, §4.2.4). */
const NOT_UNDERSTOOD = [500, 502, 503, 555]
/** The account's password must first be changed: the one 4xx that is about the login itself (RFC 4954 §6). */
const PASSWORD_TRANSITION = 432
/** Encryption needed: for the mail (RFC 5248), for this mechanism (RFC 4954 §6). */
const NEEDS_ENCRYPTION = ['5.7.10', '5.7.11']

const ASKS_FOR_TLS = /must issue a starttls|starttls (?:is )?(?:required|first|needed)|encryption required/i
/** Postfix refuses a submission without a login with 554 at RCPT, in the first of these words. */
const ASKS_FOR_LOGIN =
  /client host rejected: access denied|(?:authentication|smtp auth) (?:is )?required|client was not authenticated|rejected: not logged in/i
/** Not allowed, for reasons of policy (RFC 3463 §3.8): all that many servers say of a login that is missing. */
const NOT_ALLOWED = ['5.7.0', '5.7.1']
const NO_RELAY =
  /\brelay(?:ing)?(?: access)? (?:is )?(?:denied|prohibited|forbidden|not (?:permitted|allowed))|(?:unable|not (?:permitted|allowed)) to relay/i
/** What a login would not change: block lists, the sender's domain, content, the client's name or rate, the mailbox. */
const ANOTHER_CAUSE =
  /block|black|\b(?:r|dns)bl\b|\blisted\b|reputation|spam|virus|\b(?:spf|dkim|dmarc|ptr|helo|ehlo|hostname|reverse)\b|\brate\b|limit|too many|quota|\bfull\b|unknown|no such|not (?:exist|found)|disabled|inactive|suspended|undeliverable|unverified/i
const GREYLISTING = /gr[ae]y-?list/i
/** Postfix says 450 to clients without a proper name, for as long as they have none. */
const WANTS_A_NAME = /helo command rejected|cannot find your|reverse (?:dns|host)|\bptr\b|fully-qualified/i

/** Why an SMTP server said no. */
export function smtpRefusal(evidence: Evidence): Reason {
  const { replyCode = 0, enhancedCode = '', text = '' } = evidence
  const step = stepOf(evidence)
  if (replyCode === 421 || step === 'greeting') return 'smtp-unavailable'
  if (step === 'tls') return 'starttls-not-offered'
  if (replyCode === 538 || NEEDS_ENCRYPTION.includes(enhancedCode) || ASKS_FOR_TLS.test(text)) {
    return 'smtp-tls-required'
  }
  if (replyCode === 530) return 'smtp-auth-required'
  if (step === 'hello') return 'smtp-protocol-error'
  if (step === 'auth') return loginRefusal(replyCode)
  if (step === 'other') return replyCode < 500 ? 'smtp-unavailable' : 'smtp-protocol-error'
  return replyCode < 500 ? deferral(step, evidence) : rejection(step, evidence)
}

/** Why a POP3 server said `-ERR`; its response code tells more than the command does (RFC 2449 §8, RFC 3206). */
export function mailboxRefusal({ phase, command = '', responseCode = '' }: Evidence): Reason {
  const [code = ''] = responseCode.toUpperCase().split('/')
  if (code === 'IN-USE') return 'mailbox-locked'
  if (code === 'LOGIN-DELAY') return 'mailbox-login-delay'
  if (code === 'SYS' || code === 'LIMIT') return 'mailbox-unavailable'
  if (code === 'AUTH') return 'mailbox-login-refused'
  if (command.toUpperCase() === 'STLS' || phase === 'tls') return 'starttls-not-offered'
  if (phase === 'greeting' && command === '') return 'mailbox-unavailable'
  return phase === 'auth' ? 'mailbox-login-refused' : 'mailbox-command-refused'
}

function stepOf({ phase, command = '' }: Evidence): SmtpStep {
  const [verb = ''] = command.trim().toUpperCase().split(/[ :]/)
  if (verb !== '') return STEPS[verb] ?? 'other'
  if (phase === 'connect' || phase === 'greeting') return 'greeting'
  return phase === 'tls' || phase === 'auth' ? phase : 'other'
}

/** A backend that cannot be asked (454) says nothing about the password; a command that is unknown offers no login. */
function loginRefusal(replyCode: number): Reason {
  if (replyCode < 500 && replyCode !== PASSWORD_TRANSITION) return 'smtp-unavailable'
  return [500, 502, 503, 504].includes(replyCode) ? 'smtp-auth-not-offered' : 'smtp-auth-refused'
}

function deferral(
  step: 'mail' | 'rcpt' | 'data',
  { replyCode, enhancedCode = '', text = '' }: Evidence,
): Reason {
  if (GREYLISTING.test(text)) return 'greylisted'
  if (step === 'mail') return 'sender-deferred'
  // 450 and 451 are what greylisting says (RFC 6647 §2.1), unless the enhanced code names another cause: the address (X.1),
  // the mailbox (X.2.1 and up), the system (X.3) or the network (X.4), RFC 3463 §3.
  const otherCause = /^4\.(?:[134]\.|2\.[1-9])/.test(enhancedCode) || WANTS_A_NAME.test(text)
  if ((replyCode === 450 || replyCode === 451) && !otherCause) return 'greylisted'
  return step === 'rcpt' ? 'recipient-deferred' : 'message-deferred'
}

function rejection(step: 'mail' | 'rcpt' | 'data', evidence: Evidence): Reason {
  const { replyCode = 0, enhancedCode = '' } = evidence
  // At the end of the message the same words are about the sender's domain (SPF, DKIM), not about a login.
  if (step !== 'data' && isForLackOfLogin(evidence)) return 'smtp-auth-required'
  if (isMisunderstood(replyCode, enhancedCode)) return 'smtp-protocol-error'
  if (step === 'data') return 'message-rejected'
  return step === 'mail' ? 'sender-rejected' : 'recipient-rejected'
}

/**
 * Whether mail was refused for want of a login. Where one was offered and none made, "not allowed" means that unless the words
 * name another cause; and so does "no relaying": servers that offer logins relay for those who log in. Debian's own submission
 * service says nothing more than `554 5.7.1 <to>: Recipient address rejected: Access denied`.
 */
function isForLackOfLogin({ replyCode = 0, enhancedCode = '', text = '', loginOffered }: Evidence): boolean {
  if (ASKS_FOR_LOGIN.test(text)) return true
  // Addresses, and what stands in angle brackets as they do, may hold any word.
  const words = text.replace(/<[^<>]*>|\S+@\S+/g, '')
  if (!loginOffered || ANOTHER_CAUSE.test(words)) return false
  const isNotAllowed = [550, 554].includes(replyCode) && NOT_ALLOWED.includes(enhancedCode)
  return isNotAllowed || NO_RELAY.test(words)
}

/** X.5.1, X.5.2 and X.5.4: bad sequence, syntax, arguments. X.5.0 is left out: some say it of a missing mailbox. */
function isMisunderstood(replyCode: number, enhancedCode: string): boolean {
  return NOT_UNDERSTOOD.includes(replyCode) || ['5.5.1', '5.5.2', '5.5.4'].includes(enhancedCode)
}
