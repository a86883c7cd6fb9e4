import type { Evidence } from '../evidence.ts'
import { saysNoFolder, saysNotConnected, saysThrottled } from './imap-words.ts'
import { isByToken, withoutMechanism } from './login-mechanism.ts'
import { saysLocked, saysLoginLimit, saysOutOfOrder } from './login-words.ts'
import { isAboutFolder, isAboutLogin, meaningOf } from './response-codes.ts'
import type { Reason } from '../statuses.ts'

const PASSING =
  /temporar|currently|at (?:the|this) (?:moment|time)|right now|not (?:now|today|yet)|again|later|local problem|restart/i
/** What IMAP servers say of their work once somebody has logged in; POP3's answers to other commands say less. */
const IMAP_WORK = /^(?:SELECT|STATUS|FETCH|UID |NOOP|IDLE|CAPABILITY)/i
/** `BAD` to a login: it was not understood, and no password was looked at. */
const NOT_UNDERSTOOD =
  /^(?:command (?:error|un\w+)|(?:error in|bad|unknown|invalid|unrecogni[sz]ed|unsupported) (?:imap )?(?:command|arguments?)|(?:protocol|syntax|parse) error)/i
/** Gmail ends each refusal with it, whatever is refused. */
const GMAILS_END = /\(Failure\)$/i

/**
 * Why a POP3 server said `-ERR`, or an IMAP server `NO`, `BAD` or, in its greeting, `BYE`; a response code tells more
 * than words, and words more than the command.
 */
export function mailboxRefusal({
  phase,
  command = '',
  responseCode = '',
  text = '',
  afterLogin,
}: Evidence): Reason {
  const words = withoutMechanism(text).replace(GMAILS_END, '').trimEnd()
  if (/^(?:STLS|STARTTLS)$/i.test(command) || phase === 'tls') return 'starttls-not-offered'
  if (command === 'SELECT' && (isAboutFolder(responseCode) || saysNoFolder(responseCode, words)))
    return 'mailbox-folder-not-found'
  const isGreeting = phase === 'greeting' && command === ''
  const isLogin = isGreeting || (phase === 'auth' && command !== 'CAPABILITY')
  // Dovecot's word for too many sessions of one user is LIMIT.
  if (saysThrottled(words) || (responseCode === 'LIMIT' && phase === 'auth')) return 'mailbox-login-limit'
  // After a password Exchange says it of passing trouble too.
  if (saysNotConnected(words)) return isByToken(text) ? 'mailbox-not-granted' : 'mailbox-unavailable'
  const known = meaningOf(responseCode)
  if (known && (isLogin || !isAboutLogin(responseCode))) return known.reason
  if (!isLogin)
    return IMAP_WORK.test(command) && saysOutOfOrder(words)
      ? 'mailbox-unavailable'
      : 'mailbox-command-refused'
  if (saysLocked(words)) return 'mailbox-locked'
  if (saysLoginLimit(words)) return 'mailbox-login-limit'
  if (isGreeting || saysOutOfOrder(words)) return 'mailbox-unavailable'
  if (NOT_UNDERSTOOD.test(words) && /^(?:LOGIN|AUTHENTICATE)$/.test(command)) return 'mailbox-command-refused'
  // Whatever the words, in whatever language: the password was right a moment ago.
  return afterLogin ? 'mailbox-login-limit' : 'mailbox-login-refused'
}

/** Whether these words promise that it will pass; many servers say so of TLS without a code. */
export function saysPassing(text: string): boolean {
  return PASSING.test(text)
}
