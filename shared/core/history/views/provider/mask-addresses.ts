import type { LogLine } from '../../../run/run.ts'
import { messageFacts } from './message-facts.ts'

/** The text without the names in it; `phase`: in which it was said, as `auth`. */
export type Mask = (text: string, phase?: string) => string

/** The part before the sign, from the delimiter before it on: so each character is read once. */
const LOCAL_PART = /(?<=^|[\s<>()[\]{},;:"])(?:"[^"@]*"|[^\s<>()[\]{},;:"@]+)(?=@[\p{L}\p{N}[])/gu
/** The same in a URL. */
const ENCODED_PART = /(?<=[=?&/;:])[^\s<>()[\]{},;:"=?&/%]+(?=%40)/g
/** How the ids of our own messages begin, which say nothing of a person. */
const OWN_ID = /^[0-9a-f]{32}\//
/** Commands and remarks that hold the name of a login. */
const LOGIN_NAME = /^(?:USER|APOP|logging in as) (\S+)/

/** More than any run has: what stands in a stored log may be anybody's. */
const MOST_NAMES = 10
const LONGEST_NAME = 320

/**
 * Masks the part of each email address before the `@`, but for its first letter, and in what is said about a
 * login its name, which often is that part: `probe@example.com` becomes `p***@example.com`.
 */
export function maskOf(log: readonly LogLine[]): Mask {
  const { from, to } = messageFacts(log)
  const local = [from, to].map((address) => address?.slice(0, address.lastIndexOf('@')))
  const logins = log.map(({ side, text }) => (side === 'server' ? undefined : LOGIN_NAME.exec(text)?.[1]))
  const names = [...new Set([...local, ...logins])].filter((name) => name && name.length <= LONGEST_NAME)
  const known = names.slice(0, MOST_NAMES) as string[]
  return (text, phase) => {
    const masked = text
      .replace(LOCAL_PART, (name) => (OWN_ID.test(name) ? name : maskedName(name)))
      .replace(ENCODED_PART, maskedName)
    return phase === 'auth' ? known.reduce(withoutName, masked) : masked
  }
}

export function maskedLog(log: readonly LogLine[]): LogLine[] {
  const mask = maskOf(log)
  return log.map((line) => ({ ...line, text: mask(line.text, line.phase) }))
}

function maskedName(name: string): string {
  const [first = ''] = name.replace(/^["']/, '')
  return name.length > 1 ? `${first}***` : '***'
}

/** As a whole word, and no part of the name of a host. */
function withoutName(text: string, name: string): string {
  const word = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  const whole = `(?<![\\p{L}\\p{N}.:/-])${word}(?![\\p{L}\\p{N}-]|[.:/][\\p{L}\\p{N}/])`
  return text.replace(new RegExp(whole, 'gu'), () => maskedName(name))
}
