import type { Millis } from '../../time/units.ts'
import { type Way, logOf, msOf } from './expected-delays.ts'
import { below } from './normal-curve.ts'

/** A login is worth so much lag, as a share of the delay that is expected. */
const LOGIN_COST = 0.008
/**
 * Instants that are weighed: of each way so many, to so many of its spreads on both sides, and others at
 * equal ratios.
 */
const OF_A_WAY = 64
const SPREADS = 4
const OF_ALL = 40

/** Where a run stands. */
export interface Waited {
  /** Since the message was accepted, without its having been seen. */
  waitedMs: Millis
  /** Until the last look. */
  msLeft: Millis
  /** Between two looks, at the least. */
  shortestGap: Millis
  /** So much of the mail takes none of the ways: any delay, as likely by its ratio. */
  unseenShare: number
}

/**
 * Ms until the next look where mail takes these ways: the first of the looks that together cost least, where
 * each costs a login for whoever has to wait for it, and each message the time from its arrival to the next
 * look. They are found backwards from the last (Barlow, Hunter and Proschan 1963 have it for inspections):
 * what is yet to come at `i` costs least over j > i of lag(i to j) + login + what is yet to come at `j`.
 * `undefined`: it has waited longer than these ways take.
 */
export function plannedGap(ways: readonly Way[], waited: Waited): Millis | undefined {
  const { waitedMs, msLeft, shortestGap, unseenShare } = waited
  if (ways.length === 0 || msLeft <= shortestGap) return undefined
  const [from, endMs] = [logOf(waitedMs), waitedMs + msLeft]
  const logs = instants(ways, from, logOf(endMs))
  const unseen = unseenShare / (logOf(endMs) - logOf(0))
  const known = 1 - arrivedBy(ways, from)
  if (known < unseen * (logOf(endMs) - from)) return undefined

  const last = logs.length - 1
  const at = logs.map(msOf)
  const [arrived, moments] = sumsOf(ways, logs, unseen)
  const login = LOGIN_COST * ways.reduce((sum, { share, mean }) => sum + share * Math.exp(mean), 0)
  const all = known + unseen * (logOf(endMs) - from)
  const costs = new Float64Array(logs.length)
  let first = last
  for (let step = last - 1; step >= 0; step -= 1) {
    const [look, cost] = cheapest(step)
    costs[step] = cost
    first = look
  }
  return (at[first] ?? endMs) - waitedMs

  /**
   * The next look after that at `step`, and all that is to come from there; none so near the end that no last
   * one may follow.
   */
  function cheapest(step: number): [look: number, cost: number] {
    const soonest = (at[step] ?? 0) + shortestGap
    const [before = 0, momentBefore = 0] = [arrived[step], moments[step]]
    let best: [number, number] = [last, Infinity]
    for (let look = step + 1; look <= last; look += 1) {
      const then = at[look] ?? 0
      if (look < last && (then < soonest || then + shortestGap > endMs)) continue
      const lag = then * ((arrived[look] ?? 0) - before) - ((moments[look] ?? 0) - momentBefore)
      const atLeast = lag + login * (all - before)
      // The lag only grows from here on.
      if (atLeast >= best[1]) break
      const cost = atLeast + (costs[look] ?? 0)
      if (cost < best[1]) best = [look, cost]
    }
    return best
  }
}

/** From now to the end, close together where mail is expected. */
function instants(ways: readonly Way[], from: number, end: number): number[] {
  const evenly = (count: number, low: number, high: number) =>
    Array.from({ length: count - 1 }, (_, index) => low + ((index + 1) / count) * (high - low))
  const expected = ways.flatMap(({ mean, spread }) =>
    evenly(OF_A_WAY, mean - SPREADS * spread, mean + SPREADS * spread),
  )
  const between = [...expected, ...evenly(OF_ALL, from, end)].filter((log) => log > from && log < end)
  return [from, ...between.sort((one, other) => one - other), end]
}

/** By each instant, the share of the mail that has arrived since the first, and the sum of its delays. */
function sumsOf(
  ways: readonly Way[],
  logs: readonly number[],
  unseen: number,
): [arrived: Float64Array, moments: Float64Array] {
  const arrived = new Float64Array(logs.length)
  const moments = new Float64Array(logs.length)
  let [before = 0] = logs
  let known = arrivedBy(ways, before)
  for (const [step, log] of logs.entries()) {
    const by = arrivedBy(ways, log)
    const share = Math.max(0, by - known) + unseen * (log - before)
    arrived[step] = (arrived[step - 1] ?? 0) + share
    moments[step] = (moments[step - 1] ?? 0) + share * msOf((before + log) / 2)
    known = by
    before = log
  }
  return [arrived, moments]
}

function arrivedBy(ways: readonly Way[], log: number): number {
  return ways.reduce((sum, { share, mean, spread }) => sum + share * below((log - mean) / spread), 0)
}
