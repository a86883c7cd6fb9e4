import { compactInstant } from '../../../core/time/compact-instant.ts'
import { type EpochMs, isoInstant } from '../../../core/time/units.ts'
import { AFTER_ALL, RESULT_PREFIX } from './keys.ts'

/** Two sort keys, both included. */
export type KeyRange = readonly [from: string, to: string]

/** From one instant to before another. */
export interface Span {
  from: EpochMs
  before: EpochMs
}

/**
 * Where the results of runs stand that were scheduled in the span, year by year, oldest first: those of ids as
 * they are spelled today, and as they were at first. Those of one year stand one behind the other, whatever
 * their time, and the next year's behind both.
 */
export function yearsOfRuns({ from, before }: Span): { current: KeyRange; former: KeyRange }[] {
  const years: { current: KeyRange; former: KeyRange }[] = []
  for (let start = from; start < before; start = Date.UTC(yearOf(start) + 1)) {
    const lastOf = Math.min(before, Date.UTC(yearOf(start) + 1)) - 1
    years.push({
      current: range(compactInstant(start), `${compactInstant(lastOf)}_`),
      former: range(isoInstant(start), `${isoInstant(lastOf)}#`),
    })
  }
  return years
}

/** Where the results stand from this id on, as ids are spelled today. */
export function currentRunsFrom(runId: string): KeyRange {
  return range(runId, '')
}

function range(from: string, last: string): KeyRange {
  return [`${RESULT_PREFIX}${from}`, `${RESULT_PREFIX}${last}${AFTER_ALL}`]
}

function yearOf(at: EpochMs): number {
  return new Date(at).getUTCFullYear()
}
