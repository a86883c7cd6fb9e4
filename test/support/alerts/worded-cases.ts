import type { AlertOptions, AlertedMonitor } from '../../../shared/core/wording/alert-wording.ts'
import type { MonitorAlert, OwedAlert, RunAlert } from '../../../shared/core/judging/state.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { ALERT_ID, MONITOR, alertOf, runOf } from './alert-cases.ts'
import { LOGS } from '../servers/dialogue-logs.ts'
import { LATER, OPENED, PHASES_TO_AUTH, USUAL } from './incident-cases.ts'

/** An alert, and what its wording is given beside it. */
export interface WordedCase {
  alert: OwedAlert
  /** Absent: `MONITOR`. */
  monitor?: AlertedMonitor
  options?: AlertOptions
}

const NOON = Date.UTC(2026, 0, 5, 12)

const passed = runOf(undefined, { roundTripMs: 1234, resolutionMs: 300 })
const slow = runOf(undefined, {
  roundTripMs: 42_000,
  resolutionMs: 2000,
  slow: ['roundTrip'],
  phases: { ...PHASES_TO_AUTH, transit: 41_950 },
})

const PACE: Record<string, WordedCase> = {
  slow: { alert: { ...alertOf('slow', slow), ...USUAL }, monitor: { ...MONITOR, slow: { roundTrip: 30 } } },
  'slow-in-a-phase': {
    alert: {
      ...alertOf('slow', { ...slow, roundTripMs: 1300, slow: ['mailbox.auth', 'smtp.greeting'] }),
      ...USUAL,
    },
    monitor: { ...MONITOR, slow: { 'mailbox.auth': 2, 'smtp.greeting': 0.1 } },
  },
  'slow-after-an-edit': { alert: alertOf('slow', slow) },
  'no-longer-slow': {
    alert: {
      ...alertOf('no-longer-slow', passed),
      slowSince: passed.finishedAt - 34 * MINUTE,
      ...USUAL,
    },
  },
}

const INCONCLUSIVE: Record<string, WordedCase> = {
  'inconclusive-secret-not-found': {
    alert: alertOf(
      'inconclusive',
      runOf('secret-not-found', {
        location: 'eu-central-1',
        detail:
          'SSM parameter /roundtrip/Roundtrip/inbox is not set; set it: npx roundtrip secrets set inbox',
      }),
    ),
  },
  'inconclusive-secret-forbidden': {
    alert: alertOf(
      'inconclusive',
      runOf('secret-forbidden', {
        location: 'eu-central-1',
        detail:
          'Secrets Manager secret roundtrip/Roundtrip/inbox may not be read: AccessDeniedException: Access to KMS is not allowed',
      }),
    ),
  },
  'inconclusive-secret-not-for-host': {
    alert: alertOf(
      'inconclusive',
      runOf('secret-not-for-host', {
        location: 'eu-central-1',
        detail:
          'SSM parameter /roundtrip/Roundtrip/inbox is for mail.example.com, but mailbox.server is mail.example.net; if it is yours: npx roundtrip secrets set inbox --host mail.example.com,mail.example.net',
      }),
    ),
  },
  'inconclusive-monitor-invalid': {
    alert: alertOf(
      'inconclusive',
      runOf('monitor-invalid', { detail: 'timeoutSeconds: expected 5 to 300, got 3' }),
    ),
  },
  'inconclusive-internal-error': {
    alert: alertOf('inconclusive', runOf('internal-error', { detail: 'TypeError: x is not a function' })),
    options: { log: LOGS['run-interrupted'] },
  },
}

const OF_MONITOR = {
  alertId: ALERT_ID,
  topic: 'alerts',
  createdAt: NOON + 30 * MINUTE,
  monitorId: MONITOR.monitorId,
  since: NOON,
}

/** Alerts that no run stands behind. */
export const MONITOR_ALERTS = {
  misconfigured: {
    ...OF_MONITOR,
    transition: 'misconfigured',
    since: OF_MONITOR.createdAt,
    problems: [
      { path: 'timeoutSeconds', message: 'expected a whole number of seconds from 5 to 300, got "3o"' },
      { path: 'mailbox', message: 'expected an object with server, userid and password, got text' },
    ],
  },
  silent: { ...OF_MONITOR, transition: 'silent', location: 'eu-central-1' },
  heard: { ...OF_MONITOR, transition: 'heard', location: 'eu-central-1' },
  test: { ...OF_MONITOR, transition: 'test', since: OF_MONITOR.createdAt },
} satisfies Record<string, MonitorAlert>

/** One of each wording that there is, by the name of its golden file. */
export const CASES: Readonly<Record<string, WordedCase>> = {
  ...OPENED,
  ...LATER,
  ...PACE,
  ...INCONCLUSIVE,
  misconfigured: { alert: MONITOR_ALERTS.misconfigured },
  silent: { alert: MONITOR_ALERTS.silent },
  heard: { alert: MONITOR_ALERTS.heard },
  test: {
    alert: { ...MONITOR_ALERTS.test, monitorId: 'alerts' },
    monitor: { monitorId: 'alerts', name: 'alerts', tags: [] },
  },
}

/** The alerts of runs among them. */
export const RUN_ALERTS: readonly RunAlert[] = Object.values(CASES).flatMap(({ alert }) =>
  'run' in alert ? [alert] : [],
)
