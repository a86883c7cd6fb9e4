import type { SenderReason } from '../statuses.ts'

/** What Amazon SES, or the SDK in its place, answered to `SendEmail`. */
export interface SesError {
  /** Of the error, as `MessageRejected`; what SES may answer is listed in its API Reference v2, SendEmail. */
  name: string
  /** Absent: there was no answer. */
  httpStatus?: number | undefined
  message: string
}

/** Whom the message was from and to, as SES was told. */
export interface Addresses {
  from: string
  to: string
}

const NOT_VERIFIED = /not verified/i
const IS_PAUSED = /paus|suspend/i
const DAILY = /daily|24[- ]hour|\bquota\b/i
const RATE = /sending rate|rate exceeded|toomanyrequests|too many requests|throttl/i
const LIMITED = /limitexceeded/i
const SUPPRESSED = /suppression list|blacklisted/i
const AT_FAULT = /^(?:Internal|ServiceUnavailable|ServiceFailure)/
const NO_CREDENTIALS = 'CredentialsProvider'
const ADDRESS = /[^\s<>,;:"]+@[^\s<>,;:"]+/g

/**
 * Why SES did not take a message: `MessageRejected` is said of half a dozen things, so the words decide first.
 * Anything that is not known is `sender-refused`.
 */
export function sesRefusal({ name, httpStatus, message }: SesError, addresses: Addresses): SenderReason {
  const said = `${name}: ${message}`
  if ((httpStatus ?? 0) >= 500 || AT_FAULT.test(name)) return 'sender-unavailable'
  if (httpStatus === undefined)
    return name.startsWith(NO_CREDENTIALS) ? 'sender-refused' : 'sender-unavailable'
  if (name === 'MailFromDomainNotVerifiedException') return 'sender-not-verified'
  if (NOT_VERIFIED.test(message)) return unverified(message, addresses)
  if (IS_PAUSED.test(said)) return 'sender-paused'
  if (SUPPRESSED.test(message)) return 'recipient-suppressed'
  if (DAILY.test(message) || RATE.test(said) || LIMITED.test(name)) return 'sender-quota-reached'
  return 'sender-refused'
}

/**
 * Whether a later try in the same run may go through: SES counts by the second. `text` is that of the evidence;
 * a quota of the day is used up for hours.
 */
export function isSendingRate(text: string): boolean {
  return RATE.test(text) && !DAILY.test(text) && !LIMITED.test(text)
}

/**
 * SES lists the identities that failed, as addresses with or without a name, until it has no room for more. Outside
 * of the sandbox it looks at the sender alone; one that is both is to be verified first as the sender.
 */
function unverified(message: string, { from, to }: Addresses): SenderReason {
  const listed = (message.match(ADDRESS) ?? []).map((address) => address.toLowerCase().replace(/\.+$/, ''))
  if (listed.includes(from.toLowerCase())) return 'sender-not-verified'
  return listed.includes(to.toLowerCase()) ? 'sender-in-sandbox' : 'sender-not-verified'
}
