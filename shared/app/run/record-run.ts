import { contentId } from '../../core/identity/content-id.ts'
import { DEFAULT_RETENTION, type Retention } from '../../core/history/retention.ts'
import type { MaintenanceWindow } from '../../core/maintenance/window.ts'
import { lastMaintenanceEnd, maintenanceAt } from '../../core/maintenance/maintenance-at.ts'
import { runName } from '../../core/run/run-id.ts'
import { type SlowThresholds, slowPartsOf } from '../../core/run/slow-parts.ts'
import { verdictOf } from '../../core/run/verdict.ts'
import type { LogLine, OpenRun, RunResult } from '../../core/run/run.ts'
import { tameLine } from '../../core/redaction/tame.ts'
import type { EpochMs } from '../../core/time/units.ts'
import type { RunLogStore } from '../ports/stores/run-logs.ts'
import type { ResultStore } from '../ports/stores/run-results.ts'
import type { RunPorts } from '../ports/run-ports.ts'
import type { ProbeReport } from '../probe/probe-context.ts'

/** What a run came to, and what of its definition goes into the result. */
export interface RecordedReport extends ProbeReport {
  definitionHash: string
  /** The windows of the monitor and its tags. */
  maintenance: readonly MaintenanceWindow[]
  slow?: SlowThresholds
}

/**
 * Steps 3 and 4, first half: makes the result of what the probe came to and puts log and result, if there is
 * none yet. Answers the result that stands, whoever put it; `fresh` when it is this one.
 */
export async function recordRun(
  open: OpenRun,
  report: RecordedReport,
  lines: readonly LogLine[],
  ports: Pick<RunPorts, 'clock' | 'retention'> & { runs: RunLogStore & ResultStore },
): Promise<{ result: RunResult; fresh: boolean; logLost?: Error }> {
  const { runs, clock, retention = DEFAULT_RETENTION } = ports
  const result = resultOf(open, report, clock.now())
  const logLost = await putLog(result, lines, retention, runs)
  if (await runs.putResult(result)) return { result, fresh: true, ...(logLost && { logLost }) }
  const standing = await runs.findResult(result)
  if (!standing) throw new Error(`the result of run ${runName(result)} was refused, yet there is none`)
  return { result: standing, fresh: false }
}

/** A log that cannot be stored is a loss; a verdict that waits for it would be a greater one. */
async function putLog(
  result: RunResult,
  lines: readonly LogLine[],
  { logDays, failureLogDays }: Pick<Retention, 'logDays' | 'failureLogDays'>,
  runs: RunLogStore,
): Promise<Error | undefined> {
  if (lines.length === 0) return undefined
  const isGood = result.status === 0
  try {
    await runs.putLog(result, lines, isGood ? logDays : failureLogDays, isGood)
    return undefined
  } catch (cause) {
    return new Error(`the diagnostic log of run ${runName(result)} was not stored`, { cause })
  }
}

/** The result that this report comes to; stores nothing. */
export function resultOf(open: OpenRun, report: RecordedReport, finishedAt: number): RunResult {
  const { outcome, warnings } = report
  const { monitorId, runId, location, trigger, scheduledAt, startedAt } = open
  const { status, reason, phase, detail } = verdictOf(outcome)
  const result: RunResult = {
    monitorId,
    runId,
    location,
    trigger,
    scheduledAt,
    startedAt,
    finishedAt,
    status,
    outcome: outcome.kind,
    ...(reason && { reason }),
    ...(phase && { phase }),
    ...(detail && { detail: tameLine(detail, 300) }),
    ...(outcome.kind === 'failed' && 'tried' in outcome && { tried: false, refusedAt: outcome.refusedAt }),
    warnings: open.attempts > 1 ? [...warnings, 'taken-over'] : warnings,
    phases: report.phases,
    ...(outcome.kind === 'delivered' && measured(outcome)),
    ...(report.waitedOutMs && { waitedOutMs: report.waitedOutMs }),
    ...(report.sweptMessages && { sweptMessages: report.sweptMessages }),
    ...(outcome.kind === 'lost' && { tokenHash: contentId(open.token) }),
    definitionHash: report.definitionHash,
  }
  if (metWindow(startedAt, finishedAt, report.maintenance)) return { ...result, maintenance: true }
  const slow = slowPartsOf(result, report.slow)
  return slow.length > 0 ? { ...result, slow } : result
}

/** One that began before a window, ended after it, or both, met some of what goes on in there. */
function metWindow(startedAt: EpochMs, finishedAt: EpochMs, windows: readonly MaintenanceWindow[]): boolean {
  return (
    maintenanceAt(windows, finishedAt) !== undefined ||
    lastMaintenanceEnd(windows, startedAt, finishedAt) !== undefined
  )
}

function measured(outcome: { roundTripMs?: number; resolutionMs?: number }) {
  const { roundTripMs, resolutionMs } = outcome
  return {
    ...(roundTripMs !== undefined && { roundTripMs }),
    ...(resolutionMs !== undefined && { resolutionMs }),
  }
}
