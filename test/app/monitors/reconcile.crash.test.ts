import { describe, expect, test } from 'vitest'

import { reconcile } from '../../../shared/app/monitors/reconcile-all.ts'
import { type ReconcilePorts, reconcileMonitor } from '../../../shared/app/monitors/reconcile-monitor.ts'
import { HOUR } from '../../../shared/core/time/units.ts'
import { watchState } from '../../../shared/app/watch/watch-state.ts'
import { type CallName, type CallPlan, type Fault } from '../../support/processes/process-under-test.ts'
import { someOf } from '../../support/thorough.ts'
import { meetingPoint } from '../../support/worlds/meeting-point.ts'
import { reconcileProcess } from '../../support/worlds/reconcile-process.ts'
import type { ReconcileWorld } from '../../support/worlds/reconcile-world.ts'
import {
  ROW_CHANGES,
  type RowChange,
  changedRow,
  expectFollowed,
  portsOf,
} from '../../support/worlds/reconciled-rows.ts'

const faults: readonly Fault[] = ['dies before', 'dies after', 'answer lost']

type OnCall = (call: CallName) => Promise<unknown> | undefined

function followed(
  world: ReconcileWorld,
  change?: RowChange,
  ports: ReconcilePorts = world.ports,
): Promise<void> {
  return reconcileMonitor('inbox', portsOf(ports, change))
}

/** What the row was before is followed where it was written. */
const worldOf = (change: RowChange) => changedRow(change, (world) => followed(world))

function processOf(world: ReconcileWorld, plan?: CallPlan, onCall?: OnCall) {
  return reconcileProcess(world.ports, plan, onCall)
}

async function callsOf(change: RowChange): Promise<readonly CallName[]> {
  const world = await worldOf(change)
  const { ports, calls } = processOf(world)
  await followed(world, change, ports)
  return calls
}

interface Healing {
  by: string
  heal: (world: ReconcileWorld, change: RowChange) => Promise<unknown>
  /** Nobody drops what was accepted of a row that is gone; nothing goes by it. */
  keepsAccepted?: true
}

/** The record of the stream comes again; where it was given up, the night looks at all rows and schedules. */
const healings: readonly Healing[] = [
  { by: 'its record', heal: (world, change) => followed(world, change) },
  { by: 'the night and the watchdog', heal: byNight, keepsAccepted: true },
]

async function byNight(world: ReconcileWorld, change: RowChange): Promise<void> {
  const { failures, unanswered } = await reconcile(portsOf(world.ports, change))
  expect([...failures, ...unanswered]).toEqual([])
  if (change.after) return
  await world.clock.advance(HOUR)
  const { places: _all, ...ports } = portsOf(world.ports, change)
  const starter = { start: () => Promise.reject(new Error('a run was started')) }
  await watchState('inbox', { ...ports, starter })
}

for (const [nth, change] of ROW_CHANGES.entries()) {
  const calls = await callsOf(change)
  describe(`a row that is ${change.title}`, () => {
    test('is followed at every location', async () => {
      const world = await worldOf(change)
      await followed(world, change)
      await expectFollowed(world, change)
    })

    describe.each(healings)('is followed by $by after a process', ({ heal, ...healing }) => {
      const inTurn = healings.findIndex(({ by }) => by === healing.by)
      describe.each(faults)('%s', (fault) => {
        const first = inTurn + faults.indexOf(fault) + nth
        test.each(someOf(calls, 4 * healings.length, first))('%s', async (at) => {
          const world = await worldOf(change)
          const process = processOf(world, { at, fault })
          const following = followed(world, change, process.ports)
          await Promise.race([following, process.death]).catch(() => undefined)
          expect(process.calls, 'the fault struck').toContain(at)
          await heal(world, change)
          await expectFollowed(world, change, healing)
        })
      })
    })

    test.each(calls)('is followed by two at once that meet at %s', async (at) => {
      const world = await worldOf(change)
      const met = meetingPoint(at)
      const both = [1, 2].map(() =>
        followed(world, change, processOf(world, undefined, met.arrive).ports).finally(met.leave),
      )
      await Promise.all(both)
      await expectFollowed(world, change)
    })
  })
}

const [put, moved] = ROW_CHANGES
if (!put || !moved) throw new Error('there are no changes')
const late = await callsOf(put)

describe('a process that slept while its row was changed and followed by another', () => {
  test.each(late)('leaves it as it stands now, asleep before %s', async (at) => {
    const world = await worldOf(put)
    const { promise: thaw, resolve: wake } = Promise.withResolvers<undefined>()
    const { promise: asleep, resolve: sleeps } = Promise.withResolvers<undefined>()
    const onCall: OnCall = (call) => {
      if (call === at) sleeps(undefined)
      return undefined
    }
    const process = processOf(world, { at, fault: 'freezes before', thaw }, onCall)
    const sleeper = followed(world, put, process.ports)
    await asleep
    await world.write(moved.after)
    await followed(world, moved)
    wake(undefined)
    await sleeper
    await expectFollowed(world, moved)
  })
})
