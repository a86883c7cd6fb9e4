import type { Evidence } from '../evidence.ts'
import { withoutMechanism } from './login-mechanism.ts'
import { saysLoginLimit, saysOutOfOrder } from './login-words.ts'
import {
  ABOUT_SENDER_PROOF,
  ANOTHER_CAUSE,
  ASKS_FOR_LOGIN,
  ASKS_FOR_LOGIN_ABROAD,
  ASKS_FOR_TLS,
  GREYLISTING,
  NO_RELAY,
  RECIPIENT_BY_NAME,
  RECIPIENT_CODE,
  SAYS_NOT_ALLOWED,
  SENDER_BY_NAME,
  SENDER_CODE,
  saysOnlyComeBack,
  withoutAddresses,
} from './smtp-words.ts'
import type { Reason } from '../statuses.ts'

/** What a command is for, whatever its arguments; `dot` ends the message. */
type SmtpStep = 'greeting' | 'hello' | 'tls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'dot' | 'other'
/** The steps in which mail is refused. */
type MailStep = 'mail' | 'rcpt' | 'data' | 'dot'

const STEPS: Readonly<Record<string, SmtpStep>> = {
  EHLO: 'hello',
  HELO: 'hello',
  STARTTLS: 'tls',
  AUTH: 'auth',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
  BDAT: 'data',
  '.': 'dot',
}

/**
 * Replies that say "I do not know this command here", not "I do not want this mail" (RFC 5321 §4.2.2,
 * §4.2.4).
 */
const NOT_UNDERSTOOD = [500, 502, 503, 555]
/** The account's password must first be changed: the one 4xx that is about the login itself (RFC 4954 §6). */
const PASSWORD_TRANSITION = 432
/** Encryption needed: for the mail (RFC 5248), for this mechanism (RFC 4954 §6). */
const NEEDS_ENCRYPTION = ['5.7.10', '5.7.11']

/**
 * Not allowed, for reasons of policy (RFC 3463 §3.8): all that many servers say of a login that is missing.
 */
const NOT_ALLOWED = ['5.7.0', '5.7.1']
/** Postfix's words for whoever is not on its lists, of sender and recipient alike. */
const SAYS_NO_MORE = /address rejected: access denied$/i

/** The name in our EHLO, not the address of the client: only the name is ours to choose. */
const NAME_REFUSED = /\b(?:helo|ehlo)\b|\bin (?:its|the|your) greeting\b/i
/** The same said of the command itself, where nobody need say what is meant. */
const NAME_REFUSED_AT_ONCE =
  /invalid|argument|malformed|\b(?:host)?name\b|\bdomain\b|\bfqdn\b|rejected|fully|impersonat|forged|you are not/i
const CLIENT_REFUSED = /block|black|\b(?:r|dns)bl\b|\blisted\b|reputation|spam/i
/** `EHLO is refused for anybody not logged in` and the like are about something else. */
const NAME_IS_NOT_IT =
  /command (?:not|un)|unrecogni|polite|(?:say|send|need) (?:helo|ehlo)|(?:helo|ehlo) first|\bsyntax:/i

/** Postfix says 450 to clients without a proper name, for as long as they have none. */
const WANTS_A_NAME = /cannot find your|reverse (?:dns|host)|\bptr\b|fully-qualified/i

/** Exchange Online: SMTP AUTH is off, for all or for this mailbox; no login would do. */
const AUTH_IS_OFF = /smtpclientauth\w* is disabled/i
/** Exchange Online, of an app that may send and has no right to the mailbox that it sends as. */
/** From the last of that name on: a reply may have it a thousand times. */
const MAILBOX_NOT_OPEN = /storedrv(?:(?!storedrv).)*(?:mailbox logon failure|cannot open mailbox)/i
/** Exchange Online, whatever the command: it takes no passwords any more. */
const NO_PASSWORDS = '5.7.30'

/** Why an SMTP server said no. */
export function smtpRefusal(refusal: Evidence): Reason {
  const evidence = { ...refusal, text: withoutMechanism(refusal.text ?? '') }
  const { replyCode = 0, enhancedCode = '', text } = evidence
  const step = stepOf(evidence)
  if (replyCode === 421 || step === 'greeting') return 'smtp-unavailable'
  if (step === 'tls') return 'starttls-not-offered'
  if (replyCode === 538 || NEEDS_ENCRYPTION.includes(enhancedCode) || ASKS_FOR_TLS.test(text)) {
    return 'smtp-tls-required'
  }
  if (replyCode === 530) return 'smtp-auth-required'
  if (MAILBOX_NOT_OPEN.test(text)) return 'mailbox-not-granted'
  if (enhancedCode === NO_PASSWORDS) return 'smtp-auth-refused'
  if (step !== 'auth' && step !== 'dot' && isAboutOurName(step, text)) return 'client-name-refused'
  if (step === 'hello') return isHelloUnknown(replyCode) ? 'smtp-protocol-error' : 'smtp-unavailable'
  if (step === 'auth') return loginRefusal(evidence)
  if (step === 'other') return replyCode < 500 ? 'smtp-unavailable' : 'smtp-protocol-error'
  // At the end of the message the same words are about the sender's domain (SPF, DKIM), not about a login.
  if (step !== 'dot' && isForLackOfLogin(step, evidence)) return 'smtp-auth-required'
  return replyCode < 500 ? deferral(step, evidence) : rejection(step, evidence)
}

