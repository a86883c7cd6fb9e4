import { expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { watch } from '../../../shared/app/watch/watch.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import type { RunRequest } from '../../../shared/core/run/run.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { processUnderTest } from '../../support/processes/process-under-test.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'
import { removeRow } from '../../support/remove-row.ts'

/** A run whose process died right after the claim. */
async function interrupted(): Promise<RunWorld> {
  const world = await runWorld()
  const process = processUnderTest(world.ports, { at: 'runs.claim #1', fault: 'dies after' })
  await Promise.race([handleRun(world.request, process.ports), process.death]).catch(() => undefined)
  return world
}

function pass(world: RunWorld, start: (request: RunRequest) => Promise<void>) {
  return world.clock.runUntil(watch({ ...world.ports, starter: { start } }))
}

test('a run past its time is started again with its own input, and not before', async () => {
  const world = await interrupted()
  const started: RunRequest[] = []
  const start = (request: RunRequest) => Promise.resolve(void started.push(request))
  expect(await pass(world, start)).toEqual({ restarted: 0, failures: [], more: false })
  await world.clock.advance(2 * MINUTE)
  expect(await pass(world, start)).toEqual({ restarted: 1, failures: [], more: false })
  expect(started).toEqual([world.request])
})

test('a run that is started again on demand keeps the id of its request', async () => {
  const world = await runWorld()
  world.request = { ...world.request, trigger: 'on-demand', requestId: 'r1' }
  const process = processUnderTest(world.ports, { at: 'runs.claim #1', fault: 'dies after' })
  await Promise.race([handleRun(world.request, process.ports), process.death]).catch(() => undefined)
  await world.clock.advance(2 * MINUTE)
  const started: RunRequest[] = []
  await pass(world, (request) => Promise.resolve(void started.push(request)))
  expect(started).toEqual([world.request])
})

test('an alert that could not be published is published at the next pass, once its claim has lapsed', async () => {
  const world = await runWorld()
  world.mail.transitMs = Infinity
  const { publisher } = world.ports
  world.ports.publisher = { publish: () => Promise.reject(new Error('topic gone')) }
  await world.clock.runUntil(handleRun(world.request, world.ports))
  world.ports.publisher = publisher
  const start = () => Promise.resolve()
  await pass(world, start)
  expect(world.published).toEqual([])
  await world.clock.advance(30 * SECOND)
  await pass(world, start)
  await pass(world, start)
  expect(world.published.map(({ attributes }) => attributes.transition)).toEqual(['opened'])
})

test('one thing that fails holds up nothing else', async () => {
  const world = await interrupted()
  world.request = { ...world.request, scheduledAt: world.request.scheduledAt + MINUTE }
  const process = processUnderTest(world.ports, { at: 'runs.claim #1', fault: 'dies after' })
  await Promise.race([handleRun(world.request, process.ports), process.death]).catch(() => undefined)
  await world.clock.advance(2 * MINUTE)
  let calls = 0
  const report = await pass(world, () => {
    calls += 1
    return calls === 1 ? Promise.reject(new Error('function gone')) : Promise.resolve()
  })
  expect(report).toMatchObject({ restarted: 1, failures: [{ cause: { message: 'function gone' } }] })
})

test('the claim of a monitor that was removed is forgotten', async () => {
  const world = await interrupted()
  await removeRow(world.monitors, 'inbox')
  await world.clock.advance(2 * MINUTE)
  await pass(world, (request) => handleRun(request, world.ports).then(() => undefined))
  expect(await world.runs.findOpen(runKeyOf(world.request))).toBeUndefined()
  expect(await world.runs.due(world.clock.now(), 10)).toEqual([])
})

test.each([{ enabled: false }, { pausedUntil: '9999-12-31T23:59:59Z' }])(
  'a run under way when its monitor is paused by %j is seen to its end',
  async (pause) => {
    const world = await interrupted()
    const row = await world.monitors.find('inbox')
    if (!row) throw new Error('no row')
    await world.monitors.put({ ...row, revision: 2, definition: { ...row.definition, ...pause } }, row)
    await world.clock.advance(2 * MINUTE)
    await pass(world, (request) => handleRun(request, world.ports).then(() => undefined))
    expect(await world.runs.findResult(runKeyOf(world.request))).toMatchObject({
      status: 0,
      warnings: ['taken-over'],
    })
  },
)

test('more than one pass takes waits for the next, and is said', async () => {
  const world = await interrupted()
  await world.clock.advance(2 * MINUTE)
  const [item] = await world.runs.due(world.clock.now(), 1)
  if (!item) throw new Error('nothing is due')
  const due = (_now: number, limit: number) => Promise.resolve(Array.from({ length: limit }, () => item))
  const ports = { ...world.ports, runs: { ...world.runs, due }, starter: { start: () => Promise.resolve() } }
  expect(await world.clock.runUntil(watch(ports))).toEqual({ restarted: 500, failures: [], more: true })
})

test('a run that never ends is a failure of ours, and is started again each quarter of an hour only', async () => {
  const world = await interrupted()
  await world.clock.advance(2 * MINUTE)
  let started = 0
  let failures = 0
  for (let minute = 0; minute < 100; minute += 1) {
    const report = await pass(world, () => Promise.resolve(void (started += 1)))
    failures += report.failures.length
    await world.clock.advance(MINUTE)
  }
  expect(started).toBeGreaterThanOrEqual(10 + 5)
  expect(started).toBeLessThanOrEqual(11 + 7)
  expect(failures).toBeGreaterThanOrEqual(88)
})
