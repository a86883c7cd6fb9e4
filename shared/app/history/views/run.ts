import { adviceFor } from '../../../core/advice/advice.ts'
import { serverUrl } from '../../../core/definition/fields/server-address.ts'
import type { Monitor } from '../../../core/definition/monitor.ts'
import { noAlertWords } from '../../../core/history/views/no-alert-words.ts'
import { runSentence } from '../../../core/history/views/run-sentence.ts'
import { nearlyDown } from '../../../core/judging/nearly-down.ts'
import type { MonitorState } from '../../../core/judging/state.ts'
import type { ToldAlert } from '../../../core/judging/told-alert.ts'
import { failedServer } from '../../../core/run/failed-server.ts'
import type { RunResult } from '../../../core/run/run.ts'
import { isSentBySes } from '../../../core/run/sender/sent-by-ses.ts'
import { currentRunId, formerRunId } from '../../../core/run/run-id.ts'
import { parseRunRef } from '../../../core/run/run-ref.ts'
import type { EpochMs } from '../../../core/time/units.ts'
import { type ToldOfMail, toldOfMail } from '../../../core/wording/words/mail-event-words.ts'
import { warningWords } from '../../../core/wording/words/warning-words.ts'
import type { RowSources } from '../../monitors/source-of-row.ts'
import { monitorOfRow } from '../../monitors/with-sender.ts'
import type { MonitorRow, MonitorStore } from '../../ports/monitor-store.ts'
import {
  type AroundPorts,
  type RunLog,
  incidentOf,
  lastGoodBefore,
  logOf,
  neighboursOf,
  runsNear,
  toldOf,
} from './around-run.ts'
import type { MailEventStore } from '../../ports/stores/mail-events.ts'
import type { OpenRunStore } from '../../ports/stores/open-runs.ts'
import { type FindingPorts, meantRunId } from './find-run.ts'
import { type IncidentView, incidentView } from './incidents.ts'
import { type ListedRun, listedRun } from './runs.ts'
import { shownName, shownText } from './shown-name.ts'
import type { Wording } from './view-ports.ts'

/** One run and what stands around it; absent: there is none. */
export interface RunView extends ListedRun {
  /** Who is to blame and what it says, in one or two sentences. */
  sentence: string
  /** The monitor's name; its id where it is gone. */
  name: string
  log: RunLog
  /** What to do, likely cause first; none of a run that passed. */
  advice: readonly string[]
  /** Each warning as a half-sentence. */
  warnings: readonly string[]
  /** The server that failed, as `pop3s://mail.example.com:995`, as the definition has it now. */
  server?: string
  /** The incident that it opened or that was open when it ended. */
  incident?: IncidentView
  /** The scheduled runs at its location next to it. */
  before?: ListedRun
  after?: ListedRun
  /** Of one that failed the last run before it, at its location, whose message came back. */
  lastGood?: ListedRun
  /** The run that was made at once because it failed. */
  recheck?: ListedRun
  /** The run whose failure it looked into. */
  recheckOf?: ListedRun
  /**
   * What the built-in sender told of its message, also later; absent: nothing, as where the definition now has an
   * SMTP server.
   */
  mailEvents?: readonly ToldOfMail[]
  /** Alerts that were told with it as evidence, newest first. */
  told: readonly ToldAlert[]
  /** Why there are none, in a half-sentence; of a run that passed it is not said. */
  noAlert?: string
}

/** How a run is answered: of its log, how many lines there are. */
export interface RunSummary extends Omit<RunView, 'log'> {
  state: 'done'
  log: Exclude<RunLog, { kind: 'kept' }> | { kind: 'kept'; lines: number }
}

export function runSummary({ log, ...view }: RunView): RunSummary {
  const kept = log.kind === 'kept' ? { kind: log.kind, lines: log.lines.length } : log
  return { state: 'done', ...view, log: kept }
}

export type RunAnswer =
  | { kind: 'run'; view: RunView }
  /** What was written names no run; why, in one sentence. */
  | { kind: 'unclear'; message: string }
  | { kind: 'no-monitor'; monitorId: string }
  /** `underWay`: it has no result yet. */
  | { kind: 'no-run'; monitorId: string; underWay?: true }

export interface RunPorts extends AroundPorts, RowSources {
  monitors: Pick<MonitorStore, 'find'>
  runs: AroundPorts['runs'] &
    FindingPorts['runs'] &
    Pick<OpenRunStore, 'findOpen'> &
    Pick<MailEventStore, 'findMailEvents'>
}

/** Where the row does not say. */
const USUAL_INTERVAL_MINUTES = 60

/**
 * Reads the run and what stands around it: row, log, without an SMTP server what was told of its message, state, the
 * incidents next to it, the runs within an interval and a half, of one that failed the last good one, and the alerts
 * of the hour after it; one run more where it is not named by its id.
 */
