import { anyOf } from './any-of.ts'

/** A login is wanted, in the words of many servers. Postfix says the first of these on a submission port. */
export const ASKS_FOR_LOGIN = anyOf(
  'client host rejected: access denied',
  '(?:authentication|authori[sz]ation|smtp auth(?:entication)?|auth|login|log ?in) (?:credentials )?(?:is |are )?(?:required|needed|mandatory)',
  '(?:requires?|needs?) (?:\\w+ )?(?:authentication|smtp auth|a login|login)',
  'must set auth',
  '(?:must|have to|need to|please|should) (?:first )?(?:be )?(?:authenticated?|log(?:ged)? ?in)',
  '(?:turn on|switch on|enable|activate) (?:\\w+ )?auth',
  '(?:authenticate|auth|log ?in|login) (?:first|before)',
  '(?:not|un|isn.t|wasn.t)[- ]?(?:been )?(?:authenticated|logged[- ]in)',
  '(?:without|no|lacks?|missing) (?:smtp )?(?:authentication|login)\\b',
  '(?:only|just) (?:accepts?|allows?|for|from) authenticated',
  '(?:pop3?|(?:check|receive|retrieve|fetch|read|get)\\b.{0,40}) before (?:you )?(?:smtp|send)',
  '(?:must|please) (?:first )?(?:check|receive|retrieve|fetch|read|get) (?:your|for) (?:\\w+ )?mail',
  'anonymous (?:clients?|users?|senders?|access|sending)',
  'client certificate (?:is )?(?:required|needed)|no client certificate',
)

/**
 * The same in other languages: believed only where a login is offered. What is one word in them also stands
 * in the words for a login that failed, but none was made.
 */
export const ASKS_FOR_LOGIN_ABROAD =
  /authentifi|anmeld|einloggen|autentic|autorización|авториз|аутентиф|认证|認証|登录|登錄/i

/** Nobody may log in, or send, in the clear. */
export const ASKS_FOR_TLS = anyOf(
  '\\b(?:starttls|tls|ssl|encryption|secure (?:\\S+ )?connection)(?: is)? (?:required|needed|mandatory|first)',
  '(?:must|please|should|have to|need to) (?:first )?(?:\\w+ )?(?:an? )?(?:starttls|tls|ssl|encrypt)',
  '(?:requires?|needs?|without|only (?:\\w+ )?(?:over|via|with|under|after)) (?:an? )?(?:starttls|tls|ssl|encrypt)',
)

/** The sender's domain must prove itself (SPF, DKIM, DMARC), which no login would do. */
export const ABOUT_SENDER_PROOF =
  /\b(?:spf|dkim|dmarc)\b|sender (?:authentication|policy framework)|\b5\.7\.2\d\b/i

/** No more than that it is not allowed, where no enhanced code says so either. */
export const SAYS_NOT_ALLOWED = /\bnot (?:allowed|permitted|authori[sz]ed)\b/i

/** The server would have to hand the mail on: whoever offers logins does that for those who log in. */
export const NO_RELAY = anyOf(
  '(?<![\\w.-])relay(?:s|ed|ing)?\\b(?![.-]\\w)',
  'allowed rcpthosts',
  'cannot deliver mail for',
  '(?:not|isn.t) (?:a|one of) (?:our |my )?(?:gateway|local domain|domain)',
)

/**
 * What a login would not change: block lists, the sender's domain, content, the client's name or rate, the
 * mailbox.
 */
export const ANOTHER_CAUSE =
  /block|black|\b(?:r|dns)bl\b|\blisted\b|reputation|spam|virus|\b(?:spf|dkim|dmarc|ptr|helo|ehlo|hostname|reverse)\b|\brate\b|limit|too many|quota|\bfull\b|unknown|no such|not (?:exist|found)|disabled|inactive|suspended|undeliverable|unverified/i

/**
 * Whose sender it is, told at whatever step. Sendmail puts the recipient before what it says of the sender.
 */
