import { expect, test } from 'vitest'

import { MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { type RunWorld, resultOf, runWorld } from '../../../support/worlds/run-world.ts'

const [ONE, TWO] = [/^.{3}$/, /^.{6}$/]

/** Runs in a row, ten minutes apart: the logins that each took. */
async function loginsOf(world: RunWorld, runs: number): Promise<number[]> {
  const logins: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const before = world.mail.counts['mailbox.open'] ?? 0
    await world.clock.advance(10 * MINUTE)
    world.request = { ...world.request, scheduledAt: world.clock.now() }
    expect(await resultOf(world)).toMatchObject({ status: 0 })
    logins.push((world.mail.counts['mailbox.open'] ?? 0) - before)
  }
  return logins
}

test('runs learn from those before how long mail takes, and log in less often', async () => {
  const world = await runWorld()
  world.mail.transitMs = 20 * SECOND
  const logins = await loginsOf(world, 12)
  expect(logins[0]).toBe(8)
  expect(Math.max(...logins.slice(6))).toBeLessThanOrEqual(6)
})

test('mail that takes much longer than ever is found in the same run, by looks 5 s apart', async () => {
  const world = await runWorld()
  world.mail.transitMs = 1 * SECOND
  await loginsOf(world, 8)
  world.mail.transitMs = 40 * SECOND
  const [logins] = await loginsOf(world, 1)
  expect(logins).toBeLessThanOrEqual(20)
})

test('a message that is lost costs 40 logins at most, where it is known how long mail takes', async () => {
  const world = await runWorld({ timeoutSeconds: 300 })
  world.mail.transitMs = 1 * SECOND
  await loginsOf(world, 8)
  world.mail.transitMs = Infinity
  const before = world.mail.counts['mailbox.open'] ?? 0
  await world.clock.advance(10 * MINUTE)
  world.request = { ...world.request, scheduledAt: world.clock.now() }
  expect(await resultOf(world)).toMatchObject({ outcome: 'lost' })
  expect((world.mail.counts['mailbox.open'] ?? 0) - before).toBeLessThanOrEqual(40)
})

test('a state that cannot be read when a run begins holds up nothing', async () => {
  const world = await runWorld()
  const { findState } = world.runs
  let calls = 0
  world.runs.findState = (monitorId) =>
    ++calls === 1 ? Promise.reject(new Error('throttled')) : findState(monitorId)
  expect(await resultOf(world)).toMatchObject({ status: 0 })
  expect((await findState('inbox'))?.recentArrivals).toMatch(ONE)
})

test('the state is read once in a good run: what the run began with is judged by', async () => {
  const world = await runWorld()
  await loginsOf(world, 2)
  const { findState } = world.runs
  let calls = 0
  world.runs.findState = (monitorId) => {
    calls += 1
    return findState(monitorId)
  }
  await loginsOf(world, 1)
  expect(calls).toBe(1)
})

test('what somebody wrote into the state during a run is not lost', async () => {
  const world = await runWorld()
  await loginsOf(world, 1)
  world.mail.transitMs = 10 * SECOND
  world.clock.after(10 * MINUTE + 5 * SECOND, () => {
    void world.runs
      .findState('inbox')
      .then(
        (state) =>
          state &&
          world.runs.putState({ ...state, toldIds: ['told'], version: state.version + 1 }, undefined),
      )
  })
  await loginsOf(world, 1)
  const state = await world.runs.findState('inbox')
  expect(state?.toldIds).toEqual(['told'])
  expect(state?.recentArrivals).toMatch(TWO)
})
