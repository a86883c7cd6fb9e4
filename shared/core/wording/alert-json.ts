import { statusName } from '../run/statuses.ts'
import type { PhaseTimes, Phases } from '../time/phases.ts'
import { runName } from '../run/run-id.ts'
import type { RunResult } from '../run/run.ts'
import { tameJson } from '../redaction/tame.ts'
import { severityOf } from './severity.ts'
import type { Incident, MonitorAlert, OwedAlert } from '../judging/state.ts'
import { type EpochMs, isoInstant } from '../time/units.ts'
import type { AlertFacts } from './alert-facts.ts'
import type { AlertedMonitor } from './alerted-monitor.ts'
import type { Pointers } from './email/monitor-alert-text.ts'
import { knownSpan } from './words/figures.ts'

/**
 * Rises when a reader of the old form would misread the new one; fields may be added without. Published:
 * `docs/alert.schema.json`.
 */
export const ALERT_SCHEMA = 'roundtrip.alert/1'

/**
 * A run's alert for programs, compact. Instants are ISO 8601 in UTC, spans end in `Ms` and are never below 0;
 * what is not known is absent. Names stand as they were written (JSON escapes them); the server's words were
 * tamed when they came in.
 */
export function runAlertJson(facts: AlertFacts): string {
  const { alert, run, incident, monitor, advice, slow, dialogue, number, link, help } = facts
  const { usualRoundTripMs, slowSince } = alert
  return alertJson(alert, monitor, help, {
    run: runFields(run),
    incident: incident && incidentFields(facts, incident),
    number,
    usualRoundTripMs: knownSpan(usualRoundTripMs),
    slow: slow.length > 0 ? slow : undefined,
    slowSince: instant(slowSince),
    dialogue: dialogue.length > 0 ? dialogue : undefined,
    advice: advice.length > 0 ? advice.join('\n') : undefined,
    link,
  })
}

/** The same of an alert that no run stands behind. */
export function monitorAlertJson(
  alert: MonitorAlert,
  monitor: AlertedMonitor,
  { help, link }: Pointers,
): string {
  const { location, since, problems } = alert
  return alertJson(alert, monitor, help, { location, since: isoInstant(since), problems, link })
}

function alertJson(alert: OwedAlert, monitor: AlertedMonitor, help: string, fields: object): string {
  const { alertId, transition, createdAt } = alert
  const { monitorId, name, note, emailAddress, tags } = monitor
  const json = JSON.stringify({
    schema: ALERT_SCHEMA,
    alertId,
    transition,
    severity: severityOf(transition),
    createdAt: isoInstant(createdAt),
    monitor: { monitorId, name, note, emailAddress, tags },
    ...fields,
    help,
  })
  return tameJson(json)
}

function runFields(run: RunResult) {
  const { location, trigger, status, outcome, reason, phase, detail, warnings, phases } = run
  return {
    runId: runName(run),
    location,
    trigger,
    scheduledAt: isoInstant(run.scheduledAt),
    startedAt: isoInstant(run.startedAt),
    finishedAt: isoInstant(run.finishedAt),
    status,
    statusName: statusName(status, reason),
    outcome,
    reason,
    phase,
    detail,
    warnings,
    phases: phaseFields(phases),
    roundTripMs: knownSpan(run.roundTripMs),
    resolutionMs: knownSpan(run.resolutionMs),
    waitedOutMs: knownSpan(run.waitedOutMs),
  }
}

function phaseFields({ smtp, transit, mailbox }: Phases) {
  return { smtp: known(smtp), transit: knownSpan(transit), mailbox: known(mailbox) }
}

function known(times: PhaseTimes) {
  return Object.fromEntries(Object.entries(times).map(([phase, ms]) => [phase, knownSpan(ms)]))
}

function incidentFields({ lastedMs }: AlertFacts, incident: Incident) {
  const { incidentId, openedAt, failingSince, resolvedAt, removed, acknowledged, flapping } = incident
  return {
    incidentId,
    openedAt: isoInstant(openedAt),
    failingSince: isoInstant(failingSince),
    resolvedAt: instant(resolvedAt),
    removed,
    acknowledged: acknowledged && { at: isoInstant(acknowledged.at), note: acknowledged.note },
    flapping,
    durationMs: lastedMs,
    failedRuns: incident.failedRuns,
    locations: incident.locations,
    reasons: incident.reasons,
    lateArrivals: incident.lateArrivals.map(({ runId, delayMs, junked, unproved }) => ({
      runId: runName({ monitorId: incident.monitorId, runId }),
      delayMs: knownSpan(delayMs),
      junked,
      unproved,
    })),
  }
}

function instant(at: EpochMs | undefined): string | undefined {
  return at === undefined ? undefined : isoInstant(at)
}
