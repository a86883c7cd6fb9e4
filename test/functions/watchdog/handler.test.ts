import type { Context } from 'aws-lambda'
import { describe, expect, test } from 'vitest'

import { jsonLog } from '../../../functions/runtime/json-log.ts'
import { type WatchdogHandlerOptions, watchdogHandler } from '../../../functions/watchdog/handler.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import type { LocationQueues } from '../../../shared/app/ports/location-queues.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { registered } from '../../support/worlds/registered.ts'
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
    locations: world.runs,
    queues: { letters: () => Promise.resolve({ deadLetters: 0, unhandled: 0 }) },
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

describe('locations beside home', () => {
  interface Letters {
    deadLetters: number
    unhandled: number
  }

  async function looked(letters: Readonly<Record<string, Letters | Error>>) {
    const queues: LocationQueues = {
      letters({ name }) {
        const there = letters[name]
        return there instanceof Error
          ? Promise.reject(there)
          : Promise.resolve(there ?? { deadLetters: 0, unhandled: 0 })
      },
    }
    const made = await watchdog({ queues })
    for (const name of Object.keys(letters)) await made.world.runs.putLocation(registered(name))
    await made.pass()
    return made
  }
  const problems = ({ counts }: { counts: Record<string, number>[] }) =>
    counts.filter((one) => 'LocationProblems' in one)

  test('are none by default, and write no metric', async () => {
    expect(problems(await looked({}))).toEqual([])
  })

  test('whose queues are empty are fine', async () => {
    const made = await looked({ 'eu-west-1': { deadLetters: 0, unhandled: 0 } })
    expect(problems(made)).toEqual([{ LocationProblems: 0 }])
    expect(made.beats()).toBe(1)
  })

  test('with letters are counted, and each is named in the log', async () => {
    const made = await looked({
      'ap-south-1': { deadLetters: 0, unhandled: 0 },
      'eu-west-1': { deadLetters: 2, unhandled: 0 },
      'us-west-2': { deadLetters: 0, unhandled: 1 },
    })
    expect(problems(made)).toEqual([{ LocationProblems: 2 }])
    const letters = made.logged().filter(({ message }) => message === 'letters at a location')
    expect(letters).toMatchObject([
      { location: 'eu-west-1', region: 'eu-west-1', deadLetters: 2, unhandled: 0 },
      { location: 'us-west-2', region: 'us-west-2', deadLetters: 0, unhandled: 1 },
    ])
  })

  test('that do not answer are counted and named, and the others are looked at', async () => {
    const made = await looked({
      'eu-west-1': new Error('connect ETIMEDOUT'),
      'us-west-2': { deadLetters: 0, unhandled: 1 },
    })
    expect(problems(made)).toEqual([{ LocationProblems: 2 }])
    expect(made.beats()).toBe(0)
    expect(made.logged()).toContainEqual({
      level: 'ERROR',
      message: 'not done in this pass',
      error:
        'Error: the queues of location eu-west-1 in eu-west-1 could not be counted < Error: connect ETIMEDOUT',
    })
  })

  test('that cannot be read fail nothing else, and keep the heart from beating', async () => {
    const locations = { registeredLocations: () => Promise.reject(new Error('throttled')) }
    const { pass, beats, counts } = await watchdog({ locations })
    expect(await pass()).toEqual({ restarted: 0, failures: 1 })
    expect(beats()).toBe(0)
    expect(counts).toContainEqual({ SubscriptionsUnconfirmed: 2 })
  })
})
