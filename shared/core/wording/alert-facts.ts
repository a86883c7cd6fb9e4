import type { AlertedMonitor } from './alerted-monitor.ts'
import { adviceFor } from '../advice/advice.ts'
import { RUNBOOK } from './alert-message.ts'
import { serverUrl } from '../definition/fields/server-address.ts'
import type { ServerAddress } from '../definition/monitor.ts'
import { failedServer } from '../run/failed-server.ts'
import { runName } from '../run/run-id.ts'
import type { LogLine, RunResult } from '../run/run.ts'
import type { Incident, RunAlert, Transition } from '../judging/state.ts'
import type { Reason } from '../run/statuses.ts'
import type { EpochMs, Millis } from '../time/units.ts'
import { knownSpan } from './words/figures.ts'
import { type SlowPart, slowAdvice, slowPartsIn } from './words/slow-words.ts'
import { logCommand } from './log-command.ts'
import { alertLink, shortAlertLink } from './page-link.ts'
import { stateOf } from './state-words.ts'
import { tellingLines } from './telling-lines.ts'
import type { WordingTemplates } from './template/template.ts'

export interface AlertOptions {
  /** Where the page is served that shows what alerts are about, without a slash at its end; absent: nowhere. */
  pageUrl?: string
  /** What a command needs to find the run where it is stored, as `--stack Mail`; absent: nothing. */
  commandOptions?: string
  /** Where the page lies that has an entry for each kind of alert; default `docs/operations.md`. */
  runbookUrl?: string
  /** The run's diagnostic log, where it could be read: the lines that matter are told. */
  log?: readonly LogLine[]
  /** What the stack's settings say instead of the built-in wording. */
  wording?: WordingTemplates
}

/** Everything that the wordings of one alert are made from. */
export interface AlertFacts {
  alert: RunAlert
  run: RunResult
  incident: Incident | undefined
  monitor: AlertedMonitor
  /** As `STILL DOWN`. */
  state: string
  /** Why; absent when the run passed. */
  reason: Reason | undefined
  /** Lines; none when there is nothing to do. */
  advice: readonly string[]
  /** The server that failed, as `smtp://mail.example.com:587`. */
  server: string | undefined
  /** When it began; absent where nobody knows. */
  since: EpochMs | undefined
  /** From then until it was over or, while it lasts, until this alert; absent where nobody knows. */
  lastedMs: Millis | undefined
  /** Which alert of the incident it is at its topic, for a `repeated` one. */
  number: number | undefined
  /** What took longer than it may. */
  slow: readonly SlowPart[]
  /** The lines of the dialogue that matter. */
  dialogue: readonly string[]
  /** Where to look on the page; absent where there is none. */
  link: string | undefined
  /** The same where there is little room. */
  shortLink: string | undefined
  /** The command that shows the run's diagnostic log; absent where there is none. */
  logCommand: string | undefined
  /** The entry on alerts of this kind. */
  help: string
}

export function alertFacts(alert: RunAlert, monitor: AlertedMonitor, options: AlertOptions): AlertFacts {
  const { run, incident, transition } = alert
  const server = failedServer(run.phase, monitor)
  const slow = transition === 'slow' ? slowPartsIn(run, monitor.slow) : []
  const reason = reasonOf(run)
  const dialogue = tellingLines(options.log ?? [], run)
  // Of most runs that were not made there is none.
  const hasLog = run.outcome !== 'inconclusive' || dialogue.length > 0
  return {
    alert,
    run,
    incident,
    monitor,
    state: stateOf(alert),
    reason,
    advice: adviceOn(alert, reason, slow, server),
    server: server && serverUrl(server),
    since: sinceOf(alert),
    lastedMs: lastedOf(alert),
    number: transition === 'repeated' ? numberOf(alert) : undefined,
    slow,
    dialogue,
    link: alertLink(alert, options.pageUrl),
    shortLink: shortAlertLink(alert, options.pageUrl),
    logCommand: hasLog ? logCommand(runName(run), options.commandOptions) : undefined,
    help: helpOn(transition, options),
  }
}

/** The runbook's entry on alerts of this kind. */
export function helpOn(transition: Transition, { runbookUrl = RUNBOOK }: AlertOptions): string {
  return `${runbookUrl}#alert-${transition}`
}

function adviceOn(
  { transition, run }: RunAlert,
  reason: Reason | undefined,
  slow: readonly SlowPart[],
  server: ServerAddress | undefined,
): readonly string[] {
  if (transition === 'slow') return slowAdvice(slow)
  const isOver = transition === 'resolved' || transition === 'removed' || transition === 'no-longer-slow'
  if (isOver || !reason) return []
  return adviceFor(reason, { ...run, ...server }).split('\n')
}

/** When it began; absent where nobody knows. */
export function sinceOf({ transition, run, incident, slowSince }: RunAlert): EpochMs | undefined {
  if (incident) return incident.failingSince
  if (transition === 'no-longer-slow') return slowSince
  if (transition === 'slow') return run.finishedAt
  return transition === 'resolved' ? undefined : run.startedAt
}

/** When it was over; absent while it lasts. */
export function untilOf({ transition, incident, createdAt }: RunAlert): EpochMs | undefined {
  return incident?.resolvedAt ?? (transition === 'no-longer-slow' ? createdAt : undefined)
}

/** Why; absent when the run passed. */
export function reasonOf({ status, reason }: RunResult): Reason | undefined {
  return status === 0 ? undefined : (reason ?? 'internal-error')
}

function lastedOf({ incident, slowSince, createdAt }: RunAlert): Millis | undefined {
  const since = incident?.failingSince ?? slowSince
  return since === undefined ? undefined : knownSpan((incident?.resolvedAt ?? createdAt) - since)
}

/**
 * Of policies that share a topic the one that was told now counts; that of the most alerts, where it is
 * several.
 */
function numberOf({ topic, createdAt, incident }: RunAlert): number | undefined {
  const here = Object.values(incident?.told ?? {}).filter((told) => told.topic === topic)
  const now = here.filter(({ lastAt }) => lastAt === createdAt)
  const alerts = (now.length > 0 ? now : here).map((told) => told.alerts)
  return alerts.length > 0 ? Math.max(...alerts) : undefined
}
