import { describe, expect, test } from 'vitest'

import { reconcileMonitor } from '../../../shared/app/monitors/reconcile-monitor.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { memorySchedules } from '../../support/memory/memory-schedules.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'
import { minutes } from '../../support/worlds/watched-world.ts'
import { runningAt } from '../../support/worlds/reconcile-world.ts'

/** A monitor every 10 minutes with a timeout of 60 s, whose row was followed. */
async function watched(change: Record<string, unknown> = {}): Promise<RunWorld> {
  const world = await runWorld(change)
  await follow(world)
  return world
}

function follow(world: RunWorld): Promise<void> {
  const schedules = memorySchedules()
  return reconcileMonitor('inbox', { ...world.ports, schedules, ...runningAt('local') })
}

async function write(world: RunWorld, change: Record<string, unknown> | undefined): Promise<void> {
  const row = await world.monitors.find('inbox')
  if (!row) throw new Error('no row')
  if (change) {
    const definition = { ...row.definition, ...change }
    await world.monitors.put({ ...row, revision: row.revision + 1, definition }, row)
  } else {
    await world.monitors.remove(row)
  }
  await follow(world)
}

async function run(world: RunWorld): Promise<void> {
  const scheduledAt = Math.floor(world.clock.now() / MINUTE) * MINUTE
  await world.clock.runUntil(handleRun({ ...world.request, scheduledAt }, world.ports))
}

const told = (world: RunWorld) => world.published.map(({ attributes }) => attributes.transition)

describe('a monitor every 10 minutes', () => {
  test('is told once when two results are missing, and not before', async () => {
    const world = await watched()
    await run(world)
    // 2 × 10 min, 1 min of timeout, 5 min of grace.
    expect(await minutes(world, 25)).toEqual([])
    expect(told(world)).toEqual([])
    expect(await minutes(world, 40)).toEqual([])
    expect(told(world)).toEqual(['silent'])
    expect(world.published[0]?.text).toContain('There are no new results of "Inbox".')
  })

  test('that is heard again is told once', async () => {
    const world = await watched()
    await run(world)
    expect(await minutes(world, 40)).toEqual([])
    await run(world)
    expect(await minutes(world, 5)).toEqual([])
    await run(world)
    expect(told(world)).toEqual(['silent', 'heard'])
  })

  test('is not silent while results come, whatever they say', async () => {
    const world = await watched()
    for (let n = 0; n < 10; n += 1) {
      world.mail.transitMs = n % 2 === 0 ? 0 : Infinity
      await run(world)
      expect(await minutes(world, 9)).toEqual([])
    }
    expect(told(world)).not.toContain('silent')
  })

  test('stands in the due index too soon where runs ended, is put where it is due, and told then', async () => {
    const world = await watched()
    await run(world)
    expect(await minutes(world, 10)).toEqual([])
    await run(world)
    const early = await world.runs.findState('inbox')
    const dueAt = early?.expected.local ?? 0
    expect(early?.filedAt).toBe(dueAt - 10 * MINUTE)
    // The 25th minute is the last in which nothing is missing: before it the entry is met once, and written once.
    expect(await minutes(world, 25)).toEqual([])
    const later = await world.runs.findState('inbox')
    expect(later).toEqual({ ...early, version: (early?.version ?? 0) + 1, filedAt: undefined })
    expect(told(world)).toEqual([])
    expect(await minutes(world, 1)).toEqual([])
    expect(told(world)).toEqual(['silent'])
  })

  test('that never had a result is silent as well', async () => {
    const world = await watched()
    expect(await minutes(world, 27)).toEqual([])
    expect(told(world)).toEqual(['silent'])
  })
})

test('where an hour or more lies between runs, one missing result is told', async () => {
  const world = await watched({ intervalMinutes: 60 })
  await run(world)
  expect(await minutes(world, 60 + 5)).toEqual([])
  expect(told(world)).toEqual([])
  expect(await minutes(world, 3)).toEqual([])
  expect(told(world)).toEqual(['silent'])
})

