import type { TopicTraffic } from '../../shared/core/judging/alert-cap.ts'
import { contentId } from '../../shared/core/identity/content-id.ts'
import { runIdOf } from '../../shared/core/identity/run-key.ts'
import type { LogLine, OpenRun, RunRequest, RunResult } from '../../shared/core/run/run.ts'
import type {
  Incident,
  MonitorAlert,
  MonitorState,
  RunAlert,
  Streak,
} from '../../shared/core/judging/state.ts'
import type { ToldAlert } from '../../shared/core/judging/told-alert.ts'
import { type EpochMs, MINUTE, SECOND } from '../../shared/core/time/units.ts'

/** The instant at which a new fake clock stands. */
export const NOON: EpochMs = Date.UTC(2026, 0, 5, 12)

/** What a run's test message carries, and its result a hash of. */
export const TOKEN = '0123456789abcdef0123456789abcdef'

export function request(change: Partial<RunRequest> = {}): RunRequest {
  return { monitorId: 'inbox', location: 'local', scheduledAt: NOON, trigger: 'schedule', ...change }
}

/** A claim as its first attempt writes it. */
export function openRun(change: Partial<OpenRun> = {}): OpenRun {
  const asked = request(requestIn(change))
  return {
    ...asked,
    runId: runIdOf(asked),
    attempt: 'attempt-1',
    attempts: 1,
    token: TOKEN,
    stage: 'claimed',
    startedAt: asked.scheduledAt + 250,
    deadline: asked.scheduledAt + 60 * SECOND,
    until: asked.scheduledAt + 2 * MINUTE,
    ...change,
  }
}

/** A run whose message was accepted and never seen. */
export function lostResult(change: Partial<RunResult> = {}): RunResult {
  return {
    ...plainResult(change),
    status: 2,
    outcome: 'lost',
    reason: 'message-not-delivered',
    detail: 'accepted, and not seen within 60 s',
    warnings: ['mailbox-waited-for', 'leftovers-swept'],
    phases: {
      smtp: { resolve: 1.25, connect: 12.5, greeting: 30, tls: 41.7, auth: 25, submit: 310.02 },
      mailbox: { resolve: 1, connect: 11, greeting: 18, auth: 22, search: 5 },
    },
    waitedOutMs: 1500,
    sweptMessages: 2,
    tokenHash: contentId(TOKEN),
    ...change,
  }
}

export function deliveredResult(change: Partial<RunResult> = {}): RunResult {
  return {
    ...plainResult(change),
    phases: { smtp: { submit: 300 }, transit: 1200.5, mailbox: { search: 5, retrieve: 7, delete: 3 } },
    roundTripMs: 1510.5,
    resolutionMs: 375,
    ...change,
  }
}

function plainResult(change: Partial<RunResult>): RunResult {
  const asked = request(requestIn(change))
  const { monitorId, location, scheduledAt, trigger } = asked
  return {
    monitorId,
    runId: runIdOf(asked),
    location,
    trigger,
    scheduledAt,
    startedAt: scheduledAt + 250,
    finishedAt: scheduledAt + 61 * SECOND,
    status: 0,
    outcome: 'delivered',
    warnings: [],
    phases: { smtp: {}, mailbox: {} },
    definitionHash: 'a1b2c3d4e5f6',
  }
}

export function incident(change: Partial<Incident> = {}): Incident {
  return {
    incidentId: 'incident-1',
    monitorId: 'inbox',
    openedAt: NOON,
    failingSince: NOON - MINUTE,
    flapping: true,
    acknowledged: { at: NOON, note: 'on it' },
    openingRunId: lostResult().runId,
    failedRuns: 1,
    locations: ['local'],
    reasons: ['message-not-delivered'],
    toldTopics: ['alerts'],
    told: { '0123456789ab': { topic: 'alerts', alerts: 2, lastAt: NOON, repeatAt: NOON + MINUTE } },
    lateArrivals: [{ runId: lostResult().runId, delayMs: 840_000 }],
    revision: 1,
    ...change,
  }
}

export function owedAlert(change: Partial<RunAlert> = {}): RunAlert {
  return {
    alertId: 'alert-1',
    transition: 'opened',
    topic: 'alerts',
    createdAt: NOON,
    run: lostResult(),
    incident: incident(),
    usualRoundTripMs: 1200,
    slowSince: NOON - MINUTE,
    foldedUntil: NOON + 5 * MINUTE,
    claimedUntil: NOON + 30 * SECOND,
    claimedBy: 'somebody',
    ...change,
  }
}

