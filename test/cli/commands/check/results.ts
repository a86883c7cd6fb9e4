import type { Check } from '../../../../shared/app/run/check-monitor.ts'
import type { Monitor } from '../../../../shared/core/definition/monitor.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { DEFAULT_POLICIES } from '../../../../shared/core/definition/policies.ts'

const AT = Date.UTC(2026, 0, 5, 12)

export const MONITOR: Monitor = {
  monitorId: 'check',
  name: 'check',
  enabled: true,
  emailAddress: 'probe@example.com',
  mailbox: {
    server: { scheme: 'pop3s', host: 'pop.example.com', port: 995 },
    userid: 'probe',
    secret: { kind: 'password', store: 'env', name: 'POP_PASSWORD' },
    tls: { mode: 'required', verify: true },
  },
  smtp: {
    server: { scheme: 'smtp', host: 'mail.example.com', port: 25 },
    tls: { mode: 'opportunistic', verify: true },
  },
  timeoutSeconds: 60,
  intervalMinutes: 10,
  locationMode: 'all',
  alerts: DEFAULT_POLICIES,
  maintenance: [],
  tags: [],
  definitionHash: 'h',
}

export const DELIVERED: RunResult = {
  monitorId: 'check',
  runId: 'r',
  location: 'local',
  trigger: 'on-demand',
  scheduledAt: AT,
  startedAt: AT,
  finishedAt: AT + 3000,
  status: 0,
  outcome: 'delivered',
  warnings: [],
  phases: {
    smtp: { connect: 12.34, greeting: 3.2, submit: 45 },
    transit: 2200.4,
    mailbox: { connect: 10, greeting: 2, tls: 30, auth: 5, search: 4, retrieve: 3, delete: 2.1 },
  },
  roundTripMs: 2245.4,
  resolutionMs: 400,
  definitionHash: 'h',
}

export const REFUSED: RunResult = {
  ...without(DELIVERED),
  status: 2,
  outcome: 'failed',
  reason: 'mailbox-login-refused',
  phase: 'mailbox.auth',
  detail: '[AUTH] Wrong | password\nOK - all is well',
  phases: { smtp: { connect: 1 }, mailbox: { connect: 2, auth: 3 } },
}

export const LOST: RunResult = {
  ...without(DELIVERED),
  status: 2,
  outcome: 'lost',
  reason: 'message-not-delivered',
  phases: { smtp: { connect: 1, submit: 2 }, mailbox: { connect: 2, auth: 3, search: 1 } },
}

export const STOPPED: RunResult = {
  ...without(DELIVERED),
  status: 90,
  outcome: 'inconclusive',
  reason: 'run-interrupted',
  detail: 'the process was asked to stop',
  phases: { smtp: {}, mailbox: {} },
}

export function checkOf(result: RunResult, message: Check['message'] = { kind: 'deleted' }): Check {
  return {
    result,
    log: [{ atMs: 12.5, dialogue: 'smtp', side: 'server', phase: 'greeting', text: '220 hi' }],
    message,
  }
}

function without({ roundTripMs: _r, resolutionMs: _s, ...rest }: RunResult): RunResult {
  return rest
}
