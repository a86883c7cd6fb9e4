import { evaluate } from '../../core/judging/evaluate.ts'
import type { Criteria } from '../../core/judging/criteria.ts'
import { scheduledAtOf } from '../../core/run/run-id.ts'
import { type EpochMs, MINUTE, type Millis, isoInstant } from '../../core/time/units.ts'
import type { MonitorState } from '../../core/judging/state.ts'
import type { Clock } from '../ports/clock.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'
import type { ResultStore } from '../ports/stores/run-results.ts'
import { updateState } from '../store/update-state.ts'

/**
 * A time further ahead than clocks differ is a mistake; its result would hide every run until then from
 * judgement.
 */
const CLOCKS_DIFFER: Millis = 2 * MINUTE
/**
 * How old a run may be that is judged again after the clock was set back: the longest that one lasts, and
 * some.
 */
const LOOK_BACK: Millis = 10 * MINUTE

/** Throws RangeError where a run's scheduled time is still to come: nothing may be stored under it. */
export function refuseFuture(scheduledAt: EpochMs, now: EpochMs): void {
  if (scheduledAt <= now + CLOCKS_DIFFER) return
  throw new RangeError(`scheduledAt: expected a time that has come, got ${isoInstant(scheduledAt)}`)
}

/**
 * Step 4, second half: judges every stored result of the location that is not judged yet, in order of
 * scheduled time. A result that was stored after a later one of its location had been judged is history, not
 * news: it changes no state. Answers the state that came of it; `undefined` where there was no news.
 */
export async function judgeResults(
  monitorId: string,
  location: string,
  criteria: Criteria,
  { runs, clock }: { runs: StateStore & ResultStore; clock: Clock },
): Promise<MonitorState | undefined> {
  let judged: MonitorState | undefined
  await updateState(monitorId, runs, async (state) => {
    const now = clock.now()
    const unjudged = await runs.resultsAfter(monitorId, location, watermark(state.judged[location], now))
    const news = unjudged.filter((result) => result.scheduledAt <= now + CLOCKS_DIFFER)
    judged = news.length > 0 ? evaluate(state, news, criteria) : undefined
    return judged
  })
  return judged
}

/**
 * A last judged run that lies ahead was judged before the clock was set back; from here on every run is news
 * again.
 */
function watermark(judged: string | undefined, now: EpochMs): string | undefined {
  const ahead = judged !== undefined && (scheduledAtOf(judged) ?? 0) > now + CLOCKS_DIFFER
  return ahead ? isoInstant(now - LOOK_BACK) : judged
}
