import type { IsoDay } from '../time/iso-day.ts'
import type { RunResult } from '../run/run.ts'
import { type TimesByPhase, phaseTimesOf } from './phase-times.ts'
import { type Tally, addTallies, tallyOf } from './tally.ts'

/**
 * One day of one monitor, made from its results and kept for ever; what can be derived from it is not in it.
 */
export interface DayItem {
  monitorId: string
  day: IsoDay
  /** Rises with each time that it is made. 0: it is from before days had versions. */
  version: number
  /**
   * By location, then by the hour (0 to 23, UTC) in which the runs were scheduled; an hour without runs is
   * absent.
   */
  locations: Readonly<Record<string, Readonly<Record<number, Tally>>>>
  /** By location; empty where it is from before days had phases. */
  phases: Readonly<Record<string, TimesByPhase>>
}

/**
 * The day that these results, all of that monitor and day, add up to. Their order does not matter, nor that
 * one comes twice. Runs on demand are left out. `version`: as which it is to be put.
 */
export function dayOf(monitorId: string, day: IsoDay, results: readonly RunResult[], version = 1): DayItem {
  const counted = new Map(
    results.filter(({ trigger }) => trigger !== 'on-demand').map((result) => [result.runId, result]),
  )
  const byLocation = Map.groupBy(counted.values(), ({ location }) => location)
  const locations = [...byLocation].map(([location, runs]) => [location, byHour(runs)] as const)
  const phases = [...byLocation]
    .map(([location, runs]) => [location, phaseTimesOf(runs)] as const)
    .filter(([, times]) => Object.keys(times).length > 0)
  return {
    monitorId,
    day,
    version,
    locations: Object.fromEntries(locations),
    phases: Object.fromEntries(phases),
  }
}

/** The whole day at all its locations. */
export function totalOf({ locations }: DayItem): Tally {
  return addTallies(Object.values(locations).flatMap((hours) => Object.values(hours)))
}

function byHour(results: readonly RunResult[]): Record<number, Tally> {
  const hours = Map.groupBy(results, ({ scheduledAt }) => new Date(scheduledAt).getUTCHours())
  return Object.fromEntries([...hours].map(([hour, runs]) => [hour, tallyOf(runs)]))
}
