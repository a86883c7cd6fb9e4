import { expect, test } from 'vitest'

import { sleep } from '../../../shared/app/concurrency/timing.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { watch } from '../../../shared/app/watch/watch.ts'
import type { RunRequest } from '../../../shared/core/run/run.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { openRun } from '../../contracts/run-fixtures.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'

/** Three attempts of 5 seconds, as the watchdog's client gives them. */
const GIVEN_UP = 15 * SECOND
/** What Lambda gives one pass. */
const PASS = 55 * SECOND

/** An alert that is owed, and runs whose processes died: many in Berlin, and one at home after them. */
async function interrupted(count: number): Promise<RunWorld> {
  const world = await runWorld()
  world.mail.transitMs = Infinity
  const publisher = { publish: () => Promise.reject(new Error('topic gone')) }
  await world.clock.runUntil(handleRun(world.request, { ...world.ports, publisher }))
  const scheduledAt = world.clock.now()
  for (let n = 0; n < count; n += 1)
    await world.runs.claim(openRun({ monitorId: `m${n}`, location: 'berlin', scheduledAt }))
  await world.runs.claim(openRun({ monitorId: 'at-home', location: 'us-east-1', scheduledAt }))
  await world.clock.advance(3 * MINUTE)
  return world
}

/** One pass, where Lambda answers in Berlin or does not: what it started, in how long, and what it could not do. */
async function pass(world: RunWorld, answers: boolean) {
  const asked: string[] = []
  const signal = new AbortController().signal
  async function start({ location }: RunRequest): Promise<void> {
    asked.push(location)
    if (answers || location !== 'berlin') return
    await sleep(world.clock, GIVEN_UP, signal)
    throw new Error('Lambda: the answer was not whole')
  }
  const began = world.clock.now()
  const report = await world.clock.runUntil(watch({ ...world.ports, starter: { start } }))
  const at = (location: string) => asked.filter((one) => one === location).length
  return { ...report, berlin: at('berlin'), home: at('us-east-1'), tookMs: world.clock.now() - began }
}

test('a location that does not answer is left for the next pass, and holds up neither alerts nor others', async () => {
  const world = await interrupted(60)
  const silent = await pass(world, false)
  expect(silent).toMatchObject({ berlin: 1, home: 1, restarted: 1 })
  expect(silent.tookMs).toBeLessThan(PASS)
  expect(silent.failures).toHaveLength(60)
  expect(silent.failures.map(({ cause }) => String(cause))).toContain(
    'Error: berlin did not answer in this pass',
  )
  expect(world.published.map(({ attributes }) => attributes.transition)).toEqual(['opened'])
  await world.clock.advance(MINUTE)
  expect(await pass(world, true)).toMatchObject({ berlin: 60, failures: [] })
})
