import { describe, expect, test } from 'vitest'

import { reconcile } from '../../../shared/app/monitors/reconcile-all.ts'
import { reconcileMonitor } from '../../../shared/app/monitors/reconcile-monitor.ts'
import { judgeResults } from '../../../shared/app/run/judge-results.ts'
import { knownWith, placesOf } from '../../../shared/core/location/places.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import { lostResult } from '../../contracts/run-fixtures.ts'
import { answering } from '../../support/worlds/reconcile-process.ts'
import { BERLIN, OREGON } from '../../support/worlds/reconciled-rows.ts'
import { HOME, type ReconcileWorld, reconcileWorld } from '../../support/worlds/reconcile-world.ts'

const ALL = [BERLIN, OREGON]

/** The ports while these locations are registered, and those in `down` do not answer. */
function at(world: ReconcileWorld, locations = ALL, down: readonly string[] = [], defaults = ['home']) {
  const known = { home: HOME, defaults }
  return {
    ...world.ports,
    knownLocations: knownWith(known, locations),
    places: placesOf(known, locations),
    schedules: answering(world.schedules, down),
  }
}

async function written(locations: readonly string[] | undefined, managedBy: 'stack' | 'table' = 'table') {
  const world = reconcileWorld()
  await world.write({ ...(locations && { locations }) }, managedBy)
  return world
}

const scheduledAt = (world: ReconcileWorld) =>
  [...world.schedules.standing.values()].map(({ location }) => location).sort()
const state = (world: ReconcileWorld) => world.runs.findState('inbox')
const expectedAt = async (world: ReconcileWorld) => Object.keys((await state(world))?.expected ?? {}).sort()

describe('a monitor of the table', () => {
  test.each<[string, readonly string[] | undefined, string[], string[]]>([
    ['its own locations', ['home', 'berlin'], ['home'], ['berlin', HOME]],
    ['one location that is not home', ['us-west-2'], ['home'], ['us-west-2']],
    ['the default locations', undefined, ['home', 'us-west-2'], [HOME, 'us-west-2']],
    ['those of the defaults that are deployed', undefined, ['home', 'paris'], [HOME]],
  ])('has schedules and expectations at %s alone', async (_, locations, defaults, expected) => {
    const world = await written(locations)
    await reconcileMonitor('inbox', at(world, ALL, [], defaults))
    expect(scheduledAt(world)).toEqual(expected)
    expect(await expectedAt(world)).toEqual(expected)
  })

  test('moves with its row, and goes with it', async () => {
    const world = await written(['home', 'berlin'])
    await reconcileMonitor('inbox', at(world))
    await world.write({ locations: ['us-west-2'] })
    await reconcileMonitor('inbox', at(world))
    expect(scheduledAt(world)).toEqual(['us-west-2'])
    await world.write(undefined)
    await reconcileMonitor('inbox', at(world))
    expect(scheduledAt(world)).toEqual([])
  })

  test('that names an unknown location is told of it by name, and what ran goes on', async () => {
    const world = await written(['home'])
    await reconcileMonitor('inbox', at(world))
    await world.write({ locations: ['home', 'berlln', 'paris'] })
    await reconcileMonitor('inbox', at(world))
    const { misconfigured } = (await state(world)) ?? {}
    expect(misconfigured?.problems).toMatchObject([
      { path: 'locations[1]', message: expect.stringContaining('"berlln"; did you mean berlin?') as string },
      { path: 'locations[2]', message: expect.stringContaining('"paris"') as string },
    ])
    expect(scheduledAt(world)).toEqual([HOME])
  })

  test('is mended by the registration of the location that it names', async () => {
    const world = await written(['berlin'])
    await reconcile(at(world, [OREGON]))
    expect(await state(world)).toHaveProperty('misconfigured')
    await reconcile(at(world))
    expect(await state(world)).not.toHaveProperty('misconfigured')
    expect(scheduledAt(world)).toEqual(['berlin'])
  })
})

