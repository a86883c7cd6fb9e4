import { expect, test } from 'vitest'

import { watch } from '../../../shared/app/watch/watch.ts'
import type { GrantState } from '../../../shared/core/grant/grant-state.ts'
import { localOptions, stackOptions } from '../../../shared/core/wording/log-command.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { publishedSchema } from '../../support/alerts/published-schema.ts'
import { runWorld } from '../../support/worlds/run-world.ts'
import { minutes } from '../../support/worlds/watched-world.ts'

const GRANT: GrantState = { grant: 'ssm:office', version: 1, failures: 0 }
/** A monitor names it, so that its token is renewed, some day. */
const USED: GrantState = { ...GRANT, renewAt: Date.parse('2099-01-01T00:00:00Z') }

test('the end of a secret is told 21, 7 and 1 days ahead, once each', async () => {
  const world = await runWorld()
  const start = world.clock.now()
  const endsAt = start + 22 * DAY
  await world.runs.putGrant({ ...USED, endsAt })
  const told: [number, string][] = []
  for (let day = 0; day < 25; day += 1) {
    const before = world.published.length
    await minutes(world, 2)
    for (const { subject } of world.published.slice(before)) told.push([day, subject])
    await world.clock.advance(DAY - 2 * MINUTE)
  }
  expect(told.map(([day]) => day)).toEqual([1, 15, 21])
  expect(told.map(([, subject]) => subject)).toEqual([
    'Roundtrip GRANT ENDING: ssm:office - its secret ends on 2026-01-27, in 21 days',
    'Roundtrip GRANT ENDING: ssm:office - its secret ends on 2026-01-27, in 7 days',
    'Roundtrip GRANT ENDING: ssm:office - its secret ends on 2026-01-27, in 1 day',
  ])
  const { mistakesIn } = publishedSchema('docs/grant-alert.schema.json')
  for (const { json, topic, sms } of world.published) {
    expect(mistakesIn(json)).toEqual([])
    expect(topic).toBe('alerts')
    expect(sms.length).toBeLessThanOrEqual(140)
  }
  expect(new Set(world.published.map(({ alertId }) => alertId)).size).toBe(3)
})

test.each([
  ['30 days before the end', 30, [9, 23, 29]],
  ['10 days before the end, where one was told again', 10, [0, 3, 9]],
])(
  'a clock that jumped to the last day and was put right, %s, takes no warning away',
  async (_, left, days) => {
    const world = await runWorld()
    const start = world.clock.now()
    await world.runs.putGrant({ ...GRANT, endsAt: start + left * DAY, renewAt: start })
    world.clock.setWall(start + (left - 0.5) * DAY)
    await minutes(world, 1)
    expect(world.published).toHaveLength(1)
    world.clock.setWall(start)
    const told: number[] = []
    for (let day = 0; day < left; day += 1) {
      const before = world.published.length
      await minutes(world, 2)
      told.push(...world.published.slice(before).map(() => day))
      await world.clock.advance(DAY - 2 * MINUTE)
    }
    expect(told).toEqual(days)
  },
)

test('a clock that is a few seconds behind tells nothing twice', async () => {
  const world = await runWorld()
  const start = world.clock.now()
  await world.runs.putGrant({ ...GRANT, endsAt: start + 21 * DAY, renewAt: start })
  await minutes(world, 1)
  world.clock.setWall(start - 5_000)
  await minutes(world, 1)
  expect(world.published).toHaveLength(1)
})

test('of several warnings that have passed the last is told alone', async () => {
  const world = await runWorld()
  await world.runs.putGrant({ ...USED, endsAt: world.clock.now() - DAY })
  await minutes(world, 3)
  expect(world.published.map(({ subject }) => subject)).toEqual([
    'Roundtrip GRANT ENDING: ssm:office - its secret ended on 2026-01-04',
  ])
})

