import type { LateArrival, RunKey, RunResult } from '../../../core/run/run.ts'
import type { IsoDay } from '../../../core/time/iso-day.ts'
import type { EpochMs } from '../../../core/time/units.ts'

export interface ResultStore {
  findResult(run: RunKey): Promise<RunResult | undefined>
  /** Puts the result if there is none, or one that is marked `aheadOfClock`. */
  putResult(result: RunResult): Promise<boolean>
  /**
   * Results of one location after `afterRunId`, oldest first, on-demand runs left out; consistent. After an id
   * as ids are spelled today come such alone.
   */
  resultsAfter(monitorId: string, location: string, afterRunId: string | undefined): Promise<RunResult[]>
  /** All results scheduled on that day, at every location and of every trigger, oldest first; consistent. */
  resultsOfDay(monitorId: string, day: IsoDay): Promise<RunResult[]>
  /**
   * All results scheduled at or after `from` and before `before`, at every location and of every trigger,
   * newest first, read page by page; `pageSize`: results of one, default 100.
   */
  resultsBackwards(
    monitorId: string,
    span: { from: EpochMs; before: EpochMs; pageSize?: number },
  ): AsyncIterable<RunResult>
  /** The one that was scheduled last, at whichever location and of whatever trigger. */
  newestResult(monitorId: string): Promise<RunResult | undefined>
  /** The newest results that delivered, of every location and trigger, newest first: at most so many. */
  latestDelivered(monitorId: string, most: number): Promise<RunResult[]>
  /** Adds the late arrival to a result that is `lost` and has none; anything else is left alone. */
  noteLateArrival(run: RunKey, late: LateArrival): Promise<void>
  /** Adds the warning `recheck-passed` to a result that has not got it; one that is gone is left alone. */
  noteRecheckPassed(run: RunKey): Promise<void>
  /** Marks the result `aheadOfClock`; one that is gone is left alone. */
  noteAheadOfClock(run: RunKey): Promise<void>
}