describe('a location that was removed', () => {
  const GONE = [{ ...BERLIN, removed: true } as const, OREGON]

  test('keeps no schedule, expects nothing, and is a mistake of the rows that name it', async () => {
    const world = await written(['home', 'berlin'])
    await reconcileMonitor('inbox', at(world))
    await reconcile(at(world, GONE))
    expect(scheduledAt(world)).toEqual([HOME])
    expect(await expectedAt(world)).toEqual([HOME])
    const { misconfigured } = (await state(world)) ?? {}
    expect(misconfigured?.problems).toMatchObject([
      { path: 'locations[1]', message: expect.stringContaining('"berlin"') as string },
    ])
  })

  test('keeps none of a monitor that is gone', async () => {
    const world = await written(undefined)
    const ghost = { monitorId: 'ghost', location: 'berlin', intervalMinutes: 5, enabled: true }
    await world.schedules.put(ghost)
    await reconcile(at(world, GONE))
    expect(scheduledAt(world)).toEqual([HOME])
  })

  test('expects nothing once it is dropped altogether', async () => {
    const world = await written(['home', 'berlin'])
    await reconcileMonitor('inbox', at(world))
    await reconcile(at(world, [OREGON]))
    expect(await expectedAt(world)).toEqual([HOME])
  })
})

test('a monitor of the stack has no schedule anywhere, and is expected where its rules are', async () => {
  const world = await written(['home', 'berlin'])
  await reconcileMonitor('inbox', at(world))
  await world.write({ locations: ['berlin', 'us-west-2'] }, 'stack')
  await reconcileMonitor('inbox', at(world, [BERLIN]))
  expect(scheduledAt(world)).toEqual([])
  expect(await expectedAt(world)).toEqual(['berlin'])
  // The other is yet to be deployed: that it never was is told in time.
  expect(await state(world)).not.toHaveProperty('misconfigured')
  await world.clock.advance(DAY)
  await reconcileMonitor('inbox', at(world, [BERLIN]))
  expect(await expectedAt(world)).toEqual(['berlin'])
  expect(await state(world)).toMatchObject({ misconfigured: { problems: [{ path: 'locations' }] } })
})

describe('a Region whose Scheduler does not answer', () => {
  test('fails the monitors that run there by name, with all else of them put right', async () => {
    const world = await written(['home', 'berlin', 'us-west-2'])
    const following = reconcileMonitor('inbox', at(world, ALL, ['berlin']))
    await expect(following).rejects.toThrow('its schedule could not be put right at berlin')
    expect(scheduledAt(world)).toEqual([HOME, 'us-west-2'])
    expect(await expectedAt(world)).toEqual(['berlin', HOME, 'us-west-2'])
    expect(await world.runs.findAccepted('inbox')).toBeDefined()
  })

  test('fails no monitor that has nothing to do with it', async () => {
    const world = await written(['home'])
    await reconcileMonitor('inbox', at(world, ALL, ['berlin', 'us-west-2']))
    expect(scheduledAt(world)).toEqual([HOME])
  })

  test('fails a monitor that moved away, until its schedule there is removed', async () => {
    const world = await written(['berlin'])
    await reconcileMonitor('inbox', at(world))
    await world.runs.putResult({ ...lostResult(), location: 'berlin', scheduledAt: world.clock.now() })
    await judgeResults('inbox', 'berlin', { policies: [] }, world.ports)
    for (const change of [{ locations: ['home'] }, undefined]) {
      await world.write(change)
      const following = reconcileMonitor('inbox', at(world, ALL, ['berlin']))
      await expect(following).rejects.toThrow('at berlin')
    }
    await reconcileMonitor('inbox', at(world))
    expect(scheduledAt(world)).toEqual([])
  })

  test('is left out by the night, which names it and puts the others right', async () => {
    const world = await written(['home', 'berlin', 'us-west-2'])
    await world.schedules.put({
      monitorId: 'ghost',
      location: 'us-west-2',
      intervalMinutes: 5,
      enabled: true,
    })
    const { failures, unanswered } = await reconcile(at(world, ALL, ['berlin']))
    expect(failures).toEqual([])
    expect(unanswered).toMatchObject([{ location: 'berlin', cause: { message: 'berlin does not answer' } }])
    expect([...world.schedules.standing.keys()].sort()).toEqual([`${HOME} inbox`, 'us-west-2 inbox'])
    expect((await reconcile(at(world))).unanswered).toEqual([])
    expect(scheduledAt(world)).toEqual(['berlin', HOME, 'us-west-2'])
  })
})

test('the night repairs drift at each location, both ways', async () => {
  const world = await written(['berlin'])
  await reconcileMonitor('inbox', at(world))
  world.schedules.standing.clear()
  for (const location of [HOME, 'us-west-2', 'berlin']) {
    await world.schedules.put({ monitorId: 'ghost', location, intervalMinutes: 5, enabled: true })
  }
  await world.schedules.put({ monitorId: 'inbox', location: HOME, intervalMinutes: 5, enabled: true })
  await reconcile(at(world))
  expect([...world.schedules.standing.keys()]).toEqual(['berlin inbox'])
})
