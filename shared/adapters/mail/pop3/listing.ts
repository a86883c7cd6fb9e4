import type { ListedMessage } from '../../../app/ports/mail.ts'

/** One line of a listing, cut at its blanks: message number, then unique id or size (RFC 1939 §5, §7). */
export type ListingRow = readonly string[]

/** RFC 1939 §7: 1 to 70 characters from 0x21 to 0x7E. */
const UNIQUE_ID = /^[!-~]{1,70}$/

/**
 * Joins what UIDL and LIST said, in the server's order; either may be absent. A unique id that breaks the rule or is
 * given to two messages identifies nothing and is left out. Lines without a message number are counted as `strange`.
 */
export function joinListings(
  uidl: readonly ListingRow[] | undefined,
  list: readonly ListingRow[] | undefined,
): { messages: ListedMessage[]; strange: number } {
  const ids = byNumber(uidl ?? [])
  const sizes = byNumber(list ?? [])
  const timesSeen = new Map<string, number>()
  for (const id of ids.values.values()) timesSeen.set(id, (timesSeen.get(id) ?? 0) + 1)
  const messages = [...new Set([...ids.values.keys(), ...sizes.values.keys()])].map((number) => {
    const uid = ids.values.get(number) ?? ''
    const size = sizes.values.get(number) ?? ''
    return {
      number,
      ...(UNIQUE_ID.test(uid) && timesSeen.get(uid) === 1 && { uid }),
      ...(/^\d{1,15}$/.test(size) && { sizeOctets: Number(size) }),
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