describe('no silence is told of a monitor', () => {
  test.each<[string, Record<string, unknown> | undefined]>([
    ['that was removed', undefined],
    ['that was disabled', { enabled: false }],
  ])('%s', async (_, change) => {
    const world = await watched()
    await run(world)
    await write(world, change)
    expect(await minutes(world, 60)).toEqual([])
    expect(told(world)).not.toContain('silent')
  })

  test('that was removed or disabled behind the back of what follows the table', async () => {
    for (const change of [undefined, { enabled: false }]) {
      const world = await watched()
      const row = await world.monitors.find('inbox')
      if (!row) throw new Error('no row')
      const definition = { ...row.definition, ...change }
      if (change) await world.monitors.put({ ...row, revision: 9, definition }, row)
      else await world.monitors.remove(row)
      expect(await minutes(world, 60)).toEqual([])
      expect(told(world)).toEqual([])
      expect(await world.runs.due(world.clock.now() + 1e9, 10)).toEqual([])
    }
  })

  test('whose interval grew since its last result', async () => {
    const world = await watched()
    await run(world)
    expect(await minutes(world, 9)).toEqual([])
    await write(world, { intervalMinutes: 60 })
    expect(await minutes(world, 64)).toEqual([])
    expect(told(world)).toEqual([])
    expect(await minutes(world, 5)).toEqual([])
    expect(told(world)).toEqual(['silent'])
  })

  test('when the watch itself has only just begun', async () => {
    const world = await watched()
    await run(world)
    await world.clock.advance(600 * MINUTE)
    expect(await minutes(world, 20, { watchingSince: world.clock.now() })).toEqual([])
    expect(told(world)).toEqual([])
  })
})

test('a monitor that is paused is not silent before the pause is over, and then only after its usual time', async () => {
  const world = await watched()
  await run(world)
  await write(world, { pausedUntil: new Date(world.clock.now() + 60 * MINUTE).toISOString() })
  expect(await minutes(world, 60 + 25)).toEqual([])
  expect(told(world)).toEqual([])
  expect(await minutes(world, 5)).toEqual([])
  expect(told(world)).toEqual(['silent'])
})

test('a monitor that is resumed early is expected from then on', async () => {
  const world = await watched()
  await run(world)
  await write(world, { pausedUntil: '9999-12-31T23:59:59Z' })
  expect(await minutes(world, 60)).toEqual([])
  await write(world, { pausedUntil: undefined })
  expect(await minutes(world, 25)).toEqual([])
  expect(told(world)).toEqual([])
  expect(await minutes(world, 5)).toEqual([])
  expect(told(world)).toEqual(['silent'])
})

test('a monitor that was paused behind the back of what follows the table is not silent either', async () => {
  const world = await watched()
  const row = await world.monitors.find('inbox')
  if (!row) throw new Error('no row')
  const definition = { ...row.definition, pausedUntil: '9999-12-31T23:59:59Z' }
  await world.monitors.put({ ...row, revision: 9, definition }, row)
  expect(await minutes(world, 60)).toEqual([])
  expect(told(world)).toEqual([])
})

test.each([{ enabled: false }, { pausedUntil: '9999-12-31T23:59:59Z' }])(
  'a monitor whose row has mistakes and says %j as well is not silent',
  async (change) => {
    const world = await watched()
    await run(world)
    await write(world, { ...change, intervalMinutes: 'often' })
    expect(await minutes(world, 60)).toEqual([])
    expect(told(world)).not.toContain('silent')
  },
)

test('a monitor with mistakes in its row is watched by the definition that is in force', async () => {
  const world = await watched()
  await run(world)
  await write(world, { intervalMinutes: 'often' })
  expect(await minutes(world, 30)).toEqual([])
  expect(told(world)).toEqual(['misconfigured', 'silent'])
})

test('a run goes by the definition in force while the row has mistakes', async () => {
  const world = await watched()
  await write(world, { timeoutSeconds: 'long' })
  await run(world)
  const [result] = await world.runs.resultsAfter('inbox', 'local', undefined)
  expect(result).toMatchObject({ status: 0, outcome: 'delivered' })
})
