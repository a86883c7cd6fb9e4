import { expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { tallyOf } from '../../../shared/core/history/tally.ts'
import type { RunRequest, RunResult } from '../../../shared/core/run/run.ts'
import { isoDayOf } from '../../../shared/core/time/iso-day.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'
import { minutes } from '../../support/worlds/watched-world.ts'

const VERIFY = { alerts: [{ verify: true }] }

/** Runs that somebody was asked to start, not made yet. */
interface Asked {
  started: RunRequest[]
  fails?: boolean
}

/** One run of the schedule, whose message arrives or never does; what it asks to start is kept. */
async function run(world: RunWorld, arrives: boolean, asked: Asked): Promise<void> {
  world.request = { ...world.request, scheduledAt: Math.floor(world.clock.now() / MINUTE) * MINUTE }
  await make(world, world.request, arrives, asked)
}

async function make(world: RunWorld, request: RunRequest, arrives: boolean, asked: Asked): Promise<void> {
  world.mail.transitMs = arrives ? 50 : Infinity
  await world.clock.runUntil(handleRun(request, { ...world.ports, starter: starterOf(asked) }))
}

function starterOf(asked: Asked) {
  return {
    start: (request: RunRequest) =>
      asked.fails
        ? Promise.reject(new Error('the account is throttled'))
        : Promise.resolve(void asked.started.push(request)),
  }
}

function next({ started }: Asked): RunRequest {
  const request = started.shift()
  if (!request) throw new Error('nothing was started')
  return request
}

const told = (world: RunWorld) => world.published.map(({ attributes }) => attributes.transition)

async function resultsToday(world: RunWorld): Promise<RunResult[]> {
  return world.runs.resultsOfDay('inbox', isoDayOf(world.clock.now()))
}

test('a failing run is rechecked at once; if that fails, the monitor is down', async () => {
  const world = await runWorld(VERIFY)
  const asked: Asked = { started: [] }
  await run(world, false, asked)
  expect(told(world)).toEqual([])
  const recheck = next(asked)
  expect(recheck).toMatchObject({ trigger: 'recheck', monitorId: 'inbox', location: 'local' })
  await make(world, recheck, false, asked)
  expect(told(world)).toEqual(['opened'])
  expect(asked.started).toEqual([])
})

test('a failing run whose recheck passes wakes nobody, says so, and counts as OK', async () => {
  const world = await runWorld(VERIFY)
  const asked: Asked = { started: [] }
  await run(world, false, asked)
  await make(world, next(asked), true, asked)
  await minutes(world, 60, { starter: starterOf(asked) })
  expect(told(world).filter((transition) => transition !== 'silent')).toEqual([])
  const results = await resultsToday(world)
  expect(results.map(({ status, warnings }) => ({ status, warnings }))).toEqual([
    { status: 2, warnings: ['recheck-passed'] },
    { status: 0, warnings: [] },
  ])
  expect(tallyOf(results)).toMatchObject({ runs: { 0: 1 }, rechecks: { 0: 1 } })
})

test('a recheck that nobody started is started by the watchdog, the same one until it comes', async () => {
  const world = await runWorld(VERIFY)
  await run(world, false, { started: [], fails: true })
  const asked: Asked = { started: [] }
  await minutes(world, 3, { starter: starterOf(asked) })
  expect(asked.started.length).toBeGreaterThanOrEqual(2)
  expect(new Set(asked.started.map((request) => JSON.stringify(request))).size).toBe(1)
  await make(world, next(asked), false, asked)
  expect(told(world)).toEqual(['opened'])
})

test('a failure that nobody can recheck counts in the end', async () => {
  const world = await runWorld(VERIFY)
  await run(world, false, { started: [], fails: true })
  // Twice the timeout of 60 s, and 5 minutes.
  await minutes(world, 6, { starter: starterOf({ started: [], fails: true }) })
  expect(told(world)).toEqual([])
  await minutes(world, 2, { starter: starterOf({ started: [], fails: true }) })
  expect(told(world)).toEqual(['opened'])
})

test('a failure of a monitor that is paused before anybody rechecked it counts for nothing', async () => {
  const world = await runWorld(VERIFY)
  await run(world, false, { started: [], fails: true })
  const row = await world.monitors.find('inbox')
  if (!row) throw new Error('no row')
  const definition = { ...row.definition, enabled: false }
  await world.monitors.put({ ...row, revision: row.revision + 1, definition }, row)
  await minutes(world, 20, { starter: starterOf({ started: [], fails: true }) })
  expect(told(world)).toEqual([])
  expect((await world.runs.findState('inbox'))?.awaitsRecheck).toEqual({})
})

test('a recheck that comes once the monitor is paused is not made', async () => {
  const world = await runWorld(VERIFY)
  const asked: Asked = { started: [] }
  await run(world, false, asked)
  const row = await world.monitors.find('inbox')
  if (!row) throw new Error('no row')
  const definition = { ...row.definition, pausedUntil: new Date(world.clock.now() + DAY).toISOString() }
  await world.monitors.put({ ...row, revision: row.revision + 1, definition }, row)
  await make(world, next(asked), false, asked)
  expect(told(world)).toEqual([])
  expect(await resultsToday(world)).toHaveLength(1)
})

test('the note that a recheck passed survives a store that fails, and makes a day again that was made', async () => {
  const world = await runWorld(VERIFY)
  const asked: Asked = { started: [] }
  world.clock.setWall(Math.ceil(world.clock.now() / DAY) * DAY - 2 * MINUTE)
  await run(world, false, asked)
  const yesterday = isoDayOf(world.clock.now())
  const { noteRecheckPassed } = world.runs
  world.runs.noteRecheckPassed = () => Promise.reject(new Error('the store is throttled'))
  await world.clock.advance(2 * MINUTE)
  await expect(make(world, next(asked), true, asked)).rejects.toThrow('throttled')
  // By then the night has made the day.
  await minutes(world, 26, { starter: starterOf(asked) })
  world.runs.noteRecheckPassed = noteRecheckPassed
  await minutes(world, 1, { starter: starterOf(asked) })
  const [failure] = await world.runs.resultsOfDay('inbox', yesterday)
  expect(failure?.warnings).toEqual(['recheck-passed'])
  expect(await world.runs.findDays('inbox', yesterday, yesterday)).toHaveLength(1)
})
