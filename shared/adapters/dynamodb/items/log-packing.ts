import { type ZlibOptions, deflateRawSync, inflateRawSync } from 'node:zlib'

import * as v from 'valibot'

import type { LogLine } from '../../../core/run/run.ts'
import { logLines } from './run-shapes.ts'

/** Most octets of a stored log: a write costs one unit a KB, and DynamoDB takes items to 400 KB. */
export const MAX_PACKED = 64 * 1024
/**
 * Most octets that a stored log may unpack to; a log of ours stays far below, a forged one could ask for a
 * thousandfold.
 */
export const MAX_UNPACKED = 8 * 1024 * 1024

/**
 * The lines as compressed JSON (raw DEFLATE, RFC 1951) of at most 64 KB. What is too long loses lines from
 * its middle, where a note then counts them: how a dialogue began and how it ended says most.
 */
export function packLog(lines: readonly LogLine[]): Uint8Array {
  for (let kept = lines; ; kept = withoutMiddle(lines, kept)) {
    const json = Buffer.from(JSON.stringify(kept), 'utf8')
    const packed = json.length <= MAX_UNPACKED ? deflateRawSync(json) : undefined
    if (packed && packed.length <= MAX_PACKED) return packed
  }
}

/** The lines of a stored log; one note line that says why where they cannot be read. Never throws. */
export function unpackLog(packed: unknown): LogLine[] {
  return readPacked(packed, {}, (written) => written)
}

/** The same of one that is packed with a dictionary or written otherwise; `linesOf` may throw. */
export function readPacked(
  packed: unknown,
  options: Pick<ZlibOptions, 'dictionary'>,
  linesOf: (written: unknown) => unknown,
): LogLine[] {
  if (!(packed instanceof Uint8Array)) return [unreadable('no compressed text')]
  try {
    const json = inflateRawSync(packed, { ...options, maxOutputLength: MAX_UNPACKED }).toString('utf8')
    return v.parse(logLines, linesOf(JSON.parse(json)))
  } catch (error) {
    return [unreadable(error instanceof Error ? error.message : 'unknown')]
  }
}

/** A fifth fewer lines than before, so that a log too long by much takes few tries. */
function withoutMiddle(all: readonly LogLine[], before: readonly LogLine[]): LogLine[] {
  const keep = Math.floor(Math.min(before.length, all.length) * 0.4)
  const head = all.slice(0, keep)
  const tail = all.slice(all.length - keep)
  const text = `${String(all.length - 2 * keep)} lines left out to keep this log short`
  return [...head, { atMs: head.at(-1)?.atMs ?? 0, dialogue: 'run', side: 'note', phase: '', text }, ...tail]
}

function unreadable(why: string): LogLine {
  return {
    atMs: 0,
    dialogue: 'run',
    side: 'note',
    phase: '',
    text: `the stored log cannot be read: ${why.slice(0, 200)}`,
  }
}
