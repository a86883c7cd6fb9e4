import type { ListedMessage } from '../../../app/ports/mail.ts'

/** What a session hands out and takes back. */
export interface Pop3Message extends ListedMessage {
  /** Message number, valid within its session only (RFC 1939 §5). */
  readonly number: number
  /** Octets, absent where the server does not say. */
  readonly sizeOctets?: number
}

/** One line of a listing, cut at its blanks: message number, then unique id or size (RFC 1939 §5, §7). */
export type ListingRow = readonly string[]

/** RFC 1939 §7: 1 to 70 characters from 0x21 to 0x7E. */
const UNIQUE_ID = /^[!-~]{1,70}$/

/**
 * Joins what UIDL and LIST said, in the server's order; either may be absent. The key is unique id and size,
 * since some servers give ids anew; an id that breaks the rule or is given to two messages identifies nothing
 * and makes none. Lines without a message number are counted as `strange`.
 */
export function joinListings(
  uidl: readonly ListingRow[] | undefined,
  list: readonly ListingRow[] | undefined,
): { messages: Pop3Message[]; strange: number } {
  const ids = byNumber(uidl ?? [])
  const sizes = byNumber(list ?? [])
  const timesSeen = new Map<string, number>()
  for (const id of ids.values.values()) timesSeen.set(id, (timesSeen.get(id) ?? 0) + 1)
  const messages = [...new Set([...ids.values.keys(), ...sizes.values.keys()])].map((number) => {
    const uid = ids.values.get(number) ?? ''
    const written = sizes.values.get(number) ?? ''
    const sizeOctets = /^\d{1,15}$/.test(written) ? Number(written) : undefined
    return {
      number,
      ...(UNIQUE_ID.test(uid) &&
        timesSeen.get(uid) === 1 && { key: sizeOctets === undefined ? uid : `${uid} ${sizeOctets}` }),
      ...(sizeOctets !== undefined && { sizeOctets }),
    }
  })
  return { messages, strange: ids.strange + sizes.strange }
}

/** The first word after each message number; a number that comes twice keeps its first line. */
function byNumber(rows: readonly ListingRow[]): { values: Map<number, string>; strange: number } {
  const values = new Map<number, string>()
  let strange = 0
  for (const row of rows) {
    const [number = '', value = ''] = row.filter((word) => word !== '')
    if (!/^[1-9]\d{0,9}$/.test(number) || values.has(Number(number))) strange += 1
    else values.set(Number(number), value)
  }
  return { values, strange }
}
