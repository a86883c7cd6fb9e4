import { rebuildSummary } from '../../../shared/app/history/rebuild-summary.ts'
import { dayOf } from '../../../shared/core/history/day.ts'
import type { HttpHome } from '../../../shared/http/home.ts'
import { runIdOf } from '../../../shared/core/identity/run-key.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { daysBefore, isoDayOf } from '../../../shared/core/time/iso-day.ts'
import { DAY, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { NOW } from '../../cli/commands/views-world.ts'
import { deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { readsWorld } from '../../http/reads-world.ts'

/** Round trips as they are: most near two seconds, a few ten times that. */
const tripOf = (turn: number) => 1400 + ((turn * 7919) % 900) + (turn % 23 === 0 ? 14_000 : 0)

interface Past {
  /** Minutes between two runs, and how many there are. */
  everyMinutes: number
  runs: number
  /** Turns whose message is lost, the newest being 0; those that came late, and those that were refused. */
  lost?: readonly number[]
  late?: readonly number[]
  refused?: readonly number[]
  locations?: readonly string[]
  name?: string
}

const SHOWN_DAYS = 4

/** What a monitor has in its store after so many runs, without judging them one by one. */
export async function pastWorld(past: Past, differing: Partial<HttpHome> = {}) {
  const world = await readsWorld({
    probes: {
      starter: { start: () => Promise.resolve(), startTrial: () => Promise.resolve() },
      locations: ['eu-west-1'],
    },
    ...differing,
  })
  const { runs, clock } = world
  const monitorId = 'archive'
  await world.has(monitorId, {
    name: past.name ?? 'Archive',
    tags: ['web'],
    timeoutSeconds: 60,
    slow: { roundTrip: 10 },
  })
  const results = runsOf(monitorId, past)
  const today = isoDayOf(NOW)
  // Of long ago only days and what failed are looked at.
  const shownFrom = NOW - SHOWN_DAYS * DAY
  for (const result of results)
    if (result.status !== 0 || result.scheduledAt >= shownFrom) await runs.putResult(result)
  for (const [day, made] of Map.groupBy(results, ({ scheduledAt }) => isoDayOf(scheduledAt)))
    if (day < today) await runs.putDay(dayOf(monitorId, day, made))
  await rebuildSummary(monitorId, daysBefore(today, 1), { runs, clock })
  // The last one is judged too, so that the monitor has a state.
  await world.delivered(monitorId, 0.5)
  return world
}

function runsOf(monitorId: string, past: Past): RunResult[] {
  const { everyMinutes, runs, lost = [], late = [], refused = [], locations = ['eu-west-1'] } = past
  return Array.from({ length: runs }, (_, turn) => {
    const scheduledAt = NOW - (turn + 1) * everyMinutes * MINUTE
    const location = locations[turn % locations.length] ?? 'eu-west-1'
    const request = { monitorId, location, scheduledAt, trigger: 'schedule' } as const
    const at = { ...request, runId: runIdOf(request), startedAt: scheduledAt, finishedAt: scheduledAt + 2000 }
    if (lost.includes(turn)) return lostResult(at)
    if (late.includes(turn)) {
      return lostResult({
        ...at,
        lateArrival: { seenAt: scheduledAt + 400 * SECOND, delayMs: 400 * SECOND },
      })
    }
    if (refused.includes(turn)) return refusedResult(at)
    const roundTripMs = tripOf(turn)
    return deliveredResult({ ...at, roundTripMs, phases: phasesOf(turn, roundTripMs) })
  })
}

function refusedResult(at: Partial<RunResult>): RunResult {
  return lostResult({
    ...at,
    outcome: 'failed',
    reason: 'mailbox-login-refused',
    phase: 'mailbox.auth',
    detail: '-ERR <script>alert(1)</script> \u202Eno',
    warnings: [],
  })
}

function phasesOf(turn: number, roundTripMs: number): RunResult['phases'] {
  const jitter = (turn * 31) % 17
  return {
    smtp: { connect: 12 + jitter, greeting: 30, tls: 41.7, auth: 25 + jitter, submit: 300 + 8 * jitter },
    transit: roundTripMs - 310,
    mailbox: { connect: 11, auth: 22, search: 5 + jitter, retrieve: 7, delete: 3 },
  }
}
