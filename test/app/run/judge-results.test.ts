import { expect, test } from 'vitest'

import { judgeResults } from '../../../shared/app/run/judge-results.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { type RunWorld, handle, runWorld } from '../../support/worlds/run-world.ts'
import { DEFAULT_POLICIES } from '../../../shared/core/definition/policies.ts'

const NOTIFY = DEFAULT_POLICIES

async function runAt(world: RunWorld, minute: number, transitMs: number): Promise<void> {
  world.mail.transitMs = transitMs
  world.request = {
    ...world.request,
    scheduledAt: Math.floor(world.clock.now() / MINUTE) * MINUTE + minute * MINUTE,
  }
  await world.clock.advance(world.request.scheduledAt - world.clock.now())
  await handle(world)
}

const told = ({ published }: RunWorld) => published.map(({ attributes }) => attributes.transition)

test('runs after the wall clock was set back are judged like any other', async () => {
  const world = await runWorld()
  await runAt(world, 10, Infinity)
  world.clock.setWall(world.clock.now() - 1 * DAY)
  await runAt(world, 10, 50)
  expect(told(world)).toEqual(['opened', 'resolved'])
})

test('a result whose time has not come is not judged, and hides no other', async () => {
  const world = await runWorld()
  const scheduledAt = world.clock.now() + 365 * DAY
  const key = runKeyOf({ ...world.request, scheduledAt })
  await handle(world)
  const stored = await world.runs.findResult(runKeyOf(world.request))
  if (!stored) throw new Error('no result')
  await world.runs.putResult({ ...stored, ...key, scheduledAt })
  await judgeResults('inbox', 'local', { policies: NOTIFY }, world.ports)
  await runAt(world, 10, Infinity)
  expect(told(world)).toEqual(['opened'])
})

test('a result is judged once, however often it is asked for', async () => {
  const world = await runWorld()
  await runAt(world, 10, Infinity)
  const state = await world.runs.findState('inbox')
  await judgeResults('inbox', 'local', { policies: NOTIFY }, world.ports)
  expect(await world.runs.findState('inbox')).toEqual(state)
})

test('a state that somebody else wrote meanwhile is read again', async () => {
  const world = await runWorld()
  const { findState } = world.runs
  let interfered = false
  world.runs.findState = async (monitorId) => {
    const state = await findState(monitorId)
    if (state === undefined || interfered) return state
    interfered = true
    await world.runs.putState({ ...state, version: state.version + 1 }, undefined)
    return state
  }
  await runAt(world, 10, 50)
  await runAt(world, 10, Infinity)
  expect(told(world)).toEqual(['opened'])
  expect(interfered).toBe(true)
})
