import type { Striking } from '../../support/fault-proxy/fault-plan.ts'
import type { FaultProxy } from '../../support/fault-proxy/fault-proxy.ts'
import { type CallName, WAYS, type Way, strike } from './struck-calls.ts'

/** A monitor of which one call fails in one way. */
export interface StruckMonitor {
  monitorId: string
  at: CallName
  way: Way
}

/**
 * One monitor for each of these calls and each way to fail, so that all of them can be struck in one piece of
 * work.
 */
export function struckMonitors(
  prefix: string,
  calls: readonly CallName[],
  ways: readonly Way[] = WAYS,
): StruckMonitor[] {
  const cases = ways.flatMap((way) => calls.map((at) => ({ at, way })))
  // All of one length: no id stands in another.
  return cases.map((one, index) => ({ ...one, monitorId: `${prefix}-${String(index).padStart(3, '0')}` }))
}

/** From now on each of them is struck at its call; answers by monitor whether that has come. */
export function strikeAll(
  proxy: FaultProxy,
  monitors: readonly StruckMonitor[],
): ReadonlyMap<string, Striking> {
  return new Map(
    monitors.map(({ monitorId, at, way }) => [monitorId, strike(proxy, at, way, monitorId)] as const),
  )
}

/** Each with what its test says. */
export function titled(monitors: readonly StruckMonitor[]): (StruckMonitor & { title: string })[] {
  return monitors.map((one) => ({ ...one, title: `${one.way.title}: ${one.at}` }))
}
