import type { ServerAddress } from '../../core/definition/monitor.ts'
import type { Criteria } from '../../core/judging/criteria.ts'
import type { MonitorState } from '../../core/judging/state.ts'
import type { LogLine, OpenRun, RunResult } from '../../core/run/run.ts'
import type { Millis } from '../../core/time/units.ts'
import { type RemakePorts, remakeDayOf } from '../history/past-days.ts'
import { judgeResults } from './judge-results.ts'
import type { NotifyPorts } from '../alerts/notify.ts'
import { notePassedRechecks, startRecheck } from './start-recheck.ts'
import type { RunPorts } from '../ports/run-ports.ts'
import type { OpenRunStore } from '../ports/stores/open-runs.ts'
import type { ProbeReport } from '../probe/probe-context.ts'
import type { RulesInForce } from '../monitors/rules-in-force.ts'
import { type RecordedReport, recordRun } from './record-run.ts'

export interface SettlePorts extends NotifyPorts, Pick<RunPorts, 'starter' | 'retention'> {
  runs: NotifyPorts['runs'] & OpenRunStore & RemakePorts['runs']
}

/**
 * A run whose result stands. `fresh`: made by this call; else it stood already. `unsent`: alerts that could
 * not be published now and stay owed. `logLost`: the diagnostic log could not be stored, the result stands
 * without it. `probedMs`: how long this call sent and looked, on the monotonic clock; absent where it did
 * neither. `server`: that of the side that failed.
 */
export interface RecordedRun {
  kind: 'recorded'
  result: RunResult
  fresh: boolean
  unsent: readonly Error[]
  logLost?: Error
  probedMs?: Millis
  server?: ServerAddress
}

/**
 * Steps 3 to 5 for the holder of a claim: makes the result of what the run came to, stores it and settles it.
 */
export async function finishRun(
  open: OpenRun,
  report: ProbeReport,
  lines: readonly LogLine[],
  rules: RulesInForce,
  ports: SettlePorts,
  known?: MonitorState,
): Promise<RecordedRun> {
  const { result, fresh, logLost } = await recordRun(open, { ...report, ...recordedOf(rules) }, lines, ports)
  return { ...(await settleRun(result, fresh, rules.criteria, ports, known)), ...(logLost && { logLost }) }
}

function recordedOf({ parsed, criteria }: RulesInForce): Omit<RecordedReport, keyof ProbeReport> {
  const { maintenance = [] } = criteria
  if (!parsed.ok) return { definitionHash: 'invalid', maintenance }
  const { definitionHash, slow } = parsed.monitor
  return { definitionHash, maintenance, ...(slow && { slow }) }
}

/** Steps 4 and 5: all that follows once the result stands. Does nothing twice. */
export async function settleRun(
  result: RunResult,
  fresh: boolean,
  criteria: Criteria,
  ports: SettlePorts,
  known?: MonitorState,
): Promise<RecordedRun> {
  const { monitorId, location } = result
  const state = await judgeResults(monitorId, location, criteria, ports, { result, fresh }, known)
  await remakeDayOf(result, ports)
  // Only now: while the claim stands, the watchdog comes back to a run that was recorded but not judged.
  await ports.runs.dropOpen(result)
  const unstarted = ports.starter ? await startRecheck(result, state, criteria, ports.starter) : []
  if (state && state.unnotedRechecks.length > 0) await notePassedRechecks(monitorId, ports)
  const unsent = [...unstarted, ...(hasToTell(state) ? await tell(monitorId, ports) : [])]
  return { kind: 'recorded', result, fresh, unsent }
}

/** Without news of this call it is unknown what another one left. */
function hasToTell(state: MonitorState | undefined): boolean {
  return !state || state.owed.length > 0 || state.unstoredIncidents.length > 0
}

/** Advice and wording are a fifth of the code, and no run that passes says a word of it. */
async function tell(monitorId: string, ports: NotifyPorts): Promise<readonly Error[]> {
  const { notify } = await import('../alerts/notify.ts')
  return notify(monitorId, ports)
}
