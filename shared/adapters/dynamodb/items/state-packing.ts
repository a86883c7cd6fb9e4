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
  const { views, recentHours, lastRuns, lastGood } = state
  const { every, verified } = views
  const packed = {
    ...state,
    views: isDeepStrictEqual(every, verified) ? { every } : views,
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
  return { ...state, views: { every, verified }, lastGood }
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
