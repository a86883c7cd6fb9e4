import type { ListedMessage } from '../../../app/ports/mail.ts'

/** What a session hands out and takes back. */
export interface Pop3Message extends ListedMessage {
  /** Message number, valid within its session only (RFC 1939 §5). */
  readonly number: number
}

/** One line of a listing, cut at its blanks: message number, then unique id or size (RFC 1939 §5, §7). */
export type ListingRow = readonly string[]

/** RFC 1939 §7: 1 to 70 characters from 0x21 to 0x7E. */
const UNIQUE_ID = /^[!-~]{1,70}$/

/** Messages of a listing that are told, at most: of a longer one half of them at each end. */
export const MOST_LISTED = 100_000

/** The lines of a listing that are told. */
export function* listingRows(body: string): Generator<ListingRow> {
  const count = linesOf(body)
  let start = 0
  for (let index = 0; index < count; index += 1) {
    const end = body.indexOf('\n', start)
    const isTold = index < MOST_LISTED / 2 || index >= count - MOST_LISTED / 2
    if (isTold)
      yield body
        .slice(start, end)
        .trim()
        .split(/[ \t]+/, 3)
    start = end + 1
  }
}

function linesOf(body: string): number {
  let count = 0
  for (let at = body.indexOf('\n'); at >= 0; at = body.indexOf('\n', at + 1)) count += 1
  return count
}

/**
 * Joins what UIDL and LIST said, in the server's order; either may be absent. The key is unique id and size,
 * since some servers give ids anew; an id that breaks the rule or is given to two messages identifies nothing
 * and makes none. Lines without a message number are counted as `strange`.
 */
export function joinListings(
  uidl: Iterable<ListingRow> | undefined,
  list: Iterable<ListingRow> | undefined,
): { messages: Pop3Message[]; strange: number } {
  const ids = byNumber(uidl ?? [])
  const sizes = byNumber(list ?? [])
  const repeated = repetitions(ids.values.values())
  const messages: Pop3Message[] = []
  const add = (number: number) => {
    const uid = ids.values.get(number) ?? ''
    const written = sizes.values.get(number) ?? ''
    const sizeOctets = /^\d{1,15}$/.test(written) ? Number(written) : undefined
    const identifies = UNIQUE_ID.test(uid) && !repeated.has(uid)
    messages.push({
      number,
      ...(identifies && { key: sizeOctets === undefined ? uid : `${uid} ${sizeOctets}` }),
      ...(sizeOctets !== undefined && { sizeOctets }),
    })
  }
  for (const number of ids.values.keys()) add(number)
  for (const number of sizes.values.keys()) if (!ids.values.has(number)) add(number)
  return { messages, strange: ids.strange + sizes.strange }
}

function repetitions(values: Iterable<string>): Set<string> {
  const once = new Set<string>()
  const repeated = new Set<string>()
  for (const value of values) (once.has(value) ? repeated : once).add(value)
  return repeated
}

/** The first word after each message number; a number that comes twice keeps its first line. */
function byNumber(rows: Iterable<ListingRow>): { values: Map<number, string>; strange: number } {
  const values = new Map<number, string>()
  let strange = 0
  for (const row of rows) {
    const [number = '', value = ''] = row.filter((word) => word !== '')
    if (!/^[1-9]\d{0,9}$/.test(number) || values.has(Number(number))) strange += 1
    else values.set(Number(number), value)
  }
  return { values, strange }
}
