import { runIdOf } from '../../core/identity/run-key.ts'
import type { Criteria } from '../../core/judging/criteria.ts'
import { judgedByTime } from '../../core/judging/evaluate.ts'
import { judgeRemoval } from '../../core/judging/incident.ts'
import { whereItStands } from '../../core/judging/listed.ts'
import { recheckOf, recheckPlace, startedAgain } from '../../core/judging/rechecks.ts'
import { timePassed } from '../../core/judging/time-passed.ts'
import { maintenanceAt } from '../../core/maintenance/maintenance-at.ts'
import { isPausedAsWritten } from '../../core/definition/paused.ts'
import { expectNothing } from '../../core/judging/silence.ts'
import type { AwaitedRecheck, MonitorState } from '../../core/judging/state.ts'
import { runName } from '../../core/run/run-id.ts'
import type { RunRequest } from '../../core/run/run.ts'
import type { EpochMs } from '../../core/time/units.ts'
import { inParallel } from '../concurrency/in-parallel.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'
import type { RulesPorts } from '../ports/run-ports.ts'
import type { RunStarter } from '../ports/run-starter.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'
import type { RemakePorts } from '../history/past-days.ts'
import { notePassedRechecks } from '../run/start-recheck.ts'
import { filedAnew } from '../store/filed-state.ts'
import { updateState } from '../store/update-state.ts'
import { rulesInForce } from '../monitors/rules-in-force.ts'
import { type SilencePorts, silenceOf } from './watch-silence.ts'

/** A monitor has at most ten locations. */
const AT_ONCE = 3

export interface WatchStatePorts extends SilencePorts, RulesPorts {
  runs: RulesPorts['runs'] & StateStore & RemakePorts['runs']
  monitors: Pick<MonitorStore, 'find'>
  starter: RunStarter
}

/**
 * What time alone brings about in one monitor's state, judged by the row as it stands now: silence, repeats,
 * rechecks that were lost, the end of an incident whose monitor is gone. A failure of a location that is gone or
 * removed waits for no recheck any more, and none is started there. Answers why rechecks could not be started;
 * each is tried again a minute later.
 */
export async function watchState(monitorId: string, ports: WatchStatePorts): Promise<Error[]> {
  const { runs, clock, starter } = ports
  let lost: RunRequest[] = []
  let unnoted: readonly string[] = []
  await updateState(monitorId, runs, async (stored) => {
    const now = clock.now()
    const state = filedAnew(stored)
    lost = []
    unnoted = state.unnotedRechecks
    if (!judgedByTime(state).some((at) => at <= now)) {
      return stored.filedAt !== undefined && stored.filedAt <= now ? state : undefined
    }
    const row = await ports.monitors.find(monitorId)
    if (!row) return judgeRemoval(expectNothing(state), now)
    const rules = await rulesInForce(row, ports)
    const criteria = { ...rules.criteria, paused: isPausedAsWritten(row.definition, now) }
    const heard = timePassed(await silenceOf(state, row, rules, ports), criteria, now)
    const passed = unstartedIn(heard, now).length > 0 ? await standing(heard, criteria, ports) : heard
    const unstarted = unstartedIn(passed, now)
    // What a recheck found in a maintenance window would say nothing.
    const quietUntil = maintenanceAt(criteria.maintenance ?? [], now)?.until
    lost =
      quietUntil === undefined
        ? unstarted.map((awaited) => recheckOf(awaited, recheckPlace(passed, awaited, criteria)))
        : []
    return unstarted.reduce((before, awaited) => startedAgain(before, awaited, quietUntil ?? now), passed)
  })
  if (unnoted.length > 0) await notePassedRechecks(monitorId, ports)
  const failures = await inParallel(lost, AT_ONCE, (recheck) => starter.start(recheck))
  return [...failures].map(([recheck, cause]) => {
    const run = runName({ monitorId, runId: runIdOf(recheck) })
    return new Error(`the recheck ${run} was not started; it is tried again in a minute`, { cause })
  })
}

/** Those that shall be started now, or again. */
function unstartedIn({ awaitsRecheck }: MonitorState, now: EpochMs): AwaitedRecheck[] {
  return Object.values(awaitsRecheck).filter(({ startAt }) => startAt <= now)
}

/** By the locations that there are; read only where it matters, which is rare. */
async function standing(
  state: MonitorState,
  { locations = [] }: Criteria,
  { places, clock }: WatchStatePorts,
): Promise<MonitorState> {
  return places ? whereItStands(state, locations, (await places()).standing, clock.now()) : state
}
