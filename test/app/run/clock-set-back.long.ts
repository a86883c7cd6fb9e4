import { describe, expect, test } from 'vitest'

import { DAY, MINUTE, type Millis } from '../../../shared/core/time/units.ts'
import { watch } from '../../../shared/app/watch/watch.ts'
import { type RunWorld, handle, runWorld } from '../../support/worlds/run-world.ts'

const HOUR = 60 * MINUTE
const INTERVAL = 3 * MINUTE
const DOWN = Infinity
const UP = 50

const worldOf = (change = {}) => runWorld({ intervalMinutes: INTERVAL / MINUTE, ...change })
const told = ({ published }: RunWorld) => published.map(({ attributes }) => attributes.transition)

/** The next runs of the schedule, one after the other, each with the fate of its message. */
async function runs(world: RunWorld, ...transits: Millis[]): Promise<void> {
  for (const transitMs of transits) {
    world.mail.transitMs = transitMs
    const scheduledAt = (Math.floor(world.clock.now() / INTERVAL) + 1) * INTERVAL
    await world.clock.advance(scheduledAt - world.clock.now())
    world.request = { ...world.request, scheduledAt }
    await handle(world)
  }
}

/** What the watchdog does each minute. */
async function minute({ clock, ports }: RunWorld): Promise<void> {
  await clock.runUntil(watch({ ...ports, starter: { start: () => Promise.resolve() } }))
}

/** What is done by a clock that is so far ahead, which is then put right. */
async function ahead(world: RunWorld, by: Millis, work: () => Promise<void>): Promise<void> {
  world.clock.setWall(world.clock.now() + by)
  await work()
  world.clock.setWall(world.clock.now() - by)
}

describe.each([
  { name: 'an hour', by: 1 * HOUR },
  { name: 'a day', by: 1 * DAY },
  { name: 'ten years', by: 3650 * DAY },
])('a clock that was once $name ahead', ({ by }) => {
  test('has nothing told again of what was judged before', async () => {
    const world = await worldOf()
    await runs(world, UP, DOWN, UP)
    await ahead(world, by, () => runs(world, UP))
    await runs(world, UP, UP)
    expect(told(world)).toEqual(['opened', 'resolved'])
  })

  test('has nothing told of its runs once their time comes', async () => {
    const world = await worldOf()
    await ahead(world, by, () => runs(world, UP, UP, UP))
    await runs(world, DOWN)
    expect(told(world)).toEqual(['opened'])
    world.clock.setWall(world.clock.now() + by - 15 * MINUTE)
    await runs(world, ...Array.from({ length: 12 }, () => DOWN))
    expect(told(world)).toEqual(['opened'])
  })

  test('leaves out no run when the time of its own comes', async () => {
    const world = await worldOf()
    await ahead(world, by, () => runs(world, UP, UP, UP))
    await runs(world, UP)
    world.clock.setWall(world.clock.now() + by - 15 * MINUTE)
    const sent = world.mail.submissions.length
    await runs(world, ...Array.from({ length: 10 }, () => UP))
    expect(world.mail.submissions.length - sent).toBe(10)
  })

  test('is judged at once, and ends what it began', async () => {
    const world = await worldOf()
    await ahead(world, by, () => runs(world, DOWN))
    await runs(world, DOWN, UP)
    expect(told(world)).toEqual(['opened', 'resolved'])
  })

  test('keeps back no repeat of an alert until then', async () => {
    const world = await worldOf({ alerts: [{ repeatMinutes: 20 }] })
    await ahead(world, by, () => runs(world, DOWN))
    for (let passed = 0; passed < 30 * MINUTE; passed += INTERVAL) {
      await runs(world, DOWN)
      await minute(world)
    }
    expect(told(world)).toEqual(['opened', 'repeated'])
  })

  test('has no monitor flap by incidents of a time to come', async () => {
    const world = await worldOf()
    await ahead(world, by, () => runs(world, DOWN, UP, DOWN, UP))
    await runs(world, DOWN, UP)
    expect(told(world)).toEqual(['opened', 'resolved', 'opened', 'resolved', 'opened', 'resolved'])
  })

  test('keeps no silence back until then', async () => {
    const world = await worldOf()
    await ahead(world, by, () => runs(world, UP))
    await runs(world, UP)
    await world.clock.advance(1 * HOUR)
    await minute(world)
    expect(told(world)).toEqual(['silent'])
  })
})
