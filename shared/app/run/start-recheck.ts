import type { Criteria } from '../../core/judging/criteria.ts'
import { isElsewhere, recheckOf } from '../../core/judging/rechecks.ts'
import { runName } from '../../core/run/run-id.ts'
import type { RunResult } from '../../core/run/run.ts'
import type { MonitorState } from '../../core/judging/state.ts'
import type { RunStarter } from '../ports/run-starter.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'
import { type RemakePorts, remakeDayOf } from '../history/past-days.ts'
import { updateState } from '../store/update-state.ts'

/**
 * Starts the recheck that this result waits for, if it does; answers why it could not. The watchdog starts it
 * otherwise, a minute later; one from elsewhere it starts alone, since no location's probe may start another's.
 */
export async function startRecheck(
  failed: RunResult,
  state: MonitorState | undefined,
  criteria: Criteria,
  starter: RunStarter,
): Promise<Error[]> {
  const awaited = state?.awaitsRecheck[failed.location]
  if (awaited?.run.runId !== failed.runId || isElsewhere(criteria)) return []
  try {
    await starter.start(recheckOf(awaited))
    return []
  } catch (cause) {
    return [new Error(`the recheck of run ${runName(failed)} was not started; the watchdog will`, { cause })]
  }
}

/**
 * Writes on the results of failures whose recheck passed that it did, and makes their day again if it is
 * made. May be repeated.
 */
export async function notePassedRechecks(
  monitorId: string,
  { clock, runs }: RemakePorts & { runs: StateStore },
): Promise<void> {
  const unnoted = (await runs.findState(monitorId))?.unnotedRechecks ?? []
  if (unnoted.length === 0) return
  for (const runId of unnoted) {
    await runs.noteRecheckPassed({ monitorId, runId })
    await remakeDayOf({ monitorId, runId }, { clock, runs })
  }
  await updateState(monitorId, runs, (state) => ({
    ...state,
    unnotedRechecks: state.unnotedRechecks.filter((runId) => !unnoted.includes(runId)),
  }))
}