export const SENDER_BY_NAME = anyOf(
  'sender (?:e?mail )?(?:address |domain )?(?:is |was |has been )?(?:rejected|refused|denied|blocked|invalid|unknown|unverified|not (?!specified|given)|verif|must|does|cannot|domain)',
  '(?:invalid|unknown|bad|unverified|forged|unauthori[sz]ed) (?:sender|return[- ]path)',
  '(?:verify|verifying|validate|resolve|check) (?:the )?(?:domain of (?:the )?)?sender',
  '(?:from|return|envelope)[- ](?:address|path|sender)',
  'from (?:header|field)',
  'mail from\\s+(?:is |was )?(?:rejected|refused|denied|blocked)',
  'not owned by (?:user|auth)',
  'mail from (?:address|domain|command|must)',
  'domain of (?:the )?sender',
  '(?:permissions?|allowed|authori[sz]ed|permitted|rights?) to send (?:\\w+ )?(?:as|from|on behalf)',
  'send ?as ?denied',
  '\\.\\.\\. access denied',
  // Exchange Online, of the mailbox that is sent from, whose Sent Items are full.
  'storedrv\\.submission',
)

/** Likewise whose mailbox it is. */
export const RECIPIENT_BY_NAME = anyOf(
  'recipient (?:e?mail )?(?:address )?(?:is |was |has been |has )?(?:rejected|refused|denied|blocked|invalid|unknown|not (?!specified|given)|does|reject)',
  'no such (?:user|recipient|mailbox|address|person|account|domain)',
  'no mailbox',
  'non-?existent (?:user|recipient|mailbox|address|account)',
  '(?:user|mailbox|recipient|account|address)\\b.{0,40}\\bdoes(?: not|n.t) exist',
  '(?:user|mailbox|recipient|account|address)(?: name)?(?: is| was| has been)? (?:un(?:known|available|deliverable)|not (?:found|exist|available|local)|doesn.t|disabled|inactive|full|over)',
  'unknown (?:user|recipient|mailbox|address|local)',
  'invalid (?:recipient|mailbox)',
  'over ?quota',
  // Google of the sender's allowance: Daily user sending quota exceeded.
  '(?<!sending )quota exceeded|exceeded storage',
  'mailbox full',
  'one or more recipients',
)

/** The sender's mailbox or system (RFC 3463 §3.2); Exchange's codes of those who may not send as this one, or directly. */
export const SENDER_CODE = /^\d\.(?:1\.[78]|7\.6[08])$/
/** The recipient's (RFC 3463 §3.2, §3.3); Exchange's codes of one that takes mail from few. */
export const RECIPIENT_CODE = /^\d\.(?:1\.(?:[1236]|10)|2\.(?:[0-4]|122)|7\.(?:124|13[34]))$/

export const GREYLISTING = /gr[ae]y[- ]?list/i
/** The words of a server that greylists without saying so: come back later, and nothing about why. */
const COME_BACK = new Set(
  (
    'a access accepted address after again and are at be been back by check come deferred delayed denied email few first for from has have hours ' +
    'in intentional is it kindly later mail message min mins minute minutes moment next not now once please policy recipient ' +
    'refused rejected rejection retry sec second seconds secs send sender shortly some soon temp temporarily temporary the ' +
    'this time to try until wait we will yet you your'
  ).split(' '),
)

/** Whether these words, addresses apart, name no cause. */
export function saysOnlyComeBack(text: string): boolean {
  const words =
    withoutAddresses(text)
      .toLowerCase()
      .match(/[a-z']+/g) ?? []
  return words.every((word) => COME_BACK.has(word))
}

/** Addresses, and what stands in angle brackets as they do, may hold any word. */
export function withoutAddresses(text: string): string {
  // No address is longer before its @ (RFC 5321 §4.5.3.1): of a long word without one, not all is read at each letter.
  return text.replace(/<[^<>]*>|\S{1,320}@\S+|https?:\S+/g, '').replace(/ {2,}/g, ' ')
}
