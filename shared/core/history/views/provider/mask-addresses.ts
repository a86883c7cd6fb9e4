import type { LogLine } from '../../../run/run.ts'
import { messageFacts } from './message-facts.ts'

/** The text without the names in it. */
export type Mask = (text: string) => string

/** The part before the sign, from the delimiter before it on: so each character is read once. */
const LOCAL_PART = /(?<=^|[\s<>()[\]{},;:"])(?:"[^"@]*"|[^\s<>()[\]{},;:"@]+)(?=@[\p{L}\p{N}[])/gu
/** The same in a URL. */
const ENCODED_PART = /(?<=[=?&/;:])[^\s<>()[\]{},;:"=?&/%]+(?=%40)/g
/** The id of our own message: what finds it says nothing of a person, but the monitor's id may. */
const OWN_ID = /^([0-9a-f]{32}\/[^/]*\/)[^/]*(?=\/)/
/** Commands and remarks that hold the name of a login. */
const LOGIN_NAME = /^(?:USER|APOP|logging in as) (\S+)/
/** More than any run has: what stands in a stored log may be anybody's. */
const MOST_NAMES = 10
const LONGEST_NAME = 320

/**
 * Masks the part of each email address before the `@`, but for its first letter: `probe@example.com` becomes
 * `p***@example.com`. So are the addresses and logins of this log wherever they stand, and the addresses' names
 * alone, since servers say `no such user probe`.
 */
export function maskOf(log: readonly LogLine[]): Mask {
  const { from, to } = messageFacts(log)
  const addresses = [from, to].map((address) => [address, address?.slice(0, address.lastIndexOf('@'))])
  const logins = log.map(({ side, text }) => (side === 'server' ? undefined : LOGIN_NAME.exec(text)?.[1]))
  const names = [...new Set([...addresses.flat(), ...logins])]
    .flatMap((name) => (name !== undefined && name !== '' && name.length <= LONGEST_NAME ? [name] : []))
    .slice(0, MOST_NAMES)
    .sort((a, b) => b.length - a.length)
    .map((name) => [whole(name), maskedAddress(name)] as const)
  return (text) =>
    names
      .reduce((masked, [name, mask]) => masked.replace(name, () => mask), text)
      .replace(LOCAL_PART, (name) => (OWN_ID.test(name) ? name.replace(OWN_ID, '$1***') : maskedName(name)))
      .replace(ENCODED_PART, maskedName)
}

export function maskedLog(log: readonly LogLine[]): LogLine[] {
  const mask = maskOf(log)
  return log.map((line) => ({ ...line, text: mask(line.text) }))
}

function maskedAddress(name: string): string {
  const at = name.lastIndexOf('@')
  return at < 0 ? maskedName(name) : maskedName(name.slice(0, at)) + name.slice(at)
}

function maskedName(name: string): string {
  const [first = ''] = name.replace(/^["']/, '')
  return name.length > 1 ? `${first}***` : '***'
}

/** As a whole word in capitals or not, no part of the name of a host, and not the command `MAIL`. */
function whole(name: string): RegExp {
  const word = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}.:/-])${word}(?![\\p{L}\\p{N}-]|[.:/][\\p{L}\\p{N}/]| FROM:)`, 'giu')
}
