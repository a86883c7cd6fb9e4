import type { AlertedMonitor } from '../../shared/core/alert-wording.ts'
import { runIdOf } from '../../shared/core/run-id.ts'
import type { RunResult } from '../../shared/core/run.ts'
import type { Incident, RunAlert, RunTransition } from '../../shared/core/state.ts'
import { REASON_STATUS, type Reason } from '../../shared/core/statuses.ts'
import { MINUTE } from '../../shared/core/units.ts'

const SCHEDULED = Date.UTC(2026, 0, 5, 12)

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
  const outcome = status === 90 ? 'inconclusive' : reason === 'message-not-delivered' ? 'lost' : 'failed'
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
    alertId: '0123456789abcdef0123',
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
  const openedAt = run.finishedAt - 12 * MINUTE - 5000
  const locations = ['local', 'eu-central-1']
  return alertOf(
    'resolved',
    run,
    incidentOf(run, { openedAt, resolvedAt: run.finishedAt, failedRuns: 3, reasons, locations, revision: 4 }),
  )
}
