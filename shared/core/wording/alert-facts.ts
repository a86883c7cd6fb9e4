import { adviceFor } from '../advice.ts'
import { RUNBOOK } from '../alert.ts'
import { serverUrl } from '../definition/server-address.ts'
import { failedServer } from '../failed-server.ts'
import type { ServerAddress } from '../monitor.ts'
import type { RunResult } from '../run.ts'
import type { Incident, RunAlert, Transition } from '../state.ts'
import type { Reason } from '../statuses.ts'
import type { Millis } from '../units.ts'

/** What an alert says of its monitor. A parsed `Monitor` is one; of a broken or vanished definition the id alone will do. */
export interface AlertedMonitor {
  monitorId: string
  name: string
  emailAddress?: string
  tags: readonly string[]
  timeoutSeconds?: number
  smtp?: { server: ServerAddress }
  mailbox?: { server: ServerAddress }
}

export interface AlertOptions {
  /** Where the run and its diagnostic log can be seen. */
  link?: string
  /** Where the page lies that has an entry for each kind of alert; default `docs/operations.md`. */
  runbookUrl?: string
}

/** Everything that the wordings of one alert are made from. */
export interface AlertFacts {
  alert: RunAlert
  run: RunResult
  incident: Incident | undefined
  monitor: AlertedMonitor
  /** Why; absent when resolved. */
  reason: Reason | undefined
  /** Lines; none when resolved. */
  advice: readonly string[]
  /** The server that failed, as `smtp://mail.example.com:587`. */
  server: string | undefined
  /** How long the incident lasted; absent while it does. */
  lastedMs: Millis | undefined
  link: string | undefined
  /** The entry on alerts of this kind. */
  help: string
}

export function alertFacts(alert: RunAlert, monitor: AlertedMonitor, options: AlertOptions): AlertFacts {
  const { run, incident } = alert
  const server = failedServer(run.phase, monitor)
  const reason = alert.transition === 'resolved' ? undefined : (run.reason ?? 'internal-error')
  const context = { ...run, ...(server && { port: server.port }) }
  return {
    alert,
    run,
    incident,
    monitor,
    reason,
    advice: reason ? adviceFor(reason, context).split('\n') : [],
    server: server && serverUrl(server),
    lastedMs: incident?.resolvedAt === undefined ? undefined : incident.resolvedAt - incident.openedAt,
    link: options.link,
    help: helpOn(alert.transition, options),
  }
}

/** The runbook's entry on alerts of this kind. */
export function helpOn(transition: Transition, { runbookUrl = RUNBOOK }: AlertOptions): string {
  return `${runbookUrl}#alert-${transition}`
}
