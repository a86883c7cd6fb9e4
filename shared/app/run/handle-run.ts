import type { Monitor, ParsedMonitor } from '../../core/definition/monitor.ts'
import { describeProblems } from '../../core/definition/parse-monitor.ts'
import { failedServer } from '../../core/run/failed-server.ts'
import type { MonitorState } from '../../core/judging/state.ts'
import { unpackArrivals } from '../../core/run/looking/arrivals.ts'
import type { OpenRun, RunKey, RunRequest } from '../../core/run/run.ts'
import { MINUTE, SECOND } from '../../core/time/units.ts'
import { type RunTimes, beginRun } from './begin-run.ts'
import { begunAs } from './begun-as.ts'
import { liveWriter } from './live-writer.ts'
import { diagnosticLog } from '../probe/diagnostic-log.ts'
import { refuseFuture } from './judge-results.ts'
import type { ProbeReport } from '../probe/probe-context.ts'
import { ClaimLost, runLedger } from '../probe/run-ledger.ts'
import type { HandleOptions, RunPorts } from '../ports/run-ports.ts'
import { type RulesInForce, rulesInForce } from '../monitors/rules-in-force.ts'
import { nothingMeasured, runProbe } from '../probe/run-probe.ts'
import { seenBefore } from './seen-before.ts'
import { type RecordedRun, finishRun, settleRun } from './settle-run.ts'

export type HandledRun =
  | RecordedRun
  /** The monitor's row is gone: nothing is run and nothing stored. */
  | { kind: 'no-monitor' }
  | { kind: 'paused' }
  /** Another location runs in this interval: nothing is stored. */
  | { kind: 'not-its-turn' }
  /** Another handler has the run; it, or the watchdog after it, sees it to its end. */
  | { kind: 'under-way' }

/** What a broken definition is given: long enough that nothing is declared late that is not. */
const TIMES_UNKNOWN: RunTimes = { timeoutMs: 30 * SECOND, intervalMs: 15 * MINUTE }

/**
 * One run from its event to its alert: 1 begin (claim it, or find out who has it), 2 run the probe, 3 make
 * the verdict, 4 record the result and judge it, 5 notify. May be called any number of times with the same
 * request, also at once: there is one message, one result, and each alert goes out once. Throws only for what
 * is ours (a store that cannot be reached); calling again heals it.
 */
export async function handleRun(
  request: RunRequest,
  ports: RunPorts,
  options: HandleOptions = {},
): Promise<HandledRun> {
  refuseFuture(request.scheduledAt, ports.clock.now())
  const key = await begunAs(request, ports)
  const row = await ports.monitors.find(request.monitorId)
  if (!row) {
    await forget(key, ports)
    return { kind: 'no-monitor' }
  }
  const rules = await rulesInForce(row, ports)
  const { parsed } = rules
  const leftOut = rules.leavesOut(request, ports.clock.now())
  // A run that was under way when its monitor was paused is seen to its end.
  if (leftOut && !(await ports.runs.findOpen(key))) return { kind: leftOut }

  const begun = await beginRun(request, key, timesOf(parsed), ports)
  switch (begun.kind) {
    case 'under-way':
      return { kind: 'under-way' }
    case 'recorded':
      return settleRun(begun.result, false, rules.criteria, ports)
    case 'seen':
      return finish(begun.open, seenBefore(begun.seen, parsed))
    case 'hopeless': {
      const { reason, detail } = begun
      return finish(begun.open, nothingMeasured({ kind: 'inconclusive', reason, detail }))
    }
    case 'begun':
      return parsed.ok
        ? probe(begun.open, begun.resumed, parsed.monitor)
        : finish(
            begun.open,
            nothingMeasured({
              kind: 'inconclusive',
              reason: 'monitor-invalid',
              detail: describeProblems(parsed.problems).replaceAll('\n', '; '),
            }),
          )
    default:
      return begun satisfies never
  }

  async function probe(open: OpenRun, resumed: boolean, monitor: Monitor): Promise<HandledRun> {
    const live = open.trigger === 'on-demand' ? liveWriter(open, ports) : undefined
    const log = diagnosticLog(ports.clock, live?.onPhase)
    live?.follow(log)
    const ledger = runLedger(open, ports.runs)
    const begunMs = ports.clock.monotonicMs()
    const standing = standingState(request.monitorId, ports)
    const arrivals = standing.then((state) => unpackArrivals(state?.recentArrivals ?? ''))
    try {
      const report = await runProbe({ monitor, resumed, ledger, log, arrivals }, ports, options)
      const probedMs = ports.clock.monotonicMs() - begunMs
      // The last news stand before the result does: who sees that has seen all.
      await live?.end()
      const now = await rulesNow(rules, request.monitorId, ports)
      const known = writtenByOne(await standing)
      const recorded = await finishRun(ledger.open, report, log.lines(), now, ports, known)
      const server = failedServer(recorded.result.phase, monitor)
      return { ...recorded, probedMs, ...(server && { server }) }
    } catch (error) {
      if (error instanceof ClaimLost) return { kind: 'under-way' }
      throw error
    } finally {
      live?.stop()
    }
  }

  function finish(open: OpenRun, report: ProbeReport): Promise<RecordedRun> {
    return finishRun(open, report, [], rules, ports)
  }
}

/**
 * What a run that took minutes is judged by: a window or a policy that somebody set meanwhile holds for it
 * too. What it was made by stays. A store that cannot be asked leaves all as it was: the result must not wait
 * for it.
 */
async function rulesNow(before: RulesInForce, monitorId: string, ports: RunPorts): Promise<RulesInForce> {
  try {
    const row = await ports.monitors.find(monitorId)
    return row ? { ...(await rulesInForce(row, ports)), parsed: before.parsed } : before
  } catch {
    return before
  }
}

/** How the monitor stands when its run begins; what cannot be read now is read when the run is judged. */
async function standingState(monitorId: string, { runs }: RunPorts): Promise<MonitorState | undefined> {
  try {
    return await runs.findState(monitorId)
  } catch {
    return undefined
  }
}

/**
 * Where several locations run at once, one or another has written meanwhile: to find that out costs a write.
 */
function writtenByOne(state: MonitorState | undefined): MonitorState | undefined {
  return Object.keys(state?.judged ?? {}).length === 1 ? state : undefined
}

/** A monitor that was removed during a run leaves a claim that nobody will ever finish. */
async function forget(key: RunKey, { runs }: RunPorts): Promise<void> {
  if (await runs.findOpen(key)) await runs.dropOpen(key)
}

function timesOf(parsed: ParsedMonitor): RunTimes {
  if (!parsed.ok) return TIMES_UNKNOWN
  const { timeoutSeconds, intervalMinutes } = parsed.monitor
  return { timeoutMs: timeoutSeconds * SECOND, intervalMs: intervalMinutes * MINUTE }
}
