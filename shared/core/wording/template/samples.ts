import type { RunResult } from '../../run/run.ts'
import type { Incident, MonitorAlert, OwedAlert, RunAlert, Transition } from '../../judging/state.ts'
import { MINUTE, SECOND } from '../../time/units.ts'
import type { AlertedMonitor } from '../alerted-monitor.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const BASE = { alertId: '0123456789abcdef0123', topic: 'alerts', createdAt: NOON + 65 * SECOND }

export const SAMPLE_MONITOR: AlertedMonitor = {
  monitorId: 'contact-form',
  name: 'Contact form',
  emailAddress: 'probe@example.com',
  tags: ['web'],
  timeoutSeconds: 60,
  slow: { roundTrip: 30 },
  smtp: { server: { scheme: 'smtp', host: 'smtp.example.com', port: 25 } },
}

const PASSED: RunResult = {
  monitorId: SAMPLE_MONITOR.monitorId,
  runId: '20260105T120000Z_eu-west-1_schedule_0123456789ab',
  location: 'eu-west-1',
  trigger: 'schedule',
  scheduledAt: NOON,
  startedAt: NOON + SECOND,
  finishedAt: BASE.createdAt,
  status: 0,
  outcome: 'delivered',
  warnings: [],
  phases: { smtp: { connect: 12 }, transit: 41_000, mailbox: {} },
  roundTripMs: 42_000,
  slow: ['roundTrip'],
  definitionHash: 'sample',
}

const FAILED: RunResult = {
  ...PASSED,
  status: 3,
  outcome: 'failed',
  reason: 'recipient-rejected',
  phase: 'smtp.submit',
  detail: '550 5.1.1 User unknown',
}

const INCIDENT: Incident = {
  incidentId: 'fedcba9876543210fedc',
  monitorId: SAMPLE_MONITOR.monitorId,
  openedAt: NOON - 30 * MINUTE,
  failingSince: NOON - 40 * MINUTE,
  openingRunId: FAILED.runId,
  failedRuns: 5,
  locations: [FAILED.location],
  reasons: ['recipient-rejected'],
  toldTopics: ['alerts'],
  told: { sample: { topic: 'alerts', alerts: 2, lastAt: BASE.createdAt } },
  lateArrivals: [],
  revision: 1,
}

const ENDED: Incident = { ...INCIDENT, resolvedAt: BASE.createdAt }
const failing = { ...BASE, run: FAILED, incident: INCIDENT, usualRoundTripMs: 1200 }
const passing = { ...BASE, run: PASSED, usualRoundTripMs: 1200 }
const ofMonitor = { ...BASE, monitorId: SAMPLE_MONITOR.monitorId, since: NOON - 40 * MINUTE }

/** One alert of each kind, to try wordings on. */
export const SAMPLES = {
  opened: { ...failing, transition: 'opened' },
  repeated: { ...failing, transition: 'repeated', incident: { ...INCIDENT, flapping: true } },
  resolved: { ...passing, transition: 'resolved', incident: ENDED },
  removed: { ...failing, transition: 'removed', incident: { ...ENDED, removed: true } },
  slow: { ...passing, transition: 'slow' },
  'no-longer-slow': { ...passing, transition: 'no-longer-slow', slowSince: NOON - 40 * MINUTE },
  inconclusive: {
    ...BASE,
    transition: 'inconclusive',
    run: { ...PASSED, status: 90, outcome: 'inconclusive', reason: 'run-interrupted' },
  },
  misconfigured: {
    ...ofMonitor,
    transition: 'misconfigured',
    problems: [{ path: 'timeoutSeconds', message: 'expected a whole number, got text' }],
  },
  silent: { ...ofMonitor, transition: 'silent', location: 'eu-west-1' },
  heard: { ...ofMonitor, transition: 'heard', location: 'eu-west-1' },
  test: { ...ofMonitor, transition: 'test', since: BASE.createdAt },
} as const satisfies { [T in Transition]: (RunAlert | MonitorAlert) & { transition: T } }

export function sampleAlerts(): readonly OwedAlert[] {
  return Object.values(SAMPLES)
}
