import { describe, expect, test } from 'vitest'

import { reconcile } from '../../../shared/app/monitors/reconcile-all.ts'
import { reconcileMonitor } from '../../../shared/app/monitors/reconcile-monitor.ts'
import type { Fault } from '../../support/processes/process-under-test.ts'
import { reconcileProcess } from '../../support/worlds/reconcile-process.ts'
import type { ReconcileWorld } from '../../support/worlds/reconcile-world.ts'
import {
  ROW_CHANGES,
  type RowChange,
  changedRow,
  expectFollowed,
  portsOf,
  standingAt,
} from '../../support/worlds/reconciled-rows.ts'

const DOWN = 'berlin'

const upBefore = (world: ReconcileWorld) => reconcileMonitor('inbox', portsOf(world.ports))

/** Follows the row while Berlin refuses; whether that went well, and all that stands at the others is right. */
async function followedDown(world: ReconcileWorld, change: RowChange): Promise<boolean> {
  const { berlinGone } = change
  const following = reconcileMonitor('inbox', portsOf(world.ports, { berlinGone, down: [DOWN] }))
  const failure = await following.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (failure) expect(failure).toMatchObject({ name: 'SchedulesFailed', locations: [DOWN] })
  const { [DOWN]: _wanted, ...others } = change.schedules
  const { [DOWN]: _stands, ...standing } = standingAt(world)
  expect(standing, 'the other locations').toEqual(others)
  return failure === undefined
}

const isRight = (world: ReconcileWorld, { schedules }: RowChange) =>
  standingAt(world)[DOWN] === schedules[DOWN]

const changed = ROW_CHANGES.filter(({ mistaken, berlinGone }) => !mistaken || berlinGone)

describe.each(changed)('a row that is $title while a Region does not answer', (change) => {
  test('is served everywhere else, stays owed there however often it is tried, and is followed later', async () => {
    const world = await changedRow(change, upBefore)
    for (let tries = 0; tries < 6; tries += 1) {
      const said = await followedDown(world, change)
      expect(said, `try ${String(tries)} knows what stands`).toBe(isRight(world, change))
    }
    await reconcileMonitor('inbox', portsOf(world.ports, change))
    await expectFollowed(world, change)
  })

  test('is put right by the night after it, and by none while that Region is away', async () => {
    const world = await changedRow(change, upBefore)
    await followedDown(world, change)
    const stands = standingAt(world)[DOWN]
    const away = await reconcile(portsOf(world.ports, { ...change, down: [DOWN] }))
    expect(away).toMatchObject({ failures: [], unanswered: [{ location: DOWN }] })
    expect(standingAt(world)[DOWN]).toBe(stands)
    const said = await followedDown(world, change)
    expect(said, 'the night forgot nothing').toBe(isRight(world, change))
    await reconcile(portsOf(world.ports, change))
    await expectFollowed(world, change)
  })
})

describe('what is owed at a Region that does not answer is not forgotten by a process that', () => {
  const [, moved] = ROW_CHANGES
  if (!moved) throw new Error('there are no changes')
  const faults: readonly Fault[] = ['dies before', 'dies after', 'answer lost']

  test.each(faults)('%s', async (fault) => {
    const whole = await changedRow(moved, upBefore)
    const { calls, ports } = reconcileProcess(whole.ports)
    await reconcileMonitor('inbox', portsOf(ports, { down: [DOWN] })).catch(() => undefined)
    expect(calls.length).toBeGreaterThan(5)
    for (const at of calls) {
      const world = await changedRow(moved, upBefore)
      const process = reconcileProcess(world.ports, { at, fault })
      const following = reconcileMonitor('inbox', portsOf(process.ports, { down: [DOWN] }))
      await Promise.race([following, process.death]).catch(() => undefined)
      expect(await followedDown(world, moved), at).toBe(false)
      await reconcileMonitor('inbox', portsOf(world.ports))
      await expectFollowed(world, moved)
    }
  })
})

test('a row that moves on while a Region does not answer owes what stands there through all of its moves', async () => {
  const [, moved] = ROW_CHANGES
  if (!moved) throw new Error('there are no changes')
  const world = await changedRow(moved, upBefore)
  const steps: readonly Record<string, unknown>[] = [
    { locations: ['us-west-2'] },
    { locations: ['home'] },
    { locations: ['nowhere'] },
    { locations: ['home'], intervalMinutes: 30 },
  ]
  for (const step of steps) {
    await world.write(step)
    const following = reconcileMonitor('inbox', portsOf(world.ports, { down: [DOWN] }))
    await expect(following).rejects.toMatchObject({ locations: [DOWN] })
  }
  await world.write({ locations: ['home', 'nowhere'] })
  await reconcileMonitor('inbox', portsOf(world.ports))
  expect(Object.keys(standingAt(world)), 'also where the row has a mistake by then').toEqual(['eu-west-1'])
})
