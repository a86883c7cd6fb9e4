import { type Millis, SECOND } from '../../time/units.ts'
import { anyOf } from './any-of.ts'

/** A folder that is not there, in the words of Cyrus, Courier, Exchange, hMailServer and others. */
const NO_FOLDER = anyOf(
  'no such|unknown (?:mailbox|folder)|non-?existent|invalid (?:mailbox|folder)',
  '(?:does not|doesn.t|not) exist|(?:not|not be) found',
  '(?:unable to|couldn.t|could not) open (?:this |the )?(?:mailbox|folder)',
)
/** An account that has asked too much of the server, as Exchange Online and Gmail say. */
export const THROTTLED = /\bthrottled\b|suggested backoff|exceeded (?:command or )?bandwidth|rate limit/i
/** Exchange Online, of a mailbox that this login may not open, and sometimes for a while of any. */
export const NOT_CONNECTED = /authenticated but not connected/i
const BACKOFF = /backoff time: (\d{1,7}) (milli)?seconds/i

/** Whether SELECT was refused for want of the folder, where no code says so. */
export function saysNoFolder(responseCode: string, text: string): boolean {
  return responseCode === '' && NO_FOLDER.test(text)
}

/** Whether the account has asked too much of the server, whatever it asks now. */
export function saysThrottled(text: string): boolean {
  return THROTTLED.test(text)
}

/** Whether the login is good, and the mailbox is not given to it. */
export function saysNotConnected(text: string): boolean {
  return NOT_CONNECTED.test(text)
}

/** How long the server wants to be left alone; `undefined` where it does not say. */
export function backoffInWords(text: string): Millis | undefined {
  const [, figure, milli] = BACKOFF.exec(text) ?? []
  return figure === undefined ? undefined : Number(figure) * (milli ? 1 : SECOND)
}
