import { describe, expect, test } from 'vitest'

import { reconcile } from '../../../shared/app/monitors/reconcile-all.ts'
import { rulesInForce } from '../../../shared/app/monitors/rules-in-force.ts'
import { judgeResults } from '../../../shared/app/run/judge-results.ts'
import { updateState } from '../../../shared/app/store/update-state.ts'
import { fallenSilent } from '../../../shared/core/judging/silence.ts'
import type { RegisteredLocation } from '../../../shared/core/location/registered-location.ts'
import { knownWith, placesOf } from '../../../shared/core/location/places.ts'
import { DAY, HOUR, MINUTE } from '../../../shared/core/time/units.ts'
import { deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { BERLIN, OREGON } from '../../support/worlds/reconciled-rows.ts'
import { HOME, type ReconcileWorld, reconcileWorld } from '../../support/worlds/reconcile-world.ts'

const GONE = { ...BERLIN, removed: true } as const
const BOTH = { locations: ['home', 'berlin'] }

/** The home of a monitor while these locations are registered. */
async function home(registered: readonly RegisteredLocation[], change: Record<string, unknown> = BOTH) {
  const world = reconcileWorld()
  await world.write(change, 'stack')
  await standing(world, registered)
  return world
}

async function standing(world: ReconcileWorld, registered: readonly RegisteredLocation[]): Promise<void> {
  const known = { home: HOME, defaults: ['home', 'berlin'] }
  const places = placesOf(known, registered)
  const { failures } = await reconcile({
    ...world.ports,
    knownLocations: knownWith(known, registered),
    places,
  })
  expect(failures).toEqual([])
}

/** A run of this minute there, and what has become of the monitor by then. */
async function run(world: ReconcileWorld, location: string, passes = false): Promise<string[]> {
  const { ports, runs, clock } = world
  await clock.advance(MINUTE)
  const result = (passes ? deliveredResult : lostResult)({ location, scheduledAt: clock.now() })
  await runs.putResult(result)
  const row = await ports.monitors.find('inbox')
  if (!row) throw new Error('no row')
  const { criteria } = await rulesInForce(row, {
    ...ports,
    knownLocations: { home: HOME, defaults: ['home', 'berlin'] },
  })
  await judgeResults('inbox', location, criteria, ports)
  return told(world)
}

async function told({ runs }: ReconcileWorld): Promise<string[]> {
  return ((await runs.findState('inbox'))?.owed ?? []).map(({ transition }) => transition)
}

describe('where two locations must fail', () => {
  const alerts = [{ minLocations: 2 }]

  test.each<[string, RegisteredLocation[]]>([
    ['never registered', []],
    ['was removed before it ever ran', [GONE]],
  ])('one that %s is waited for by no failure of the other', async (_, registered) => {
    const world = await home(registered, { ...BOTH, alerts })
    expect(await run(world, HOME)).toEqual(['opened'])
  })

  test('one that the defaults name and that never registered is not waited for either', async () => {
    const world = await home([], { alerts })
    expect(await run(world, HOME)).toEqual(['opened'])
  })

  test('one that stands and was not heard yet is waited for', async () => {
    const world = await home([BERLIN], { ...BOTH, alerts })
    expect(await run(world, HOME)).toEqual([])
  })

  test('one is waited for again as soon as it registers', async () => {
    const world = await home([], { ...BOTH, alerts })
    await standing(world, [BERLIN])
    expect(await run(world, HOME)).toEqual([])
    expect(await run(world, 'berlin')).toEqual(['opened'])
  })

  const three = { locations: ['home', 'berlin', 'us-west-2'], alerts }

  test.each<[string, RegisteredLocation[]]>([
    ['removed', [GONE, OREGON]],
    ['dropped', [OREGON]],
  ])('what one of three saw before it was %s is forgotten, also once it is back', async (_, registered) => {
    const world = await home([BERLIN, OREGON], three)
    await run(world, 'berlin')
    await standing(world, registered)
    expect(await run(world, HOME)).toEqual([])
    await standing(world, [BERLIN, OREGON])
    expect(await run(world, HOME)).toEqual([])
    expect(await run(world, 'us-west-2')).toEqual(['opened'])
  })

  test('one of three that fell silent and was then removed brings no failure back', async () => {
    const world = await home([BERLIN, OREGON], three)
    await run(world, 'berlin')
    await updateState('inbox', world.runs, (state) =>
      fallenSilent(state, { location: 'berlin', since: 0, topics: [], now: world.clock.now() }),
    )
    await standing(world, [GONE, OREGON])
    expect(await run(world, HOME)).toEqual([])
  })

  test('so it is for a row of the table, whose last definition without mistakes is in force', async () => {
    const world = reconcileWorld()
    await world.write(three)
    await standing(world, [BERLIN, OREGON])
    await run(world, 'berlin')
    await standing(world, [GONE, OREGON])
    expect(await run(world, HOME)).toEqual(['misconfigured'])
    await standing(world, [GONE])
    expect(await run(world, HOME)).toEqual(['misconfigured', 'opened'])
  })
})

test('an incident that a removed location alone holds ends with the next run that passes elsewhere', async () => {
  const world = await home([BERLIN])
  expect(await run(world, 'berlin')).toEqual(['opened'])
  await standing(world, [GONE])
  expect(await run(world, HOME, true)).toEqual(['opened', 'resolved'])
})

describe('a monitor of the stack at a location that never registers', () => {
  const FAR = { locations: ['berlin'] }

  test('is told as a mistake of its row, once, and not before home has waited for it for hours', async () => {
    const world = await home([], FAR)
    expect(await told(world)).toEqual([])
    await world.clock.advance(5 * HOUR)
    await standing(world, [])
    expect(await told(world)).toEqual([])
    for (let night = 0; night < 2; night += 1) {
      await world.clock.advance(DAY)
      await standing(world, [])
      expect(await told(world)).toEqual(['misconfigured'])
    }
    expect((await world.runs.findState('inbox'))?.misconfigured?.problems).toEqual([
      {
        path: 'locations',
        message: expect.stringMatching(/^"berlin" is not registered: deploy it/) as string,
      },
    ])
  })

  test('is told nothing where it registers in time, and is mended by it later', async () => {
    const world = await home([], FAR)
    await world.clock.advance(2 * HOUR)
    await standing(world, [BERLIN])
    await world.clock.advance(DAY)
    await standing(world, [])
    expect(await told(world)).toEqual([])
    await world.clock.advance(DAY)
    await standing(world, [])
    expect(await told(world)).toEqual(['misconfigured'])
    await standing(world, [BERLIN])
    expect(await world.runs.findState('inbox')).not.toHaveProperty('misconfigured')
  })
})

test('a default location that never registers is told of each monitor that names none', async () => {
  const world = await home([], {})
  await world.clock.advance(DAY)
  await standing(world, [])
  expect(await told(world)).toEqual(['misconfigured'])
})
