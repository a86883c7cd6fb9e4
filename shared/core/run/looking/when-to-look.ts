import type { Millis } from '../../time/units.ts'
import type { Arrival } from './arrivals.ts'
import { type Way, expectedWays, unseenShare } from './expected-delays.ts'
import { plannedGap } from './planned-gap.ts'
import { GRID, overdueGap, unknownDelayGap } from './unknown-delay.ts'

/** Logins of a run that knows how long mail takes: what a lost message costs. */
const LOGINS_PLANNED = 40
/** Of them so many are kept for what comes after all that was planned. */
const LOGINS_OVERDUE = 20
/**
 * Logins of a run that knows nothing, beyond those of a look every 5 s: at the start, three early ones, the
 * last.
 */
const LOGINS_BEYOND = 5
/** No listing says more than one so short a time before. */
const SHORTEST_GAP: Millis = 50

export interface LookingAt {
  /** Recent arrivals of the monitor, newest last. */
  arrivals: readonly Arrival[]
  /** Since the message was accepted. */
  waitedMs: Millis
  /** Until the last look; above 0. */
  msLeft: Millis
  /** Between two logins, as the definition or the server wants it; 0: as they come. */
  spacing: Millis
  /** Until the first look, where nothing is known; absent: 300 ms. */
  firstGap?: Millis | undefined
  /**
   * What the last look took: a planned one is begun so much sooner than its listing is due, and so far apart.
   */
  loginMs: Millis
  /** Logins of this run so far. */
  logins: number
}

/** Logins that a run makes at most which waits so long. */
export function loginBudget(arrivals: readonly Arrival[], waitMs: Millis): number {
  return budgetOf(expectedWays(arrivals), waitMs)
}

function budgetOf(ways: readonly Way[], waitMs: Millis): number {
  return ways.length > 0 ? LOGINS_PLANNED : LOGINS_BEYOND + Math.floor(waitMs / GRID)
}

/**
 * Ms until the next look, above 0: as planned for how long mail takes of late; as for an unknown delay where
 * nothing is known, less often where it has taken longer by now. Who asks sees to the deadline (`nextLook`).
 * The same answer for the same question.
 */
export function whenToLook(at: LookingAt): Millis {
  const { waitedMs, msLeft, spacing, loginMs, firstGap } = at
  const shortestGap = Math.max(SHORTEST_GAP, spacing, loginMs)
  const ways = expectedWays(at.arrivals)
  const loginsLeft = budgetOf(ways, waitedMs + msLeft) - at.logins
  const gap = () => {
    if (loginsLeft <= 1) return msLeft
    if (ways.length === 0) return unknownDelayGap(waitedMs, Math.max(SHORTEST_GAP, loginMs), firstGap)
    const planned = plannedGap(ways, { waitedMs, msLeft, shortestGap, unseenShare: unseenShare(at.arrivals) })
    if (planned !== undefined && loginsLeft > LOGINS_OVERDUE) return planned - Math.min(loginMs, planned / 2)
    return Math.max(overdueGap(waitedMs, shortestGap), fewGap(waitedMs, msLeft, loginsLeft))
  }
  return Math.max(1, Math.round(gap()))
}

/** Where so few logins are left, they are spread over the rest, at gaps that grow with the time waited. */
function fewGap(waitedMs: Millis, msLeft: Millis, loginsLeft: number): Millis {
  const waited = Math.max(GRID, waitedMs)
  return waited * (((waited + msLeft) / waited) ** (1 / loginsLeft) - 1)
}
