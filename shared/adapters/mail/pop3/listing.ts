import type { ListedMessage } from '../../../app/ports/mail.ts'
import { compactKeys } from '../../../core/identity/compact-keys.ts'

/** What a session hands out and takes back. */
export interface Pop3Message extends ListedMessage {
  /** Message number, valid within its session only (RFC 1939 §5). */
  readonly number: number
}

/** Makes its messages each time it is gone through: 100,000 of them at once would take 50 MB. */
export interface Pop3Listing extends Iterable<Pop3Message> {
  readonly length: number
}

/** RFC 1939 §7: 1 to 70 characters from 0x21 to 0x7E. */
const UNIQUE_ID = /^[!-~]{1,70}$/
/** Messages that are told, at most: of a longer listing half of them at each end. */
export const MOST_LISTED = 100_000

/**
 * Joins what UIDL and LIST said, in the server's order; either may be absent. The key is unique id and size,
 * since some servers give ids anew; an id that breaks the rule or is given to two messages identifies nothing
 * and makes none. Lines without a message number are counted as `strange`.
 */
export function joinListings(
  uidl: string | undefined,
  list: string | undefined,
): { messages: Pop3Listing; strange: number } {
  const ids = rowsOf(uidl ?? '')
  const sizes = rowsOf(list ?? '')
  // Of two long listings different lines may have been kept.
  const idsOnly = ids.numbers.length > 0 && Math.max(ids.count, sizes.count) > MOST_LISTED
  const others = idsOnly ? [] : sizes.numbers.filter((number) => !ids.has(number))
  const uids = compactKeys(valuesOf(ids))

  function messageOf(number: number): Pop3Message {
    const uid = ids.valueOf(number)
    const written = sizes.valueOf(number)
    const sizeOctets = /^\d{1,15}$/.test(written) ? Number(written) : undefined
    const identifies = UNIQUE_ID.test(uid) && !uids.isRepeated(uid)
    return {
      number,
      ...(identifies && { key: sizeOctets === undefined ? uid : `${uid} ${sizeOctets}` }),
      ...(sizeOctets !== undefined && { sizeOctets }),
    }
  }

  const messages = {
    length: ids.numbers.length + others.length,
    *[Symbol.iterator]() {
      for (const number of ids.numbers) yield messageOf(number)
      for (const number of others) yield messageOf(number)
    },
  }
  return { messages, strange: ids.strange + sizes.strange }
}

/** The lines of a listing by message number (RFC 1939 §5, §7), as places in its text. */
interface Rows {
  /** In the server's order. */
  numbers: readonly number[]
  /** All lines, told or not. */
  count: number
  strange: number
  has(number: number): boolean
  /** The first word after the number; empty where there is none. */
  valueOf(number: number): string
}

/** A number that comes twice keeps its first line. */
function rowsOf(body: string): Rows {
  const count = linesOf(body)
  const numbers: number[] = []
  // Numbers are 1 to `count` by rights.
  const places = new Int32Array(count + 1)
  const beyond = new Map<number, number>()
  let strange = 0

  const placeOf = (number: number) => places[number] ?? beyond.get(number) ?? 0

  function add(start: number): void {
    const head = /[ \t]*([1-9]\d{0,9})(?=[ \t\r\n])[ \t]*/y
    head.lastIndex = start
    const number = Number(head.exec(body)?.[1] ?? 0)
    if (number === 0 || placeOf(number) > 0) {
      strange += 1
      return
    }
    numbers.push(number)
    if (number <= count) places[number] = head.lastIndex
    else beyond.set(number, head.lastIndex)
  }

  let start = 0
  for (let index = 0; index < count; index += 1) {
    if (index < MOST_LISTED / 2 || index >= count - MOST_LISTED / 2) add(start)
    start = body.indexOf('\n', start) + 1
  }
  return {
    numbers,
    count,
    strange,
    has: (number) => placeOf(number) > 0,
    valueOf(number) {
      const place = placeOf(number)
      const word = /[^ \t\r\n]*/y
      word.lastIndex = place
      return place > 0 ? (word.exec(body)?.[0] ?? '') : ''
    },
  }
}

function* valuesOf(rows: Rows): Generator<string> {
  for (const number of rows.numbers) yield rows.valueOf(number)
}

function linesOf(body: string): number {
  let count = 0
  for (let at = body.indexOf('\n'); at >= 0; at = body.indexOf('\n', at + 1)) count += 1
  return count
}
