import type { AlertedMonitor } from '../../../shared/core/wording/alert-wording.ts'
import { runIdOf } from '../../../shared/core/identity/run-key.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import type { Incident, RunAlert, RunTransition } from '../../../shared/core/judging/state.ts'
import { REASON_STATUS, type Reason, isLostReason } from '../../../shared/core/run/statuses.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'

const SCHEDULED = Date.UTC(2026, 0, 5, 12)

export const ALERT_ID = '0123456789abcdef0123'

export const MONITOR: AlertedMonitor = {
  monitorId: 'sales-inbox',
  name: 'Sales inbox',
  emailAddress: 'probe@example.com',
  tags: ['sales', 'hamburg'],
  timeoutSeconds: 300,
  smtp: { server: { scheme: 'smtp', host: 'smtp.example.com', port: 587 } },
  mailbox: { server: { scheme: 'pop3s', host: 'mail.example.com', port: 995 } },
}

/** A run of that monitor at noon that failed for this reason, or passed. */
export function runOf(reason: Reason | undefined, more: Partial<RunResult> = {}): RunResult {
  const request = {
    monitorId: MONITOR.monitorId,
    location: more.location ?? 'local',
    scheduledAt: SCHEDULED,
    trigger: 'schedule',
  } as const
  const status = reason ? REASON_STATUS[reason] : 0
  const outcome = status === 90 ? 'inconclusive' : reason && isLostReason(reason) ? 'lost' : 'failed'
  return {
    ...request,
    runId: runIdOf(request),
    startedAt: SCHEDULED + 120,
    finishedAt: SCHEDULED + 6120,
    status,
    outcome: reason ? outcome : 'delivered',
    ...(reason && { reason }),
    warnings: [],
    phases: { smtp: {}, mailbox: {} },
    definitionHash: 'h',
    ...more,
  }
}

export function incidentOf(run: RunResult, more: Partial<Incident> = {}): Incident {
  return {
    incidentId: 'fedcba9876543210fedc',
    monitorId: run.monitorId,
    openedAt: run.finishedAt,
    failingSince: run.finishedAt,
    openingRunId: run.runId,
    failedRuns: 1,
    locations: [run.location],
    reasons: run.reason ? [run.reason] : [],
    toldTopics: ['alerts'],
    told: {},
    lateArrivals: [],
    revision: 1,
    ...more,
  }
}

export function alertOf(transition: RunTransition, run: RunResult, incident?: Incident): RunAlert {
  return {
    alertId: ALERT_ID,
    transition,
    topic: 'alerts',
    createdAt: run.finishedAt,
    run,
    ...(incident && { incident }),
  }
}

/** A failing run's alert as it is owed when its incident opens. */
export function openedBy(reason: Reason, more: Partial<RunResult> = {}): RunAlert {
  const run = runOf(reason, more)
  return alertOf('opened', run, incidentOf(run))
}

/** The end of an incident that these reasons made, 12 min 5 s after it opened. */
export function resolvedAfter(reasons: readonly Reason[], more: Partial<RunResult> = {}): RunAlert {
  const run = runOf(undefined, { roundTripMs: 1234, resolutionMs: 300, ...more })
  return alertOf('resolved', run, longIncident(run, { resolvedAt: run.finishedAt, reasons }))
}

/** An incident that began 12 min 5 s before this run ended and was told two minutes later. */
export function longIncident(run: RunResult, more: Partial<Incident> = {}): Incident {
  const failingSince = run.finishedAt - 12 * MINUTE - 5000
  return incidentOf(run, {
    openedAt: failingSince + 2 * MINUTE,
    failingSince,
    failedRuns: 3,
    locations: ['local', 'eu-central-1'],
    revision: 4,
    ...more,
  })
}
