import type { Evidence } from '../evidence.ts'
import { saysLocked, saysLoginLimit, saysOutOfOrder } from './login-words.ts'
import { meaningOf } from './response-codes.ts'
import type { Reason } from '../statuses.ts'

const PASSING =
  /temporar|currently|at (?:the|this) (?:moment|time)|right now|not (?:now|today|yet)|again|later|local problem|restart/i

/** A folder that is not there, in the words of servers that give no code (RFC 5530 §3, RFC 3501 §7.1). */
const NO_FOLDER = /no such|not (?:exist|found)|n.t exist|unknown|non-?existent|invalid (?:mailbox|folder)/i
const NO_FOLDER_CODES = ['NONEXISTENT', 'TRYCREATE']

/** Why a POP3 server said `-ERR`; a response code tells more than words, and words more than the command. */
export function mailboxRefusal(evidence: Evidence): Reason {
  const { phase, command = '', responseCode = '', text = '', afterLogin } = evidence
  if (command.toUpperCase() === 'STLS' || phase === 'tls') return 'starttls-not-offered'
  if (
    command === 'SELECT' &&
    (NO_FOLDER_CODES.includes(responseCode) || (responseCode === '' && NO_FOLDER.test(text)))
  )
    return 'mailbox-folder-not-found'
  // Dovecot's word for too many sessions of one user.
  if (responseCode === 'LIMIT' && phase === 'auth') return 'mailbox-login-limit'
  const known = meaningOf(responseCode)
  if (known) return known.reason
  const isGreeting = phase === 'greeting' && command === ''
  if (!isGreeting && phase !== 'auth') return 'mailbox-command-refused'
  if (saysLocked(text)) return 'mailbox-locked'
  if (saysLoginLimit(text)) return 'mailbox-login-limit'
  if (isGreeting || saysOutOfOrder(text)) return 'mailbox-unavailable'
  // Whatever the words, in whatever language: the password was right a moment ago.
  return afterLogin ? 'mailbox-login-limit' : 'mailbox-login-refused'
}

/** Whether these words promise that it will pass; many servers say so of TLS without a code. */
export function saysPassing(text: string): boolean {
  return PASSING.test(text)
}
