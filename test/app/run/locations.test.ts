import { describe, expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import type { KnownLocations } from '../../../shared/core/location/known-locations.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import type { RunRequest } from '../../../shared/core/run/run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'
import { minutes } from '../../support/worlds/watched-world.ts'

const KNOWN: KnownLocations = { home: 'us-east-1', defaults: ['home'] }
const THREE = ['home', 'eu-west-1', 'berlin']
const PLACES = ['us-east-1', 'eu-west-1', 'berlin']

async function make(world: RunWorld, request: RunRequest, arrives = true) {
  world.mail.transitMs = arrives ? 50 : Infinity
  return world.clock.runUntil(handleRun(request, { ...world.ports, knownLocations: KNOWN }))
}

function scheduled(world: RunWorld, location: string): RunRequest {
  const scheduledAt = Math.floor(world.clock.now() / MINUTE) * MINUTE
  return { monitorId: 'inbox', location, scheduledAt, trigger: 'schedule' }
}

describe('locations that take turns', () => {
  const ROTATES = { locations: THREE, locationMode: 'rotate', intervalMinutes: 10 }

  async function turn(change: object, trigger: Partial<RunRequest> = {}) {
    const world = await runWorld({ ...ROTATES, ...change })
    const handled = []
    for (const location of PLACES) {
      const request = { ...scheduled(world, location), ...trigger }
      const { kind } = await make(world, request)
      if (kind === 'not-its-turn') expect(await world.runs.findOpen(runKeyOf(request))).toBeUndefined()
      handled.push(kind)
    }
    return handled.sort()
  }

  test('run one at each interval, and of the others nothing is stored', async () => {
    expect(await turn({})).toEqual(['not-its-turn', 'not-its-turn', 'recorded'])
  })

  test('run as many as written', async () => {
    expect(await turn({ locationsPerRun: 2 })).toEqual(['not-its-turn', 'recorded', 'recorded'])
  })

  test('all run where each is written to run at every interval', async () => {
    expect(await turn({ locationMode: 'all' })).toEqual(['recorded', 'recorded', 'recorded'])
  })

  test('make every test on demand', async () => {
    expect(await turn({}, { trigger: 'on-demand', requestId: 'r' })).toEqual([
      'recorded',
      'recorded',
      'recorded',
    ])
  })
})

describe('a failure that another location is to confirm', () => {
  const ELSEWHERE = { locations: THREE, alerts: [{ verify: 'elsewhere' }] }
  const told = (world: RunWorld) => world.published.map(({ attributes }) => attributes.transition)

  async function failedAt(location: string) {
    const world = await runWorld(ELSEWHERE)
    const started: RunRequest[] = []
    const starter = { start: (request: RunRequest) => Promise.resolve(void started.push(request)) }
    await make({ ...world, ports: { ...world.ports, starter } }, scheduled(world, location), false)
    expect(started).toEqual([])
    await minutes(world, 1, { starter, knownLocations: KNOWN })
    return { world, started, starter }
  }

  test('is rechecked by the watchdog at the next location, and counts once that fails too', async () => {
    const { world, started } = await failedAt('us-east-1')
    expect(started).toMatchObject([{ trigger: 'recheck', location: 'eu-west-1' }])
    expect(told(world)).toEqual([])
    for (const request of started) await make(world, request, false)
    expect(told(world)).toEqual(['opened'])
  })

  test('counts as OK where the message of that one arrives, and says so', async () => {
    const { world, started } = await failedAt('berlin')
    expect(started).toMatchObject([{ trigger: 'recheck', location: 'us-east-1' }])
    for (const request of started) await make(world, request)
    await minutes(world, 9, { knownLocations: KNOWN })
    expect(told(world)).toEqual([])
    const state = await world.runs.findState('inbox')
    expect(state?.views.verified.locations).toMatchObject({ berlin: { failures: 0 } })
  })

  test('is no news of the location that confirms it: its own run, under way meanwhile, is judged', async () => {
    const { world, started } = await failedAt('us-east-1')
    const own = scheduled(world, 'eu-west-1')
    for (const request of started) await make(world, request)
    expect((await world.runs.findState('inbox'))?.judged['eu-west-1']).toBeUndefined()
    await make(world, { ...own, scheduledAt: own.scheduledAt - MINUTE }, false)
    expect((await world.runs.findState('inbox'))?.awaitsRecheck).toHaveProperty('eu-west-1')
  })

  test('is asked of the next location where a Region is down', async () => {
    const { started, starter, world } = await failedAt('us-east-1')
    await minutes(world, 2, { starter, knownLocations: KNOWN })
    expect(started.map(({ location }) => location)).toEqual(['eu-west-1', 'berlin', 'us-east-1'])
  })
})