/** Each field is filled. */
export function toldAlert(change: Partial<ToldAlert> = {}): ToldAlert {
  return {
    monitorId: 'inbox',
    alertId: 'alert-1',
    transition: 'opened',
    topic: 'alerts',
    createdAt: NOON - MINUTE,
    toldAt: NOON,
    digest: true,
    messageId: '94f20ce6-13c5-43a0-9a9e-ca52d816e90b',
    runId: lostResult().runId,
    incidentId: 'incident-1',
    location: 'local',
    ...change,
  }
}

export function silentAlert(): MonitorAlert {
  return {
    alertId: 'alert-2',
    transition: 'silent',
    topic: 'alerts',
    createdAt: NOON,
    monitorId: 'inbox',
    location: 'local',
    since: NOON - MINUTE,
    problems: [{ path: '', message: 'none' }],
  }
}

function streak(): Streak {
  return { failures: 2, reasons: ['message-not-delivered'], at: NOON, since: NOON - MINUTE }
}

export function topicTraffic(change: Partial<TopicTraffic> = {}): TopicTraffic {
  const alone = [
    { alertId: 'alert-1', at: NOON },
    { alertId: 'alert-2', at: NOON + MINUTE },
  ]
  return { topic: 'alerts', version: 1, alone, digestAt: NOON + 5 * MINUTE, ...change }
}

/** A state in which every field is filled. */
export function monitorState(change: Partial<MonitorState> = {}): MonitorState {
  return {
    monitorId: 'inbox',
    version: 1,
    judged: { local: lostResult().runId },
    views: {
      every: { failuresInARow: 2, locations: { local: streak() } },
      verified: { failuresInARow: 1, locations: { local: streak() } },
    },
    awaitsRecheck: {
      local: { run: lostResult(), startAt: NOON + MINUTE, countsAt: NOON + 10 * MINUTE, counted: true },
    },
    unnotedRechecks: [lostResult().runId],
    incident: incident(),
    lastFailure: lostResult(),
    untoldLate: [{ runId: lostResult().runId, location: 'local', finishedAt: NOON, delayMs: 840_000 }],
    unstoredIncidents: [incident()],
    openings: [NOON - MINUTE, NOON],
    paces: { local: { slow: 3, normal: 0 } },
    toldSlow: { '0123456789ab': { topic: 'alerts', since: NOON, runs: 3 } },
    inconclusive: { 'secret-not-found': { runs: 2, told: true, locations: ['local'] } },
    misconfigured: { since: NOON, problems: [{ path: 'timeoutSeconds', message: 'expected 5 to 300' }] },
    expected: { local: NOON + 10 * MINUTE },
    silent: { elsewhere: NOON - MINUTE },
    absent: { gone: NOON - MINUTE },
    owed: [owedAlert(), silentAlert()],
    toldIds: ['alert-0'],
    recentRoundTripMs: [1510.5, 980],
    recentArrivals: 'h68bu0',
    recentHours: {
      490_272: { ok: 12 },
      490_273: { ok: 12 },
      490_275: { ok: 3, slow: 2, failed: 1, inconclusive: 4, maintenance: 5 },
      490_276: { failed: 12 },
    },
    lastRuns: {
      local: {
        finishedAt: NOON,
        trigger: 'recheck',
        status: 2,
        reason: 'message-not-delivered',
        phase: 'smtp.submit',
        roundTripMs: 1510.5,
        resolutionMs: 375,
        maintenance: true,
        tried: false,
      },
      elsewhere: { finishedAt: NOON, trigger: 'schedule', status: 0 },
    },
    lastGood: { local: { runId: deliveredResult().runId, finishedAt: NOON, roundTripMs: 980 } },
    ...change,
  }
}

export function logLine(text: string, change: Partial<LogLine> = {}): LogLine {
  return { atMs: 12.34, dialogue: 'smtp', side: 'server', phase: 'greeting', text, ...change }
}

function requestIn({ monitorId, location, scheduledAt, trigger }: Partial<RunRequest>): Partial<RunRequest> {
  return {
    ...(monitorId !== undefined && { monitorId }),
    ...(location !== undefined && { location }),
    ...(scheduledAt !== undefined && { scheduledAt }),
    ...(trigger !== undefined && { trigger }),
  }
}