function stepOf({ phase, command = '' }: Evidence): SmtpStep {
  const [verb = ''] = command.trim().toUpperCase().split(/[ :]/)
  if (verb !== '') return STEPS[verb] ?? 'other'
  if (phase === 'connect' || phase === 'greeting') return 'greeting'
  return phase === 'tls' || phase === 'auth' ? phase : 'other'
}

function isAboutOurName(step: SmtpStep, text: string): boolean {
  const words = withoutAddresses(text)
  if (NAME_IS_NOT_IT.test(words)) return false
  if (step === 'hello') return NAME_REFUSED_AT_ONCE.test(words) && !CLIENT_REFUSED.test(words)
  return NAME_REFUSED.test(words)
}

/** 501 too: what else it could mean of EHLO, whose argument is our name, its words would say. */
function isHelloUnknown(replyCode: number): boolean {
  return replyCode === 501 || replyCode === 504 || NOT_UNDERSTOOD.includes(replyCode)
}

/**
 * A backend that cannot be asked (454) and a limit say nothing about the password; a command that is unknown
 * offers no login.
 */
function loginRefusal({ replyCode = 0, enhancedCode = '', text = '' }: Evidence): Reason {
  if (AUTH_IS_OFF.test(text)) return 'smtp-auth-disabled'
  const isTransition = replyCode === PASSWORD_TRANSITION && ['', '4.7.12'].includes(enhancedCode)
  if (replyCode < 500 && !isTransition) return 'smtp-unavailable'
  if ([500, 502, 503, 504].includes(replyCode)) return 'smtp-auth-not-offered'
  return saysLoginLimit(text) || saysOutOfOrder(text) ? 'smtp-unavailable' : 'smtp-auth-refused'
}

/**
 * 450 and 451 are what greylisting says (RFC 6647 §2.1), often without a word of it. It is guessed only where
 * the words are nothing but "come back later", and the enhanced code names no other cause (RFC 3463 §3).
 */
function deferral(step: MailStep, { replyCode, enhancedCode = '', text = '' }: Evidence): Reason {
  if (GREYLISTING.test(text)) return 'greylisted'
  const deferred = whoIsNamed(step, enhancedCode, text) ?? whoseIs(step)
  if (deferred === 'sender') return 'sender-deferred'
  const otherCause = /^4\.(?:[134]\.|2\.[1-9]|7\.\d{2})/.test(enhancedCode) || WANTS_A_NAME.test(text)
  const mayGreylist = (replyCode === 450 || replyCode === 451) && !otherCause
  if (mayGreylist && saysOnlyComeBack(text)) return 'greylisted'
  return `${deferred}-deferred`
}

/** A code that is about the command (RFC 3463 §3.6) counts only where the words name nobody. */
function rejection(step: MailStep, { replyCode = 0, enhancedCode = '', text = '' }: Evidence): Reason {
  const who = whoIsNamed(step, enhancedCode, text)
  if (!who && isMisunderstood(replyCode, enhancedCode)) return 'smtp-protocol-error'
  return `${who ?? whoseIs(step)}-rejected`
}

/** Whom a refusal names. Some refuse the sender at RCPT, or the recipient after the dot. */
function whoIsNamed(step: MailStep, enhancedCode: string, text: string): 'sender' | 'recipient' | undefined {
  const words = withoutAddresses(text)
  const isSender = SENDER_BY_NAME.test(words) || SENDER_CODE.test(enhancedCode)
  // After the dot it is the message that did not prove itself.
  const isProof = ABOUT_SENDER_PROOF.test(`${enhancedCode} ${text}`)
  if (isProof ? step === 'rcpt' : isSender) return 'sender'
  const isRecipient = RECIPIENT_BY_NAME.test(words) || RECIPIENT_CODE.test(enhancedCode)
  return isRecipient && step !== 'mail' ? 'recipient' : undefined
}

/** Whom the command is about. */
function whoseIs(step: MailStep): 'sender' | 'recipient' | 'message' {
  if (step === 'mail') return 'sender'
  return step === 'rcpt' ? 'recipient' : 'message'
}

/**
 * Whether mail was refused for want of a login. Where one was offered and none made, "not allowed" means that
 * unless the words name another cause; and so does "no relaying": servers that offer logins relay for those
 * who log in. Debian's own submission service says nothing more than `554 5.7.1 <to>: Recipient address
 * rejected: Access denied`.
 */
function isForLackOfLogin(
  step: MailStep,
  { replyCode = 0, enhancedCode = '', text = '', loginOffered }: Evidence,
): boolean {
  const words = withoutAddresses(text)
  if (ASKS_FOR_LOGIN.test(words) && !ABOUT_SENDER_PROOF.test(text)) return true
  if (!loginOffered || step === 'data' || ANOTHER_CAUSE.test(words)) return false
  if (SENDER_BY_NAME.test(words) && !SAYS_NO_MORE.test(words)) return false
  if (ASKS_FOR_LOGIN_ABROAD.test(words)) return true
  const saysSo = enhancedCode === '' && SAYS_NOT_ALLOWED.test(words) && !RECIPIENT_BY_NAME.test(words)
  const isNotAllowed = [550, 554].includes(replyCode) && (NOT_ALLOWED.includes(enhancedCode) || saysSo)
  return isNotAllowed || (NO_RELAY.test(words) && !RECIPIENT_CODE.test(enhancedCode))
}

/**
 * X.5.1, X.5.2 and X.5.4: bad sequence, syntax, arguments. X.5.0 is left out: some say it of a missing
 * mailbox.
 */
function isMisunderstood(replyCode: number, enhancedCode: string): boolean {
  return NOT_UNDERSTOOD.includes(replyCode) || ['5.5.1', '5.5.2', '5.5.4'].includes(enhancedCode)
}
