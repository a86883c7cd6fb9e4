import { DAY, type EpochMs } from '../../../shared/core/time/units.ts'
import { span } from '../../../shared/core/wording/words/figures.ts'
import { REASON_WORDS } from '../../../shared/core/wording/words/reason-words.ts'
import { knownWords } from '../../parts/known-words.ts'
import { dayOf, minuteOf, shortTime } from '../../parts/times.ts'
import type { ColumnStop, FailedStop, Stop } from './stops.ts'

export interface Reader {
  zone: string
  now: EpochMs
  /** Whether there are several locations, and each is said. */
  places: boolean
}

/** What is said of a point: when, what, and where. */
export function stopWords(stop: Stop, reader: Reader): string {
  const place = reader.places && stop.kind !== 'column' ? `, ${stop.location}` : ''
  return `${whenWords(stop, reader)}: ${whatWords(stop)}${place}`
}

export function whatWords(stop: Stop): string {
  switch (stop.kind) {
    case 'trip':
      return span(stop.ms)
    case 'failed':
      return fateWords(stop)
    case 'column':
      return columnWords(stop)
    default:
      return stop satisfies never
  }
}

export function whenWords(stop: Stop, { zone, now }: Reader): string {
  if (stop.kind !== 'column') return shortTime(stop.at, now, zone)
  if (stop.to - stop.at > DAY / 2) return dayOf(stop.at, zone)
  return `${shortTime(stop.at, now, zone)} to ${minuteOf(stop.to, zone)}`
}

function fateWords({ fate, lateMs, reason }: FailedStop): string {
  const why = reason === undefined ? '' : `: ${knownWords(REASON_WORDS, reason)}`
  switch (fate) {
    case 'lost':
      return `lost${why}`
    case 'late':
      return `came late, after ${span(lateMs)}`
    case 'refused':
      return `failed${why}`
    default:
      return fate satisfies never
  }
}

function columnWords({ runs, failed, times }: ColumnStop): string {
  const trips = times ? [`half within ${span(times.p50)}`, `95 % within ${span(times.p95)}`] : []
  return [runsWords(runs), ...trips, ...(failed > 0 ? [`${failed} failed`] : [])].join(', ')
}

export function runsWords(runs: number): string {
  return runs === 1 ? '1 run' : `${runs.toLocaleString('en-GB')} runs`
}
