import type { OpenRun, RunKey, RunRequest, Seen } from '../../core/run/run.ts'
import { MINUTE, type Millis, SECOND } from '../../core/time/units.ts'
import type { RunPorts } from '../ports/run-ports.ts'
import { type NotClaimed, claimRun } from './claim-run.ts'
import { newClaim } from './new-claim.ts'

/** How long after its deadline a claim still stands: time to delete, write and publish. */
const CLAIM_GRACE: Millis = 60 * SECOND
/** A run that starts later than one interval, at most this, is no news any more. */
const LATEST_START: Millis = 15 * MINUTE
/** A run that ended three processes is not tried a fourth time. */
const MOST_ATTEMPTS = 3

type Taken =
  /** The claim is ours. `resumed`: somebody may have sent already, so only look. */
  | { kind: 'begun'; open: OpenRun; resumed: boolean }
  /** The claim is ours, and the message was seen before its process ended: nothing is left to try. */
  | { kind: 'seen'; open: OpenRun; seen: Seen }
  /** The claim is ours, but there is nothing to try: this is what the run comes to. */
  | { kind: 'hopeless'; open: OpenRun; reason: 'run-too-late' | 'run-interrupted'; detail: string }

export type Begun = Taken | NotClaimed

export interface RunTimes {
  timeoutMs: Millis
  intervalMs: Millis
}

/**
 * Step 1: claims the run, or finds out by its key who has it. At most one caller is told `begun` for the same attempt.
 */
export function beginRun(request: RunRequest, key: RunKey, times: RunTimes, ports: RunPorts): Promise<Begun> {
  const take = (lapsed: OpenRun | undefined) =>
    lapsed ? takeOver(lapsed, times, ports) : claim(request, times, ports)
  return claimRun(key, take, ports)
}

async function claim(request: RunRequest, times: RunTimes, ports: RunPorts): Promise<Taken | undefined> {
  const now = ports.clock.now()
  const deadline = now + times.timeoutMs
  const open = newClaim(request, ports.ids, { startedAt: now, deadline, until: deadline + CLAIM_GRACE })
  if (!(await ports.runs.claim(open))) return undefined
  return isLate(request, times, now)
    ? { kind: 'hopeless', open, reason: 'run-too-late', detail: lateness(request, now) }
    : { kind: 'begun', open, resumed: false }
}

async function takeOver(standing: OpenRun, times: RunTimes, ports: RunPorts): Promise<Taken | undefined> {
  const now = ports.clock.now()
  const unsent = standing.stage === 'claimed'
  const deadline = unsent ? now + times.timeoutMs : standing.deadline
  const open: OpenRun = {
    ...standing,
    attempt: ports.ids.token(),
    attempts: standing.attempts + 1,
    deadline,
    until: Math.max(now, deadline) + CLAIM_GRACE,
    ...(unsent && { startedAt: now }),
  }
  if (!(await ports.runs.replaceOpen(open, standing))) return undefined
  if (standing.seen) return { kind: 'seen', open, seen: standing.seen }
  const tooLate = unsent && isLate(standing, times, now)
  if (tooLate || standing.attempts >= MOST_ATTEMPTS) {
    const detail = `attempt ${String(standing.attempts)} ended without a result, at stage ${standing.stage}`
    return { kind: 'hopeless', open, reason: 'run-interrupted', detail }
  }
  return { kind: 'begun', open, resumed: !unsent }
}

/** Somebody waits for a test on demand, however often the monitor runs. */
function isLate({ trigger, scheduledAt }: RunRequest, { intervalMs }: RunTimes, now: number): boolean {
  const latest = trigger === 'on-demand' ? LATEST_START : Math.min(intervalMs, LATEST_START)
  return now - scheduledAt > latest
}

function lateness(request: RunRequest, now: number): string {
  return `started ${String(Math.round((now - request.scheduledAt) / SECOND))} s after its scheduled time`
}
