import type { Evidence } from './evidence.ts'
import type { Reason } from './statuses.ts'

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

/** Replies that say "I do not know this command here", not "I do not want this mail" (RFC 5321 §4.2.2, §4.2.4). */
const NOT_UNDERSTOOD = [500, 502, 503, 555]
/** The account's password must first be changed: the one 4xx that is about the login itself (RFC 4954 §6). */
const PASSWORD_TRANSITION = 432
/** Encryption needed: for the mail (RFC 5248), for this mechanism (RFC 4954 §6). */
const NEEDS_ENCRYPTION = ['5.7.10', '5.7.11']

const ASKS_FOR_TLS = /must issue a starttls|starttls (?:is )?(?:required|first|needed)|encryption required/i

/** A login is wanted, in the words of many servers. Postfix says the first of these on a submission port. */
const ASKS_FOR_LOGIN = new RegExp(
  [
    'client host rejected: access denied',
    '(?:authentication|smtp auth(?:entication)?|auth|login|log ?in) (?:is )?(?:required|needed|mandatory)',
    '(?:requires?|needs?) (?:\\w+ )?(?:authentication|smtp auth|a login|login)',
    '(?:must|have to|need to|please|should) (?:first )?(?:be )?(?:authenticated?|log ?in|login)',
    '(?:authenticate|auth|log ?in|login) first',
    '(?:not|un|isn.t|wasn.t)[- ]?(?:been )?(?:authenticated|logged[- ]in)',
    '(?:without|no|lacks?|missing) (?:smtp )?(?:authentication|login)\\b',
    '(?:only|just) (?:accepts?|allows?|for|from) authenticated',
    '(?:pop|check (?:your )?(?:e?mail|pop)) before (?:smtp|sending)',
  ].join('|'),
  'i',
)
/** The sender's domain must prove itself (SPF, DKIM, DMARC), which no login would do. */
const ABOUT_SENDER_PROOF = /\b(?:spf|dkim|dmarc)\b|sender authentication|\b5\.7\.2\d\b/i
/** Not allowed, for reasons of policy (RFC 3463 §3.8): all that many servers say of a login that is missing. */
const NOT_ALLOWED = ['5.7.0', '5.7.1']
const NO_RELAY =
  /\brelay(?:ing)?(?: access)? (?:is )?(?:denied|prohibited|forbidden|not (?:permitted|allowed))|(?:unable|not (?:permitted|allowed)) to relay|not (?:a|an) open relay|allowed rcpthosts|cannot deliver mail for/i
/** What a login would not change: block lists, the sender's domain, content, the client's name or rate, the mailbox. */
const ANOTHER_CAUSE =
  /block|black|\b(?:r|dns)bl\b|\blisted\b|reputation|spam|virus|\b(?:spf|dkim|dmarc|ptr|helo|ehlo|hostname|reverse)\b|\brate\b|limit|too many|quota|\bfull\b|unknown|no such|not (?:exist|found)|disabled|inactive|suspended|undeliverable|unverified/i

/** The name in our EHLO, not the address of the client: only the name is ours to choose. */
const NAME_REFUSED = /\b(?:helo|ehlo)\b/i
/** `EHLO is refused for anybody not logged in` and the like are about something else. */
const NAME_IS_NOT_IT =
  /command (?:not|un)|unrecogni|polite|say (?:helo|ehlo)|send (?:helo|ehlo)|(?:helo|ehlo) first/i

const SENDER_BY_NAME =
  /sender (?:e?mail )?(?:address )?(?:is )?(?:rejected|refused|denied|blocked|invalid|unknown|unverified|not |verif\w+ fail|domain)|(?:from|return|envelope)[- ](?:address|path|sender)|not owned by (?:user|auth)|mail from (?:address|domain|command)|domain of (?:the )?sender|not allowed to send (?:as|from)|send ?as ?denied/i
const RECIPIENT_BY_NAME =
  /recipient (?:e?mail )?(?:address )?(?:is )?(?:rejected|refused|denied|invalid|unknown|not |does|reject)|no such (?:user|recipient|mailbox|address|person|account)|(?:user|mailbox|recipient|account|address)(?: name)?(?: is| was)? (?:un(?:known|available|deliverable)|not (?:found|exist|available|local)|does(?: not|n.t) exist|doesn.t|disabled|inactive|full|over)|unknown (?:user|recipient|mailbox|address|local)|invalid (?:recipient|mailbox)|over ?quota|quota exceeded|mailbox full/i
/** The sender's mailbox or system; the recipient's (RFC 3463 §3.2, §3.3). */
const SENDER_CODE = /^\d\.1\.[78]$/
const RECIPIENT_CODE = /^\d\.(?:1\.(?:[1236]|10)|2\.[0-4])$/

