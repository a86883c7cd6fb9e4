import type { Range } from './ranges.ts'
import type { Reading } from './readings.ts'

/** Of a key: a table of 4,096 octets for each kind of part. */
const KEY_BITS = 12

/** Every part of this length of some texts. */
export interface Pieces {
  length: number
  all: Set<string>
  /** Which keys of parts there are: most of what is read is passed over by this alone. */
  keys: Uint8Array
}

export function noPieces(length: number): Pieces {
  return { length, all: new Set(), keys: new Uint8Array(1 << KEY_BITS) }
}

/** Adds every part of this text, in the case in which it stands. */
export function cut(text: string, { length, all, keys }: Pieces): void {
  for (let at = 0; at + length <= text.length; at += 1) {
    all.add(text.slice(at, at + length))
    keys[keyAt(text, at)] = 1
  }
}

/** Of the three characters that begin here. */
function keyAt(text: string, at: number): number {
  const [first, second, third] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)]
  return (first ^ (second << 3) ^ (third << 6)) & ((1 << KEY_BITS) - 1)
}

/** Where any of the parts stand; those that overlap or touch are one range. */
export function rangesOf({ chars, start, end }: Reading, { length, all, keys }: Pieces): Range[] {
  const found: [number, number][] = []
  if (all.size === 0) return found
  let until = -1
  for (let at = 0; at + length <= chars.length; at += 1) {
    if (keys[keyAt(chars, at)] === 0 || !all.has(chars.slice(at, at + length))) continue
    const last = found.at(-1)
    if (last && at <= until) last[1] = end(at + length - 1)
    else found.push([start(at), end(at + length - 1)])
    until = at + length
  }
  return found
}
