import { SchedulerClient } from '@aws-sdk/client-scheduler'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { schedulerSchedules } from '../../../shared/adapters/aws/scheduler-schedules.ts'
import type { Schedules } from '../../../shared/app/ports/schedules.ts'
import { nextStart } from '../../../shared/core/schedule/due-times.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { schedule } from '../../contracts/schedules.ts'
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts'
import { FAKE_AWS, type RecordingEndpoint } from '../../support/aws/recording-endpoint.ts'
import { type StoredSchedule, schedulerEndpoint } from '../../support/aws/scheduler-endpoint.ts'

const TARGET = {
  groupName: 'Roundtrip-eu-west-1',
  probeArn: 'arn:probe',
  roleArn: 'arn:role',
  deadLettersArn: 'arn:queue',
}

let stored: Map<string, StoredSchedule>
let endpoint: RecordingEndpoint
let clock: FakeClock
let schedules: Schedules

beforeEach(async () => {
  stored = new Map()
  clock = fakeClock()
  endpoint = await schedulerEndpoint(stored, () => clock.now())
  const client = new SchedulerClient({ ...FAKE_AWS, endpoint: endpoint.url })
  schedules = schedulerSchedules({ clientOf: () => client, clock, targets: { 'eu-west-1': TARGET } })
})
afterEach(() => endpoint.close())

const found = () => stored.get('Roundtrip-eu-west-1/inbox') ?? { Name: '', GroupName: '' }
const methods = () => endpoint.requests.map(({ method }) => method)

test('a schedule invokes the probe with id, location and the scheduled time, for 5 minutes at most', async () => {
  await schedules.put(schedule())
  expect(found()).toMatchObject({
    Name: 'inbox',
    GroupName: 'Roundtrip-eu-west-1',
    ScheduleExpression: 'rate(10 minutes)',
    State: 'ENABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: 'arn:probe',
      RoleArn: 'arn:role',
      RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 185 },
      DeadLetterConfig: { Arn: 'arn:queue' },
    },
  })
  const { Input } = found().Target as { Input: string }
  expect(JSON.parse(Input)).toEqual({
    monitorId: 'inbox',
    location: 'eu-west-1',
    scheduledAt: '<aws.scheduler.scheduled-time>',
  })
})

test('it starts at the next place that the id has in the interval', async () => {
  await schedules.put(schedule())
  const start = (found().StartDate ?? 0) * 1000
  expect(start).toBe(nextStart({ monitorId: 'inbox', intervalMinutes: 10 }, clock.now()))
})

test('it starts near the others where locations take turns', async () => {
  await schedules.put(schedule({ takesTurns: true }))
  expect((found().StartDate ?? 0) * 1000).toBe(nextStart(schedule({ takesTurns: true }), clock.now()))
  await schedules.put(schedule({ takesTurns: true }))
  expect(methods()).toEqual(['GET', 'POST', 'GET'])
})

test('beside home it starts at a place of the location, in that one’s Region', async () => {
  const regions: (string | undefined)[] = []
  const clientOf = (region: string | undefined) => {
    regions.push(region)
    return new SchedulerClient({ ...FAKE_AWS, endpoint: endpoint.url })
  }
  const probeArn = 'arn:aws:lambda:eu-central-1:111122223333:function:Mail-berlin-probe'
  const targets = { berlin: { ...TARGET, probeArn, beside: true } as const }
  const there = schedulerSchedules({ clientOf, clock, targets })
  for (let again = 0; again < 2; again += 1) await there.put(schedule({ location: 'berlin' }))
  const start = nextStart(schedule({ location: 'berlin' }), clock.now())
  expect((found().StartDate ?? 0) * 1000).toBe(start)
  expect(start).not.toBe(nextStart({ monitorId: 'inbox', intervalMinutes: 10 }, clock.now()))
  expect(methods()).toEqual(['GET', 'POST', 'GET'])
  await there.list('berlin')
  await there.remove('inbox', 'berlin')
  expect(new Set(regions)).toEqual(new Set(['eu-central-1']))
})

describe('put over a schedule that stands', () => {
  test('just so writes nothing, also days later', async () => {
    await schedules.put(schedule())
    await clock.advance(3 * 24 * 60 * MINUTE)
    const before = methods().length
    await schedules.put(schedule())
    expect(methods().slice(before)).toEqual(['GET'])
  })

  test.each<[string, Partial<StoredSchedule>]>([
    ['another interval', { ScheduleExpression: 'rate(7 minutes)' }],
    ['another state', { State: 'DISABLED' }],
    ['a window', { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 } }],
    ['another target', { Target: { Arn: 'arn:other', RoleArn: 'arn:role' } }],
    ['an end', { EndDate: 4_000_000_000 }],
    ['no start', { StartDate: undefined as never }],
    ['a start at another place', { StartDate: Date.UTC(2026, 0, 5, 11, 59, 59) / 1000 }],
  ])('with %s sends it whole', async (_, drift) => {
    await schedules.put(schedule())
    const right = structuredClone(found())
    stored.set('Roundtrip-eu-west-1/inbox', { ...found(), ...drift })
    await schedules.put(schedule())
    expect(found()).toEqual(right)
  })

  test('that vanishes in between makes it again', async () => {
    await schedules.put(schedule())
    const get = endpoint.requests.length
    const client = new SchedulerClient({ ...FAKE_AWS, endpoint: endpoint.url })
    client.middlewareStack.add(
      (next, context) => (args) => {
        if (context.commandName === 'UpdateScheduleCommand') stored.clear()
        return next(args)
      },
      { step: 'initialize' },
    )
    const racing = schedulerSchedules({ clientOf: () => client, clock, targets: { 'eu-west-1': TARGET } })
    await racing.put(schedule({ intervalMinutes: 20 }))
    expect(found().ScheduleExpression).toBe('rate(20 minutes)')
    expect(methods().slice(get)).toEqual(['GET', 'PUT', 'POST'])
  })
})

test('a location without a target is named, with those there are', async () => {
  await expect(schedules.put(schedule({ location: 'mars' }))).rejects.toThrow(
    'no schedules are kept at "mars", only at: eu-west-1',
  )
})
