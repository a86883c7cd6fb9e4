import { runIdOf } from '../../../shared/core/identity/run-key.ts'
import type { Status } from '../../../shared/core/run/statuses.ts'
import type { RunRequest, RunResult } from '../../../shared/core/run/run.ts'
import { DAY, type EpochMs, type Millis, MINUTE } from '../../../shared/core/time/units.ts'

interface Span {
  days: number
  every: Millis
  now: EpochMs
}

/** Scheduled runs of the last days, in order; `turn` counts them. */
export function runsUpTo(
  monitorId: string,
  { days, every, now }: Span,
  madeBy: (request: RunRequest, turn: number) => RunResult,
): RunResult[] {
  const count = Math.floor((days * DAY) / every)
  // At a second of its own each, as the scheduler spreads them.
  const offset = (monitorId.charCodeAt(0) * 7_919 + monitorId.length * 1_301) % MINUTE
  const last = now - MINUTE - offset
  return Array.from({ length: count }, (_, turn) => {
    const scheduledAt = last - (count - 1 - turn) * every
    return madeBy({ monitorId, location: 'eu-west-1', scheduledAt, trigger: 'schedule' }, turn)
  })
}

/** Log-normal about 1.4 s, times `slower`. */
export function deliveredAt(request: RunRequest, slower = 1): RunResult {
  const chance = ((request.scheduledAt / MINUTE) * 7_919 + request.monitorId.length * 104_729) % 1_000
  const roundTripMs = Math.round(1_400 * slower * Math.exp((chance / 1_000 - 0.5) * 1.2))
  return {
    ...ended(request, roundTripMs + 600),
    status: 0,
    outcome: 'delivered',
    phases: {
      smtp: { resolve: 1.3, connect: 12.5, greeting: 31, tls: 41.7, auth: 25, submit: 310 },
      transit: roundTripMs - 310,
      mailbox: {
        resolve: 1,
        connect: 11,
        greeting: 18,
        tls: 40.1,
        auth: 22,
        search: 5,
        retrieve: 7,
        delete: 3,
      },
    },
    roundTripMs,
    resolutionMs: 250,
    ...(slower > 5 && { slow: ['roundTrip'] }),
  }
}

const FAILURES = {
  'message-not-delivered': { status: 2, outcome: 'lost', lastsMs: 60_000 },
  'recipient-rejected': {
    status: 3,
    outcome: 'failed',
    phase: 'smtp.submit',
    lastsMs: 420,
    detail:
      '550 5.1.1 <probe@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
  },
  'mailbox-connection-refused': {
    status: 1,
    outcome: 'failed',
    phase: 'mailbox.connect',
    lastsMs: 2_300,
    detail: 'connect ECONNREFUSED 203.0.113.25:995',
  },
} as const

/** Failed for this reason, as far as it came. */
export function failedAt(request: RunRequest, why: keyof typeof FAILURES): RunResult {
  const { status, outcome, phase, lastsMs, ...detail }: Failure = FAILURES[why]
  const accepted = status !== 3
  return {
    ...ended(request, lastsMs),
    status,
    outcome,
    reason: why,
    ...(phase !== undefined && { phase }),
    ...detail,
    phases: {
      smtp: { resolve: 1.2, connect: 12, greeting: 30, tls: 40, auth: 26, ...(accepted && { submit: 290 }) },
      mailbox:
        status === 2
          ? { resolve: 1, connect: 11, greeting: 18, tls: 40, auth: 22, search: 5 }
          : { resolve: 1 },
    },
  }
}

interface Failure {
  status: Status
  outcome: 'failed' | 'lost'
  phase?: string
  lastsMs: Millis
  detail?: string
}

function ended(request: RunRequest, lastsMs: Millis) {
  return {
    ...request,
    runId: runIdOf(request),
    startedAt: request.scheduledAt + 250,
    finishedAt: request.scheduledAt + 250 + lastsMs,
    definitionHash: '0123456789abcdef',
    warnings: [],
  }
}
