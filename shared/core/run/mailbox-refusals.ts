import type { Evidence } from './evidence.ts'
import { meaningOf } from './response-codes.ts'
import type { Reason } from './statuses.ts'

/** A lock: what is locked, and that it is. */
const MAILBOX = /\b(?:mail ?box|mail ?drop|pop3?|mail ?spool|inbox)\b/i
const LOCKED =
  /\block(?:ed|ing)?\b|\bin use\b|\bbusy\b|another (?:pop3? )?session|already (?:open|logged in)/i
/** The account is locked, or the login is at fault: a later try would make it worse. */
const ACCOUNT_AT_FAULT =
  /\b(?:accounts?|users?|failed|failures?|attempts?|passwords?|suspended|disabled|administrator|admin|quota)\b/i

/** The server counts logins, and this was one too many. */
const LOGIN_LIMIT =
  /(?:log[- ]?[io]ns?|requests?|checks?|poll\w*|access)\b.{0,40}\b(?:limit\w*|too (?:many|often|frequent\w*|fast|soon|quick\w*)|frequen\w+|exceed\w*|per (?:minute|hour|day))|(?:too (?:many|frequent)|exceed\w*|limit\w*|frequen\w+|minimum|wait|interval)\b.{0,40}\b(?:log[- ]?[io]ns?|requests?|checks?|poll\w*)/i
const BAD_LOGIN =
  /authenticat|log ?[io]ns? (?:has |have )?fail|failed (?:log|auth)|invalid|incorrect|wrong|\bbad\b|passw|denied|attempts?|locked out/i

/** The service behind the login is in trouble: it says nothing of the password. */
const OUT_OF_ORDER =
  /too many (?:\w+ )?(?:connections|sessions)|(?:connections|sessions)\b.{0,40}\bexceeded|(?:limit|maximum)\b.{0,30}\b(?:connections|sessions)|fatal error|chdir|maildir|temporar(?:y|ily)|try (?:again )?later|internal (?:server )?error|server error|(?:service|server|system|database|backend) (?:is )?(?:currently |temporarily )?(?:unavailable|not available|busy|down)|unavailable|can ?not (?:open|read|connect)|unable to (?:open|read|connect|contact)|failed to (?:fetch|open|read|load|connect)|maintenance|overload/i

const PASSING =
  /temporar|currently|at (?:the|this) (?:moment|time)|right now|not (?:now|today|yet)|again|later|local problem|restart/i

/** Why a POP3 server said `-ERR`; a response code tells more than words, and words more than the command. */
export function mailboxRefusal(evidence: Evidence): Reason {
  const { phase, command = '', responseCode = '', text = '', afterLogin } = evidence
  if (command.toUpperCase() === 'STLS' || phase === 'tls') return 'starttls-not-offered'
  const known = meaningOf(responseCode)
  if (known) return known.reason
  if (phase === 'greeting' && command === '') {
    if (saysLocked(text)) return 'mailbox-locked'
    return isLoginLimit(text) ? 'mailbox-login-limit' : 'mailbox-unavailable'
  }
  if (phase !== 'auth') return 'mailbox-command-refused'
  if (saysLocked(text)) return 'mailbox-locked'
  if (isLoginLimit(text)) return 'mailbox-login-limit'
  if (OUT_OF_ORDER.test(text) && !BAD_LOGIN.test(text)) return 'mailbox-unavailable'
  // Whatever the words, in whatever language: the password was right a moment ago.
  return afterLogin ? 'mailbox-login-limit' : 'mailbox-login-refused'
}

/**
 * Whether these words, which no response code explains, are about a lock of the mailbox and not of the
 * account.
 */
export function saysLocked(text: string): boolean {
  return MAILBOX.test(text) && LOCKED.test(text) && !ACCOUNT_AT_FAULT.test(text)
}

/** Whether these words promise that it will pass; many servers say so of TLS without a code. */
export function saysPassing(text: string): boolean {
  return PASSING.test(text)
}

function isLoginLimit(text: string): boolean {
  return LOGIN_LIMIT.test(text) && !BAD_LOGIN.test(text)
}
