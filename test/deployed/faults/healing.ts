import { expect } from 'vitest'

import type { DueIndex, DueItem } from '../../../shared/app/ports/stores/due-items.ts'
import { type EpochMs, MINUTE, type Millis } from '../../../shared/core/time/units.ts'
import { letTimePass } from '../account/ageing.ts'
import { forEach } from '../account/for-each.ts'
import { type Drained, type FiredTarget, lab } from '../account/lab.ts'
import type { DeployedStack } from '../account/stack.ts'

/** Something that comes by itself and brings to its end what was left half done about a monitor. */
export type Healing = (stack: DeployedStack, monitorId: string) => Promise<void>

const EVERY_MINUTE = { rule: 'WatchdogEveryMinute' }

/** Longer than any claim on what is left half done. */
const CLAIMS_LAPSE: Millis = 2 * MINUTE

/**
 * Two minutes later, so that every claim has lapsed, the watchdog makes one pass; unless it will find nothing
 * then.
 */
export const byWatchdog: Healing = async (stack, monitorId) => {
  if (!(await dueWhenClaimsLapse(stack)).has(monitorId)) return
  await letTimePass(stack, monitorId, CLAIMS_LAPSE)
  await nextPass()
}

/** The same for many, in one pass, while nobody else has work of his own under way. */
export async function healAll(stack: DeployedStack, monitorIds: readonly string[]): Promise<void> {
  const due = await dueWhenClaimsLapse(stack)
  const left = monitorIds.filter((monitorId) => due.has(monitorId))
  if (left.length === 0) return
  await forEach(left, (monitorId) => letTimePass(stack, monitorId, CLAIMS_LAPSE))
  healthy((await watchdogPass()).watchdog)
}

/** Monitors about which there is something to do by then. */
async function dueWhenClaimsLapse({ ports }: DeployedStack): Promise<ReadonlySet<string>> {
  return monitorsDue(ports.runs, ports.clock.now() + CLAIMS_LAPSE)
}

export async function monitorsDue(runs: DueIndex, at: EpochMs): Promise<ReadonlySet<string>> {
  const due = await runs.due(at, 1000)
  return new Set(due.map(monitorOf))
}

/** Whose it is; a grant is no monitor's. */
export function monitorOf(item: DueItem): string {
  switch (item.kind) {
    case 'run':
      return item.run.monitorId
    case 'state':
      return item.monitorId
    case 'grant':
      return `#grant#${item.grant}`
    default:
      return item satisfies never
  }
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
  const { targets } = await lab.fire(EVERY_MINUTE)
  return { watchdog: targets[0], drained: await lab.drain() }
}

let underWay: Promise<unknown> = Promise.resolve()
let waiting: Promise<void> | undefined

/** A pass that begins from now on, one after another. Who comes while one is under way shares the next. */
function nextPass(): Promise<void> {
  waiting ??= underWay.then(async () => {
    waiting = undefined
    const pass = watchdogPass().then(({ watchdog }) => healthy(watchdog))
    underWay = pass.catch(() => undefined)
    await pass
  })
  return waiting
}

/**
 * Before whoever works beside others begins a run: a pass ends when no run is under way, so it would wait for
 * ever new ones.
 */
export async function noPassUnderWay(): Promise<void> {
  await (waiting ?? underWay).catch(() => undefined)
}

function healthy(watchdog: FiredTarget | undefined): void {
  expect(watchdog, 'the pass of the watchdog').toMatchObject({
    delivered: true,
    error: false,
    result: { failures: 0 },
  })
}
