import { isDeepStrictEqual } from 'node:util'

import * as v from 'valibot'

import type { HourCounts } from '../../../core/history/hour-counts.ts'
import type { GoodRun, MonitorState, View } from '../../../core/judging/state.ts'
import type { Item } from '../access/table-access.ts'

type Hours = MonitorState['recentHours']

/** A state whose second view is absent where it is as the first, and good runs where the last one was good. */
export type PackedState = Omit<MonitorState, 'views'> & {
  views: { every: View; verified?: View | undefined }
}

/**
 * A state is written by each run, and 1 KB is a unit: what is empty is left out, and what the rest of it says
 * as well.
 */
export function packedState(state: MonitorState): Item {
  const { views, toldIds, recentHours, lastRuns, lastGood } = state
  const { every, verified } = views
  const packed = {
    ...state,
    views: isDeepStrictEqual(every, verified) ? { every } : views,
    toldIds: packIds(toldIds),
    recentHours: packHours(recentHours),
    lastGood: Object.fromEntries(
      Object.entries(lastGood).filter(([location]) => lastRuns[location]?.status !== 0),
    ),
  }
  return Object.fromEntries(Object.entries(packed).filter(([, value]) => !isEmpty(value)))
}

export function unpackedState({ views, ...state }: PackedState): MonitorState {
  const { every, verified = every } = views
  const lastGood = { ...goodAmong(state), ...state.lastGood }
  const toldIds = state.toldIds.flatMap(unpackIds)
  return { ...state, views: { every, verified }, toldIds, lastGood }
}

function goodAmong({ lastRuns, judged }: Pick<MonitorState, 'lastRuns' | 'judged'>): Record<string, GoodRun> {
  const good = Object.entries(lastRuns).flatMap(([location, { status, finishedAt, roundTripMs }]) => {
    const runId = judged[location]
    if (status !== 0 || runId === undefined) return []
    return [[location, { runId, finishedAt, ...(roundTripMs !== undefined && { roundTripMs }) }] as const]
  })
  return Object.fromEntries(good)
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return value === '' || value === undefined
}

/** What `contentId` makes. */
const HEX_ID = /^[\da-f]{20}$/
const ID_OCTETS = 10
/** Marks a word that holds several ids; no id of ours begins so. */
const MANY = '+'

/**
 * Ids one behind the other, in base64: two thirds of what they take alone. Still a list of words, which an earlier
 * version takes for ids and keeps.
 */
function packIds(ids: readonly string[]): string[] {
  const words: string[] = []
  let together: string[] = []
  function end(): void {
    if (together.length > 0) words.push(MANY + Buffer.from(together.join(''), 'hex').toString('base64url'))
    together = []
  }
  for (const id of ids) {
    if (HEX_ID.test(id)) together.push(id)
    else {
      end()
      words.push(id)
    }
  }
  end()
  return words
}

function unpackIds(word: string): string[] {
  if (!word.startsWith(MANY)) return [word]
  const octets = Buffer.from(word.slice(MANY.length), 'base64url')
  return Array.from({ length: Math.floor(octets.length / ID_OCTETS) }, (_, index) =>
    octets.toString('hex', index * ID_OCTETS, (index + 1) * ID_OCTETS),
  )
}

const LETTERS: ReadonlyMap<string, keyof HourCounts> = new Map([
  ['s', 'slow'],
  ['f', 'failed'],
  ['i', 'inconclusive'],
  ['m', 'maintenance'],
])

/** The first hour, then for each `ok`, what else there was, and for how many hours on end: `490272 12*4 9f3`. */
export const packedHours = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.regex(/^(\d{1,9}( \d{1,6}([a-z]\d{1,6})*(\*\d{1,2})?)*)?$/),
  v.transform(unpackHours),
)

function packHours(hours: Hours): string {
  const known = Object.keys(hours).map(Number)
  if (known.length === 0) return ''
  const first = Math.min(...known)
  const words: { word: string; times: number }[] = []
  for (let hour = first; hour <= Math.max(...known); hour += 1) {
    const word = wordOf(hours[hour])
    const last = words.at(-1)
    if (last?.word === word) last.times += 1
    else words.push({ word, times: 1 })
  }
  return [first, ...words.map(({ word, times }) => (times === 1 ? word : `${word}*${times}`))].join(' ')
}

function wordOf(counts: HourCounts = {}): string {
  const others = Array.from(LETTERS).flatMap(([letter, name]) =>
    counts[name] ? [`${letter}${counts[name]}`] : [],
  )
  return [counts.ok ?? 0, ...others].join('')
}

function unpackHours(text: string): Hours {
  const [first, ...words] = text.split(' ')
  const counts = words.flatMap((word) => {
    const [one = '', times = '1'] = word.split('*')
    return Array.from({ length: Number(times) }, () => countsIn(one))
  })
  const hours = counts.map((one, index) => [Number(first) + index, one] as const)
  return Object.fromEntries(hours.filter(([, one]) => Object.keys(one).length > 0))
}

/** Without what a later version counts apart. */
function countsIn(word: string): HourCounts {
  const counts = Array.from(word.matchAll(/([a-z]?)(\d+)/g)).flatMap(([, letter = '', count]) => {
    const name = letter === '' ? 'ok' : LETTERS.get(letter)
    return name !== undefined && Number(count) > 0 ? [[name, Number(count)] as const] : []
  })
  return Object.fromEntries(counts)
}
