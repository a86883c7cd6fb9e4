import type { Context } from 'aws-lambda'
import { expect, test } from 'vitest'

import { jsonLog } from '../../../functions/runtime/json-log.ts'
import { type WatchdogHandlerOptions, watchdogHandler } from '../../../functions/watchdog/handler.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'

async function watchdog(
  change: Partial<WatchdogHandlerOptions> = {},
  ports: Partial<RunWorld['ports']> = {},
) {
  const world = await runWorld()
  const lines: string[] = []
  const counts: Record<string, number>[] = []
  let beats = 0
  const handler = watchdogHandler({
    ports: { ...world.ports, ...ports, starter: { start: () => Promise.resolve() } },
    subscriptions: { unconfirmed: () => Promise.resolve(2) },
    heartbeat: { beat: () => Promise.resolve(void (beats += 1)) },
    metrics: { write: (more) => void counts.push(more) },
    log: jsonLog({ write: (line) => lines.push(line) }),
    ...change,
  })
  return {
    world,
    counts,
    logged: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    beats: () => beats,
    pass: () => world.clock.runUntil(handler({}, {} as Context)),
  }
}

/** An alert that is owed and can be published to nobody. */
async function withAnAlertOwed(world: RunWorld): Promise<void> {
  world.mail.transitMs = Infinity
  const publisher = { publish: () => Promise.reject(new Error('topic gone')) }
  await world.clock.runUntil(handleRun(world.request, { ...world.ports, publisher }))
  await world.clock.advance(MINUTE)
}

test('a pass with nothing to do says so, and beats the heart', async () => {
  const { pass, beats, logged, counts } = await watchdog()
  expect(await pass()).toEqual({ restarted: 0, failures: 0 })
  expect(beats()).toBe(1)
  expect(logged()).toEqual([{ level: 'INFO', message: 'pass ended', restarted: 0, failures: 0 }])
  expect(counts).toContainEqual({ OverdueItems: 0 })
})

test('what cannot be done is counted, logged with its cause, and keeps the heart from beating', async () => {
  const publisher = { publish: () => Promise.reject(new Error('topic gone')) }
  const { world, pass, beats, logged, counts } = await watchdog({}, { publisher })
  await withAnAlertOwed(world)
  expect(await pass()).toMatchObject({ failures: 1 })
  expect(beats()).toBe(0)
  expect(counts).toContainEqual({ OverdueItems: 1 })
  expect(logged()[0]).toMatchObject({
    level: 'ERROR',
    message: 'not done in this pass',
    error: expect.stringMatching(/stays owed < Error: topic gone/) as unknown,
  })
})

test('a store that cannot be read fails the pass, and the heart does not beat', async () => {
  const { world, pass, beats } = await watchdog({})
  world.ports.runs.due = () => Promise.reject(new Error('throttled'))
  const failing = await watchdog({}, { runs: world.ports.runs })
  await expect(failing.pass()).rejects.toThrow('throttled')
  expect(failing.beats()).toBe(0)
  expect([await pass().catch(() => 'failed'), beats()]).toEqual(['failed', 0])
})

test('the subscriptions are counted every fifth minute', async () => {
  const { world, pass, counts } = await watchdog()
  for (let n = 0; n < 10; n += 1) {
    await pass()
    await world.clock.advance(MINUTE)
  }
  expect(counts.filter((one) => 'SubscriptionsUnconfirmed' in one)).toEqual([
    { SubscriptionsUnconfirmed: 2 },
    { SubscriptionsUnconfirmed: 2 },
  ])
})

test('subscriptions that cannot be counted fail nothing else, and keep the heart from beating', async () => {
  const { pass, beats } = await watchdog({
    subscriptions: { unconfirmed: () => Promise.reject(new Error('no')) },
  })
  expect(await pass()).toEqual({ restarted: 0, failures: 1 })
  expect(beats()).toBe(0)
})

test('a heartbeat that nobody hears is logged and fails nothing', async () => {
  const beat = () => Promise.reject(new Error('the heartbeat address answered 500'))
  const { pass, logged } = await watchdog({ heartbeat: { beat } })
  expect(await pass()).toEqual({ restarted: 0, failures: 0 })
  expect(logged()[0]).toMatchObject({ error: 'Error: the heartbeat address answered 500' })
})