export async function run(reference: string, ports: RunPorts, wording: Wording = {}): Promise<RunAnswer> {
  const parsed = parseRunRef(reference)
  if (!parsed.ok) return { kind: 'unclear', message: parsed.mistake }
  const { monitorId } = parsed.ref
  const [runId, row] = await Promise.all([
    meantRunId(parsed.ref, ports, wording),
    ports.monitors.find(monitorId),
  ])
  const monitor = row && monitorOfRow(row, ports)
  const near =
    runId === undefined
      ? []
      : await runsNear(monitorId, runId, monitor?.intervalMinutes ?? USUAL_INTERVAL_MINUTES, ports)
  const found = near.find((one) => currentRunId(one.runId) === currentRunId(runId ?? ''))
  if (found) return { kind: 'run', view: await viewOf(found, near, { row, monitor }, ports) }
  if (!row) return { kind: 'no-monitor', monitorId }
  const underWay = runId !== undefined && (await isUnderWay(monitorId, runId, ports))
  return { kind: 'no-run', monitorId, ...(underWay && { underWay: true }) }
}

/** It goes on under the spelling that it began with. */
async function isUnderWay(
  monitorId: string,
  runId: string,
  { runs }: Pick<RunPorts, 'runs'>,
): Promise<boolean> {
  const spelled = [currentRunId(runId), formerRunId(currentRunId(runId))]
  const open = await Promise.all(spelled.map((one) => runs.findOpen({ monitorId, runId: one })))
  return open.some((one) => one !== undefined)
}

async function viewOf(
  result: RunResult,
  near: readonly RunResult[],
  { row, monitor }: { row: MonitorRow | undefined; monitor: Monitor | undefined },
  ports: RunPorts,
): Promise<RunView> {
  const { monitorId, reason } = result
  const logRead = logOf(result, ports)
  const [log, mailEvents, told, states] = await Promise.all([
    logRead,
    mailEventsOf(result, { monitor, logRead }, ports),
    toldOf(result, ports),
    ports.runs.findStates([monitorId]),
  ])
  const state = states.get(monitorId)
  const incident = await incidentOf(result, state, ports)
  const lastGood = await lastGoodBefore(result, near, { state, incident }, ports)
  const server = monitor && failedServer(result.phase, monitor)
  const address = server && serverUrl(server)
  const name = row ? shownName(row).name : shownText(monitorId)
  const now = ports.clock.now()
  const failing = monitor && failingWith(result, monitor, state, now)
  const around = { inIncident: incident !== undefined, ...(failing && { failing }) }
  const noAlert = told.length === 0 ? noAlertWords(result, around) : undefined
  return {
    ...listedRun(result),
    sentence: runSentence(result, address),
    name,
    log,
    advice: reason && result.status !== 0 ? adviceFor(reason, { ...result, ...server }).split('\n') : [],
    warnings: result.warnings.map((warning) => warningWords(warning)),
    ...(address !== undefined && { server: address }),
    ...(incident && { incident: incidentView(incident, name, now) }),
    ...listedNeighbours(result, near),
    ...(lastGood && { lastGood: listedRun(lastGood) }),
    ...(mailEvents.length > 0 && { mailEvents }),
    told,
    ...(noAlert !== undefined && { noAlert }),
  }
}

/**
 * Where an SMTP server sends, nothing is told, and nothing need be read. The definition of today need not be the one
 * that the run was made with: its log says who sent, and may have expired.
 */
async function mailEventsOf(
  result: RunResult,
  { monitor, logRead }: { monitor: Monitor | undefined; logRead: Promise<RunLog> },
  { runs }: RunPorts,
): Promise<ToldOfMail[]> {
  if (monitor?.smtp) {
    const log = await logRead
    if (log.kind === 'missing' || (log.kind === 'kept' && !isSentBySes(log.lines))) return []
  }
  return toldOfMail(await runs.findMailEvents(result))
}

/** How near to an incident the monitor is, if this is the newest run of its location. */
function failingWith(
  { runId, location }: RunResult,
  monitor: Monitor,
  state: MonitorState | undefined,
  now: EpochMs,
) {
  if (!state || currentRunId(state.judged[location] ?? '') !== currentRunId(runId)) return undefined
  return nearlyDown(state, { policies: monitor.alerts, rhythm: monitor }, now)
}

function listedNeighbours(result: RunResult, near: readonly RunResult[]) {
  const found = Object.entries(neighboursOf(result, near)).flatMap(([name, run]) =>
    run ? [[name, listedRun(run)]] : [],
  )
  return Object.fromEntries(found) as Pick<RunView, 'before' | 'after' | 'recheck' | 'recheckOf'>
}
