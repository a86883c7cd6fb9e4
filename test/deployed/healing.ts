import { expect } from 'vitest'

import { MINUTE } from '../../shared/core/units.ts'
import { letTimePass } from './ageing.ts'
import { lab, type Drained, type FiredTarget } from './lab.ts'
import type { DeployedStack } from './stack.ts'

/** Something that comes by itself and brings to its end what was left half done about a monitor. */
export type Healing = (stack: DeployedStack, monitorId: string) => Promise<void>

/** Two minutes later, so that every claim has lapsed, the watchdog makes one pass. */
export const byWatchdog: Healing = async (stack, monitorId) => {
  await letTimePass(stack, monitorId, 2 * MINUTE)
  await nextPass()
}

/** All that heals, in the order in which it comes. */
export const HEALINGS: readonly Healing[] = [byWatchdog, byWatchdog]

export interface Pass {
  /** What the watchdog's rule came to. */
  watchdog: FiredTarget | undefined
  drained: readonly Drained[]
}

/** One pass of the deployed watchdog, and whatever it sets going, dead letters too, to its end. */
export async function watchdogPass(): Promise<Pass> {
  const { targets } = await lab.fire({ rule: 'WatchdogEveryMinute' })
  return { watchdog: targets[0], drained: await lab.drain() }
}

let underWay: Promise<unknown> = Promise.resolve()
let waiting: Promise<void> | undefined

/**
 * A pass that begins from now on, one after another: a pass looks at all monitors, so what it starts must have ended before another
 * is looked at. Who comes while one is under way shares the next.
 */
function nextPass(): Promise<void> {
  waiting ??= underWay.then(async () => {
    waiting = undefined
    const pass = watchdogPass()
    underWay = pass.catch(() => undefined)
    const { watchdog } = await pass
    expect(watchdog, 'the pass of the watchdog').toMatchObject({ delivered: true, error: false })
  })
  return waiting
}
