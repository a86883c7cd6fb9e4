import type { RunResult } from '../run.ts'
import type { Incident } from '../state.ts'
import { STATUS_NAMES } from '../statuses.ts'
import { isoInstant } from '../units.ts'
import type { AlertFacts } from './alert-facts.ts'

/** Rises when a reader of the old form would misread the new one; fields may be added without. */
export const ALERT_SCHEMA = 'roundtrip.alert/1'

/**
 * The alert for programs, compact. Instants are ISO 8601 in UTC, spans end in `Ms`; what is not known is absent. Names stand as
 * they were written (JSON escapes them); the server's words were tamed when they came in.
 */
export function alertJson({ alert, run, incident, monitor, advice, link, help }: AlertFacts): string {
  const { monitorId, name, emailAddress, tags } = monitor
  return JSON.stringify({
    schema: ALERT_SCHEMA,
    alertId: alert.alertId,
    transition: alert.transition,
    createdAt: isoInstant(alert.createdAt),
    monitor: { monitorId, name, emailAddress, tags },
    run: runFields(run),
    incident: incident && incidentFields(incident),
    advice: advice.length > 0 ? advice.join('\n') : undefined,
    link,
    help,
  })
}

function runFields(run: RunResult) {
  const { runId, location, trigger, status, outcome, reason, phase, detail, warnings, phases } = run
  const { roundTripMs, resolutionMs, waitedOutMs } = run
  return {
    runId,
    location,
    trigger,
    scheduledAt: isoInstant(run.scheduledAt),
    startedAt: isoInstant(run.startedAt),
    finishedAt: isoInstant(run.finishedAt),
    status,
    statusName: STATUS_NAMES[status],
    outcome,
    reason,
    phase,
    detail,
    warnings,
    phases,
    roundTripMs,
    resolutionMs,
    waitedOutMs,
  }
}

function incidentFields({ incidentId, openedAt, resolvedAt, failedRuns, locations, reasons }: Incident) {
  return {
    incidentId,
    openedAt: isoInstant(openedAt),
    resolvedAt: resolvedAt === undefined ? undefined : isoInstant(resolvedAt),
    durationMs: resolvedAt === undefined ? undefined : resolvedAt - openedAt,
    failedRuns,
    locations,
    reasons,
  }
}