const GREYLISTING = /gr[ae]y[- ]?list/i
/** The words of a server that greylists without saying so: come back later, and nothing about why. */
const COME_BACK = new Set(
  (
    'a access accepted address after again and are at be been back by check come deferred delayed denied email few first for from has have hours ' +
    'in intentional is it kindly later mail message min mins minute minutes moment next not now once please policy recipient ' +
    'refused rejected rejection retry sec second seconds secs send sender shortly some soon temp temporarily temporary the ' +
    'this time to try until wait we will yet you your'
  ).split(' '),
)
/** Postfix says 450 to clients without a proper name, for as long as they have none. */
const WANTS_A_NAME = /cannot find your|reverse (?:dns|host)|\bptr\b|fully-qualified/i

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
  if (step !== 'auth' && step !== 'dot' && isAboutOurName(step, text)) return 'client-name-refused'
  if (step === 'hello') return 'smtp-protocol-error'
  if (step === 'auth') return loginRefusal(replyCode)
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
  if (step === 'hello')
    return /invalid|argument|malformed|real hostname|rejected|fully|impersonat/i.test(words)
  return NAME_REFUSED.test(words) && !NAME_IS_NOT_IT.test(words)
}

/** A backend that cannot be asked (454) says nothing about the password; a command that is unknown offers no login. */
function loginRefusal(replyCode: number): Reason {
  if (replyCode < 500 && replyCode !== PASSWORD_TRANSITION) return 'smtp-unavailable'
  return [500, 502, 503, 504].includes(replyCode) ? 'smtp-auth-not-offered' : 'smtp-auth-refused'
}

/**
 * 450 and 451 are what greylisting says (RFC 6647 §2.1), often without a word of it. It is guessed only where the words are
 * nothing but "come back later", and the enhanced code names no other cause (RFC 3463 §3).
 */
function deferral(step: MailStep, { replyCode, enhancedCode = '', text = '' }: Evidence): Reason {
  if (GREYLISTING.test(text)) return 'greylisted'
  const deferred = whoIsMeant(step, enhancedCode, text)
  if (deferred === 'sender') return 'sender-deferred'
  const otherCause = /^4\.(?:[134]\.|2\.[1-9]|7\.\d{2})/.test(enhancedCode) || WANTS_A_NAME.test(text)
  const mayGreylist = (replyCode === 450 || replyCode === 451) && !otherCause
  if (mayGreylist && saysNothingElse(text)) return 'greylisted'
  return deferred === 'recipient' ? 'recipient-deferred' : 'message-deferred'
}

function saysNothingElse(text: string): boolean {
  const words =
    withoutAddresses(text)
      .toLowerCase()
      .match(/[a-z']+/g) ?? []
  return words.every((word) => COME_BACK.has(word))
}

function rejection(step: MailStep, evidence: Evidence): Reason {
  const { replyCode = 0, enhancedCode = '', text = '' } = evidence
  if (isMisunderstood(replyCode, enhancedCode)) return 'smtp-protocol-error'
  return `${whoIsMeant(step, enhancedCode, text)}-rejected`
}

/** Whom a refusal names, else whom the command is about. Some refuse the sender at RCPT, or the recipient after the dot. */
function whoIsMeant(step: MailStep, enhancedCode: string, text: string): 'sender' | 'recipient' | 'message' {
  const words = withoutAddresses(text)
  const names = (who: RegExp, code: RegExp) => who.test(words) || code.test(enhancedCode)
  if (names(SENDER_BY_NAME, SENDER_CODE) && !ABOUT_SENDER_PROOF.test(text)) return 'sender'
  if (step === 'mail') return 'sender'
  if (step === 'rcpt') return 'recipient'
  return names(RECIPIENT_BY_NAME, RECIPIENT_CODE) ? 'recipient' : 'message'
}

/**
 * Whether mail was refused for want of a login. Where one was offered and none made, "not allowed" means that unless the words
 * name another cause; and so does "no relaying": servers that offer logins relay for those who log in. Debian's own submission
 * service says nothing more than `554 5.7.1 <to>: Recipient address rejected: Access denied`.
 */
function isForLackOfLogin(
  step: MailStep,
  { replyCode = 0, enhancedCode = '', text = '', loginOffered }: Evidence,
): boolean {
  const words = withoutAddresses(text)
  if (ASKS_FOR_LOGIN.test(words) && !ABOUT_SENDER_PROOF.test(text)) return true
  if (!loginOffered || step === 'data' || ANOTHER_CAUSE.test(words)) return false
  const isNotAllowed = [550, 554].includes(replyCode) && NOT_ALLOWED.includes(enhancedCode)
  return isNotAllowed || NO_RELAY.test(words)
}

/** Addresses, and what stands in angle brackets as they do, may hold any word. */
function withoutAddresses(text: string): string {
  return text.replace(/<[^<>]*>|\S+@\S+|https?:\S+/g, '')
}

/** X.5.1, X.5.2 and X.5.4: bad sequence, syntax, arguments. X.5.0 is left out: some say it of a missing mailbox. */
function isMisunderstood(replyCode: number, enhancedCode: string): boolean {
  return NOT_UNDERSTOOD.includes(replyCode) || ['5.5.1', '5.5.2', '5.5.4'].includes(enhancedCode)
}
