import { evaluate } from '../../core/judging/evaluate.ts'
import type { Criteria } from '../../core/judging/criteria.ts'
import { afterSetBack } from '../../core/judging/set-back.ts'
import { scheduledAtOf } from '../../core/run/run-id.ts'
import type { RunResult } from '../../core/run/run.ts'
import { type EpochMs, MINUTE, type Millis, isoInstant } from '../../core/time/units.ts'
import type { MonitorState } from '../../core/judging/state.ts'
import { inParallel } from '../concurrency/in-parallel.ts'
import type { Clock } from '../ports/clock.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'
import type { ResultStore } from '../ports/stores/run-results.ts'
import { filedAnew, filedAsBefore } from '../store/filed-state.ts'
import { updateState } from '../store/update-state.ts'

/**
 * A time further ahead than clocks differ is a mistake; its result would hide every run until then from
 * judgement.
 */
const CLOCKS_DIFFER: Millis = 2 * MINUTE
/** Marks written at once, of the results that a clock which was ahead has left. */
const AT_ONCE = 10

interface JudgePorts {
  runs: StateStore & ResultStore
  clock: Clock
}

/** Throws RangeError where a run's scheduled time is still to come: nothing may be stored under it. */
export function refuseFuture(scheduledAt: EpochMs, now: EpochMs): void {
  if (!hasToCome(scheduledAt, now)) return
  throw new RangeError(`scheduledAt: expected a time that has come, got ${isoInstant(scheduledAt)}`)
}

/**
 * Step 4, second half: judges every stored result of the location that is not judged yet, in order of
 * scheduled time; `stored` is the one that stands, `fresh` where it was stored just now. A result that was
 * stored after a later one of its location had been judged is history, not news: it changes no state. Only a
 * recheck, which may be another location's, is news whenever it comes. Answers the state that came of it;
 * `undefined` where there was no news. `known`: the state as it stood a short time ago.
 */
export async function judgeResults(
  monitorId: string,
  location: string,
  criteria: Criteria,
  { runs, clock }: JudgePorts,
  stored?: { result: RunResult; fresh: boolean },
  known?: MonitorState,
): Promise<MonitorState | undefined> {
  const fresh = stored?.fresh ? stored.result : undefined
  const recheck = stored?.result.trigger === 'recheck' ? stored.result : undefined
  let judged: MonitorState | undefined
  const judge = async (state: MonitorState) => {
    const now = clock.now()
    const last = state.judged[location]
    const isSetBack = last !== undefined && hasToCome(scheduledAtOf(last) ?? 0, now)
    const unjudged = isSetBack
      ? await newsAfterSetBack(fresh, runs)
      : withRecheck(await runs.resultsAfter(monitorId, location, last), recheck)
    const news = unjudged.filter((result) => !result.aheadOfClock && !hasToCome(result.scheduledAt, now))
    const before = isSetBack ? afterSetBack(state, criteria, now) : state
    judged = news.length > 0 ? filed(evaluate(before, news, criteria), state, news, now) : undefined
    return judged
  }
  // One that lies ahead must be read anew: what is marked for it is not taken back.
  const isAhead = hasToCome(scheduledAtOf(known?.judged[location] ?? '') ?? 0, clock.now())
  await updateState(monitorId, runs, judge, isAhead ? undefined : known)
  return judged
}

/** What one good run after another puts off may be met too soon; all else stands where it is due. */
function filed(
  after: MonitorState,
  before: MonitorState,
  news: readonly RunResult[],
  now: EpochMs,
): MonitorState {
  const runs = [...news, ...Object.values(before.lastRuns)]
  return runs.every(({ status }) => status === 0) ? filedAsBefore(after, before, now) : filedAnew(after)
}

/**
 * The last judged run lies ahead: it was judged before the clock was set back. From the next run on that is
 * stored all are news again, but for those behind it: they stood, and were judged, before.
 */
async function newsAfterSetBack(
  stored: RunResult | undefined,
  runs: ResultStore,
): Promise<readonly RunResult[]> {
  if (!stored || stored.trigger === 'on-demand') return []
  const { monitorId, location, runId } = stored
  const standing = await runs.resultsAfter(monitorId, location, runId)
  const unmarked = standing.filter(({ aheadOfClock }) => !aheadOfClock)
  const failures = await inParallel(unmarked, AT_ONCE, (result) => runs.noteAheadOfClock(result))
  for (const cause of failures.values()) throw cause
  return [stored]
}

function withRecheck(results: readonly RunResult[], recheck: RunResult | undefined): readonly RunResult[] {
  const isLate = recheck && results.every(({ runId }) => runId !== recheck.runId)
  return isLate ? [recheck, ...results] : results
}

function hasToCome(at: EpochMs, now: EpochMs): boolean {
  return at > now + CLOCKS_DIFFER
}
