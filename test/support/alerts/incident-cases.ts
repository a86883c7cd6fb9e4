import { MINUTE } from '../../../shared/core/time/units.ts'
import { MONITOR, alertOf, incidentOf, longIncident, openedBy, resolvedAfter, runOf } from './alert-cases.ts'
import { LOGS } from '../servers/dialogue-logs.ts'
import type { WordedCase } from './worded-cases.ts'

export const PHASES_TO_AUTH = {
  smtp: { resolve: 1.2, connect: 0.4, greeting: 102, tls: 8.4, submit: 31.5 },
  mailbox: { resolve: 0.9, connect: 0.5, tls: 9.1, greeting: 12, auth: 2040 },
}
export const USUAL = { usualRoundTripMs: 1234 }
const REFUSED = {
  phase: 'smtp.submit',
  detail: '550 5.1.1 <probe@example.com>: Recipient address rejected: User unknown',
  phases: { smtp: PHASES_TO_AUTH.smtp, mailbox: {} },
}
const LATE = [
  { runId: '20260105T114000Z_local_schedule_0123456789ab', delayMs: 14 * MINUTE },
  { runId: '20260105T115000Z_local_schedule_0123456789ac', delayMs: 542_000 },
]
const UNPROVED_JUNK = { junked: true, unproved: true } as const

const lost = runOf('message-not-delivered')
const told = (alerts: number) => ({ key: { topic: 'alerts', alerts, lastAt: lost.finishedAt } })
const passed = runOf(undefined, { roundTripMs: 1234, resolutionMs: 300 })
/** Incidents that open. */
export const OPENED: Record<string, WordedCase> = {
  'opened-mailbox-login-refused': {
    alert: openedBy('mailbox-login-refused', {
      phase: 'mailbox.auth',
      detail: '[AUTH] Authentication failed.',
      phases: PHASES_TO_AUTH,
    }),
    options: { log: LOGS['mailbox-login-refused'] },
  },
  'opened-recipient-rejected': {
    alert: { ...openedBy('recipient-rejected', REFUSED), ...USUAL },
    options: { log: LOGS['recipient-rejected'] },
  },
  'opened-without-log': { alert: openedBy('recipient-rejected', REFUSED) },
  'opened-greylisted': {
    alert: openedBy('greylisted', {
      location: 'eu-central-1',
      phase: 'smtp.submit',
      detail: '450 4.2.0 <probe@example.com>: Greylisted, see http://example.org',
      phases: PHASES_TO_AUTH,
      waitedOutMs: 299_120,
      warnings: ['refusal-waited-out'],
    }),
  },
  'opened-message-not-delivered': {
    alert: openedBy('message-not-delivered', {
      phases: { ...PHASES_TO_AUTH, mailbox: { ...PHASES_TO_AUTH.mailbox, search: 4.2 } },
    }),
    options: { log: LOGS['message-not-delivered'] },
    monitor: { ...MONITOR, note: 'Calls for order forms. If it is down, tell the shop: +1 555 123 0100.' },
  },
  'opened-smtp-connect-timeout-from-aws': {
    alert: openedBy('smtp-connect-timeout', {
      location: 'eu-central-1',
      phase: 'smtp.connect',
      detail: 'ETIMEDOUT',
      phases: { smtp: { resolve: 1.2, connect: 10_000 }, mailbox: {} },
    }),
    options: { log: LOGS['smtp-connect-timeout'] },
  },
  'opened-deadline-passed': {
    alert: openedBy('deadline-passed', {
      phase: 'smtp.submit',
      detail: 'no answer to DATA',
      phases: PHASES_TO_AUTH,
    }),
  },
  'opened-tls-certificate-expired': {
    alert: openedBy('tls-certificate-expired', { phase: 'mailbox.tls', detail: 'CERT_HAS_EXPIRED' }),
  },
  'opened-after-several': {
    alert: {
      ...alertOf(
        'opened',
        lost,
        longIncident(lost, {
          reasons: ['dns-failure', 'message-not-delivered'],
          lateArrivals: LATE.slice(1),
        }),
      ),
      ...USUAL,
    },
  },
  'opened-flapping': {
    alert: { ...alertOf('opened', lost, incidentOf(lost, { flapping: true })), ...USUAL },
  },
}

/** What follows an opening. */
export const LATER: Record<string, WordedCase> = {
  repeated: {
    alert: {
      ...alertOf('repeated', lost, longIncident(lost, { reasons: ['message-not-delivered'], told: told(3) })),
      ...USUAL,
    },
    options: { log: LOGS['message-not-delivered'] },
  },
  'repeated-with-late-arrivals': {
    alert: alertOf(
      'repeated',
      lost,
      longIncident(lost, {
        reasons: ['greylisted', 'message-not-delivered'],
        told: told(2),
        lateArrivals: LATE,
      }),
    ),
  },
  'repeated-flapping': {
    alert: alertOf(
      'repeated',
      lost,
      longIncident(lost, { reasons: ['message-not-delivered'], flapping: true, told: told(2) }),
    ),
  },
  'resolved-after-one-reason': {
    alert: {
      ...resolvedAfter(['mailbox-login-refused'], {
        phases: {
          ...PHASES_TO_AUTH,
          transit: 1190,
          mailbox: { ...PHASES_TO_AUTH.mailbox, search: 4.2, delete: 3 },
        },
      }),
      ...USUAL,
    },
  },
  'resolved-after-several': {
    alert: resolvedAfter(['greylisted', 'message-not-delivered', 'dns-failure'], {
      warnings: ['leftovers-swept', 'not-deleted'],
    }),
  },
  'resolved-with-late-arrivals': {
    alert: alertOf(
      'resolved',
      passed,
      longIncident(passed, {
        resolvedAt: passed.finishedAt,
        reasons: ['message-not-delivered'],
        lateArrivals: LATE,
      }),
    ),
  },
  'resolved-acknowledged': {
    alert: alertOf(
      'resolved',
      passed,
      longIncident(passed, {
        resolvedAt: passed.finishedAt,
        acknowledged: { at: passed.finishedAt - 12 * MINUTE, note: 'Bob restarts the relay' },
      }),
    ),
  },
  'resolved-flapping': {
    alert: alertOf(
      'resolved',
      passed,
      longIncident(passed, {
        resolvedAt: passed.finishedAt,
        reasons: ['message-not-delivered'],
        flapping: true,
      }),
    ),
  },
  removed: {
    alert: {
      ...alertOf(
        'removed',
        lost,
        longIncident(lost, {
          resolvedAt: lost.finishedAt + MINUTE,
          removed: true,
          reasons: ['message-not-delivered'],
          lateArrivals: LATE.slice(0, 1).map((late) => ({ ...late, ...UNPROVED_JUNK })),
        }),
      ),
      createdAt: lost.finishedAt + MINUTE,
    },
  },
}
