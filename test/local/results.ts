import type { RunRequest, RunResult } from '../../shared/core/run/run.ts'

const AT = Date.UTC(2026, 0, 5, 12, 1)

export const REQUEST: RunRequest = {
  monitorId: 'demo',
  location: 'local',
  scheduledAt: AT,
  trigger: 'schedule',
}

export const DELIVERED: RunResult = {
  ...REQUEST,
  runId: '20260105T120100Z_local_schedule_0123456789ab',
  startedAt: AT + 20,
  finishedAt: AT + 700,
  status: 0,
  outcome: 'delivered',
  warnings: [],
  phases: {
    smtp: { submit: 3.14, greeting: 101.4, connect: 0.42, resolve: 0.2 },
    transit: 310.2,
    mailbox: { delete: 1.06, auth: 2, resolve: 0.1, retrieve: 9.97 },
  },
  roundTripMs: 313.4,
  resolutionMs: 90.2,
  definitionHash: 'abc',
}

export const LOST: RunResult = {
  ...REQUEST,
  runId: DELIVERED.runId,
  startedAt: AT,
  finishedAt: AT + 10_040,
  status: 2,
  outcome: 'lost',
  reason: 'message-not-delivered',
  detail: 'accepted with: 250 queued',
  warnings: ['leftovers-swept', 'mailbox-waited-for'],
  phases: { smtp: { submit: 3 }, mailbox: {} },
  definitionHash: 'abc',
}