test('a warning that could not be published is told at the next pass, and holds up nothing else', async () => {
  const world = await runWorld()
  const now = world.clock.now()
  await world.runs.putGrant({ ...GRANT, endsAt: now + DAY, renewAt: now })
  const renewed: string[] = []
  const renewals = { start: ({ name }: { name: string }) => Promise.resolve(void renewed.push(name)) }
  const { publisher } = world.ports
  world.ports.publisher = { publish: () => Promise.reject(new Error('topic gone')) }
  const failures = await minutes(world, 1, { renewals })
  expect(failures.map(({ message }) => message)).toEqual([
    'the watchdog could not finish what is due of grant ssm:office',
  ])
  expect(renewed).toEqual(['office'])
  world.ports.publisher = publisher
  expect(await minutes(world, 2)).toEqual([])
  expect(world.published).toHaveLength(1)
})

test('a token is renewed from its time on, at each pass until somebody has it in hand', async () => {
  const world = await runWorld()
  const renewed: string[] = []
  const renewals = { start: ({ name }: { name: string }) => Promise.resolve(void renewed.push(name)) }
  const now = world.clock.now()
  await world.runs.putGrant({ ...GRANT, renewAt: now + 90_000 })
  await minutes(world, 1, { renewals })
  expect(renewed).toEqual([])
  await minutes(world, 2, { renewals })
  expect(renewed).toEqual(['office', 'office'])
  await world.runs.putGrant({ ...GRANT, version: 2, renewAt: now, leaseUntil: world.clock.now() + 90_000 })
  await minutes(world, 1, { renewals })
  expect(renewed).toHaveLength(2)
})

test('a renewal that could not be started is counted, and holds up nothing else', async () => {
  const world = await runWorld()
  await world.runs.putGrant({ ...GRANT, renewAt: world.clock.now(), endsAt: world.clock.now() + DAY })
  const starter = { start: () => Promise.resolve() }
  const renewals = { start: () => Promise.reject(new Error('throttled')) }
  const { failures } = await world.clock.runUntil(watch({ ...world.ports, starter, renewals }))
  expect(failures).toHaveLength(1)
  expect(world.published).toHaveLength(1)
})

test('a warning that was published and not marked is told again, by the same id, and never lost', async () => {
  const world = await runWorld()
  await world.runs.putGrant({ ...USED, endsAt: world.clock.now() + DAY })
  const dying = { ...world.ports.runs, putGrant: () => Promise.reject(new Error('killed')) }
  expect(await minutes(world, 1, { runs: dying })).toHaveLength(1)
  expect(world.published).toHaveLength(1)
  expect(await minutes(world, 3)).toEqual([])
  expect(world.published).toHaveLength(2)
  expect(new Set(world.published.map(({ alertId }) => alertId)).size).toBe(1)
})

test.each([
  [undefined, '`npx roundtrip oauth list`'],
  [stackOptions('Mail'), '`npx roundtrip oauth list --stack Mail`'],
  [localOptions('/var/lib/round-trip'), '`npx roundtrip oauth list --local=/var/lib/round-trip`'],
])('a warning names the command with the options %j', async (commandOptions, typed) => {
  const world = await runWorld()
  await world.runs.putGrant({ ...USED, endsAt: world.clock.now() + DAY })
  await minutes(world, 1, commandOptions === undefined ? {} : { commandOptions })
  expect(world.published[0]?.text).toContain(typed)
})

test('a grant whose state a later version wrote holds up no other', async () => {
  const world = await runWorld()
  for (const grant of ['ssm:later', 'ssm:office'])
    await world.runs.putGrant({ ...USED, grant, endsAt: world.clock.now() + DAY })
  const runs = {
    ...world.ports.runs,
    findGrant: (grant: string) =>
      grant === 'ssm:later' ? Promise.reject(new Error('schemaVersion 2')) : world.runs.findGrant(grant),
  }
  const failures = await minutes(world, 1, { runs })
  expect(failures.map(({ message }) => message)).toEqual([
    'the watchdog could not finish what is due of grant ssm:later',
  ])
  expect(world.published.map(({ subject }) => subject)).toEqual([expect.stringContaining('ssm:office')])
})

test('the end of a grant that no monitor names is not told', async () => {
  const world = await runWorld()
  await world.runs.putGrant({ ...GRANT, endsAt: world.clock.now() + DAY })
  await minutes(world, 3)
  expect(world.published).toEqual([])
})
