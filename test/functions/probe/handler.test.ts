import type { Context } from 'aws-lambda'
import { expect, test } from 'vitest'

import { jsonLog } from '../../../functions/runtime/json-log.ts'
import { probeHandler } from '../../../functions/probe/handler.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import {
  DEFINITION,
  MAILBOX_PASSWORD,
  type RunWorld,
  SMTP_PASSWORD,
  runWorld,
} from '../../support/worlds/run-world.ts'

/** The probe of the location `local` in a world in memory, whose clock runs from timer to timer. */
function probeIn(world: RunWorld, ports: Partial<RunWorld['ports']> = {}) {
  const lines: string[] = []
  const log = jsonLog({ write: (line) => lines.push(line) })
  const counted: unknown[] = []
  const handler = probeHandler({
    ports: { ...world.ports, ...ports },
    location: 'local',
    log,
    metrics: { write: (counts) => counted.push(counts) },
  })
  const { monitorId, location, scheduledAt } = world.request
  const scheduled = { monitorId, location, scheduledAt: new Date(scheduledAt).toISOString() }
  return {
    invoke(event: unknown = scheduled, remainingMs = 360 * SECOND) {
      const context = { getRemainingTimeInMillis: () => remainingMs } as Context
      return world.clock.runUntil(handler(event, context))
    },
    logged: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    text: () => lines.join(''),
    counted,
  }
}

test('a run is answered and logged in one JSON line', async () => {
  const probe = probeIn(await runWorld())
  const answer = await probe.invoke()
  expect(answer).toMatchObject({ kind: 'recorded', monitorId: 'inbox', status: 0, fresh: 'yes' })
  expect(probe.logged()).toEqual([{ level: 'INFO', message: 'run handled', ...answer }])
})

test.each([
  ['a message that came back', 300, {}, { FailedRuns: 0, InconclusiveRuns: 0 }],
  ['a message that was lost', Infinity, {}, { FailedRuns: 1, InconclusiveRuns: 0 }],
  ['a definition with a mistake', 300, { timeoutSeconds: 1 }, { FailedRuns: 0, InconclusiveRuns: 1 }],
])('%s is counted once, however often its event comes', async (_, transitMs, change, counts) => {
  const world = await runWorld(change)
  world.mail.transitMs = transitMs
  const probe = probeIn(world)
  await probe.invoke()
  await probe.invoke()
  expect(probe.counted).toEqual([counts])
})

test("a run that waits in vain is over 10 s before Lambda's end, and recorded", async () => {
  const world = await runWorld()
  world.mail.transitMs = Infinity
  const start = world.clock.now()
  const answer = await probeIn(world).invoke(undefined, 40 * SECOND)
  expect(answer).toMatchObject({ status: 90, reason: 'probe-out-of-time' })
  expect(world.clock.now() - start).toBeGreaterThanOrEqual(30 * SECOND)
  expect(world.clock.now() - start).toBeLessThan(40 * SECOND)
})

test('a monitor that is gone is no error', async () => {
  const world = await runWorld()
  const probe = probeIn(world)
  const event = { monitorId: 'gone', location: 'local', scheduledAt: '2026-01-05T12:00:00Z' }
  expect(await probe.invoke(event)).toMatchObject({ kind: 'no-monitor', monitorId: 'gone' })
})

test('an alert that could not be published fails the invocation, and the same event again sends it', async () => {
  const world = await runWorld()
  world.mail.transitMs = Infinity
  let reachable = false
  const publisher: RunWorld['ports']['publisher'] = {
    publish: (message) => {
      if (!reachable) return Promise.reject(new Error('SNS does not answer'))
      return Promise.resolve({ messageId: String(world.published.push(message)) })
    },
  }
  const probe = probeIn(world, { publisher })
  await expect(probe.invoke()).rejects.toThrow('alerts could not be published; they stay owed')
  expect(probe.logged().at(-1)).toMatchObject({
    level: 'ERROR',
    monitorId: 'inbox',
    error: expect.stringContaining('SNS does not answer') as unknown,
  })

  // Lambda's first retry comes a minute later.
  reachable = true
  await world.clock.advance(MINUTE)
  expect(await probe.invoke()).toMatchObject({ kind: 'recorded', status: 2, fresh: 'no' })
  expect(world.published).toHaveLength(1)
  expect(world.mail.submissions).toHaveLength(1)
})

test('a store that cannot be reached is logged with its cause and thrown, so that Lambda tries again', async () => {
  const world = await runWorld()
  const find = () => Promise.reject(new Error('DynamoDB GetItem', { cause: new Error('throttled') }))
  const probe = probeIn(world, { monitors: { ...world.monitors, find } })
  await expect(probe.invoke()).rejects.toThrow('DynamoDB GetItem')
  expect(probe.logged()).toEqual([
    {
      level: 'ERROR',
      message: 'event not handled',
      monitorId: 'inbox',
      error: 'Error: DynamoDB GetItem < Error: throttled',
    },
  ])
})

test('no line of the log holds a secret', async () => {
  const world = await runWorld()
  const read = () => Promise.reject(new Error('cannot read /roundtrip/Roundtrip/mailbox'))
  const probe = probeIn(world)
  await probe.invoke()
  await probeIn(world, { secrets: { ...world.ports.secrets, read } }).invoke()
  for (const secret of [MAILBOX_PASSWORD, SMTP_PASSWORD]) expect(probe.text()).not.toContain(secret)
})

test('a trial is made from what stands in the store, and logged by its id alone', async () => {
  const world = await runWorld()
  const stored = world.ports.secrets
  const secrets: typeof stored = {
    ...stored,
    read: async (...asked) =>
      (await stored.read(...asked)).map((one) => ({ ...one, hosts: ['mail.example.test'] })),
  }
  const probe = probeIn(world, { secrets })
  const trial = { trialId: '0123456789abcdef0123', location: 'local', definition: DEFINITION } as const
  await world.runs.putTrial({ ...trial, askedAt: world.clock.now(), stage: 'asked' })
  const event = { trial: trial.trialId, location: 'local' }
  expect(await probe.invoke(event)).toEqual({ kind: 'ended', trialId: trial.trialId })
  expect(await probe.invoke(event)).toEqual({ kind: 'under-way', trialId: trial.trialId })
  expect(await world.runs.findTrial(trial.trialId)).toMatchObject({
    stage: 'ended',
    result: { outcome: 'delivered' },
  })
  expect(await world.runs.newestResult('inbox')).toBeUndefined()
  await expect(probe.invoke({ ...event, location: 'mars' })).rejects.toThrow("not a run's event")
})
