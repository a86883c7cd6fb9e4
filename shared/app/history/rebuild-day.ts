import type { DayStore } from '../ports/stores/days.ts'
import type { ResultStore } from '../ports/stores/run-results.ts'
import { dayOf, totalOf } from '../../core/history/day.ts'
import type { IsoDay } from '../../core/time/iso-day.ts'
import { runsIn } from '../../core/history/tally.ts'
import type { RunResult } from '../../core/run/run.ts'
import { changeStored } from '../store/change-stored.ts'

export interface RebuildPorts {
  runs: ResultStore & DayStore
}

/**
 * What became of a day: made anew from its results; left as it stands, because some of its results have
 * expired by now; or none, for want of results.
 */
export type Rebuilt = 'rebuilt' | 'kept' | 'empty'

/**
 * Makes the day of one monitor from its results, whatever day; it may be repeated, also by several at once.
 * Results expire and days are kept for ever, so a day that counts more runs than there are results is
 * history, and stands: while results last, none ever leaves its day. Answers the results as well.
 */
export function rebuildDay(
  monitorId: string,
  day: IsoDay,
  { runs }: RebuildPorts,
): Promise<{ became: Rebuilt; results: readonly RunResult[] }> {
  return changeStored(`the day ${day} of ${monitorId}`, async () => {
    // The day first: what is stored between the two readings comes with a version of its own.
    const [standing] = await runs.findDays(monitorId, day, day)
    const results = await runs.resultsOfDay(monitorId, day)
    const made = dayOf(monitorId, day, results, (standing?.version ?? 0) + 1)
    const count = runsIn(totalOf(made))
    if (count === 0) return { became: 'empty', results }
    if (standing && runsIn(totalOf(standing)) > count) return { became: 'kept', results }
    return (await runs.putDay(made)) ? { became: 'rebuilt', results } : undefined
  })
}
