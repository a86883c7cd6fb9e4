import { deflateRawSync } from 'node:zlib'

import * as v from 'valibot'

import type { LogLine } from '../../../core/run/run.ts'
import { LOG_WORDS } from './log-words.ts'
import { MAX_PACKED, MAX_UNPACKED, readPacked } from './log-packing.ts'

const DIALOGUES: ReadonlyMap<string, LogLine['dialogue']> = new Map([
  ['s', 'smtp'],
  ['m', 'mailbox'],
  ['r', 'run'],
])
const SIDES: ReadonlyMap<string, LogLine['side']> = new Map([
  ['c', 'client'],
  ['s', 'server'],
  ['n', 'note'],
])
const LETTERS = new Map([...DIALOGUES, ...SIDES].map(([letter, word]) => [word, letter]))
/** Times are written down to 0.01 ms (`diagnostic-log.ts`). */
const PER_MS = 100

/** Of each line its letters and phase, its text, and the time since the line before in 0.01 ms. */
const rows = v.array(v.union([v.string(), v.pipe(v.number(), v.integer())]))

/**
 * The log in about half the room that `packLog` takes: without the names of its fields, and packed with what most
 * servers say. `undefined` for one that is too long, or not as `diagnosticLog` writes them.
 */
export function compactLog(lines: readonly LogLine[]): Uint8Array | undefined {
  let before = 0
  const written = lines.flatMap(({ dialogue, side, phase, atMs, text }) => {
    const at = Math.round(atMs * PER_MS)
    const since = at - before
    before = at
    return [`${LETTERS.get(dialogue) ?? ''}${LETTERS.get(side) ?? ''}${phase}`, text, since]
  })
  const json = Buffer.from(JSON.stringify(written), 'utf8')
  if (json.length > MAX_UNPACKED || lines.some(({ atMs }) => Math.round(atMs * PER_MS) / PER_MS !== atMs))
    return undefined
  const packed = deflateRawSync(json, { level: 9, dictionary: LOG_WORDS })
  return packed.length <= MAX_PACKED ? packed : undefined
}

/** The lines of a log that is stored so, as `unpackLog` reads the others. */
export function readCompactLog(packed: unknown): LogLine[] {
  return readPacked(packed, { dictionary: LOG_WORDS }, (written) => linesOf(v.parse(rows, written)))
}

function linesOf(written: readonly (string | number)[]): object[] {
  let at = 0
  return Array.from({ length: Math.ceil(written.length / 3) }, (_, index) => {
    const [head, text, since] = written.slice(3 * index, 3 * index + 3)
    at += Number(since)
    const [dialogue = '', side = '', ...phase] = String(head)
    return {
      atMs: at / PER_MS,
      dialogue: DIALOGUES.get(dialogue) ?? dialogue,
      side: SIDES.get(side) ?? side,
      phase: phase.join(''),
      text,
    }
  })
}
