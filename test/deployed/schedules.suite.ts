import { DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { beforeAll, describe, expect, test } from 'vitest'

import { stateKey } from '../../shared/adapters/dynamodb/items/keys.ts'
import { schedulerSchedules } from '../../shared/adapters/aws/scheduler-schedules.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { runKeyOf } from '../../shared/core/identity/run-key.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { lab } from './account/lab.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { minutesAgo } from './account/stack.ts'
import { tableRows } from './monitors/table-rows.ts'

const stack = await anyStack()
const rows = tableRows(stack)
const group = `${stack.name}-${stack.location}`
const { id: unhandled } = await stack.resource('AWS::SQS::Queue', 'DeadLettersUnhandled')

async function scheduleOf(monitorId: string) {
  const all = await lab.schedules()
  return all.find((one) => one.kind === 'schedule' && one.group === group && one.name === monitorId)
}

async function write(monitorId: string, changes: Record<string, unknown> | undefined): Promise<void> {
  await (changes ? rows.put(mail.monitor(monitorId, changes)) : rows.remove(monitorId))
  await lab.drain()
}

describe('a monitor that is put into the table', () => {
  beforeAll(async () => {
    await stack.setSecret('newsletter', PASSWORD)
    await write('newsletter', {})
  })

  test('has its schedule, which starts runs that come to a result', async () => {
    expect(await scheduleOf('newsletter')).toMatchObject({ expression: 'rate(10 minutes)', state: 'ENABLED' })
    const time = minutesAgo(1)
    const fired = await lab.fire({ schedule: 'newsletter', group, time })
    expect(fired.targets).toMatchObject([{ delivered: true, error: false }])
    const run = {
      monitorId: 'newsletter',
      location: stack.location,
      scheduledAt: time,
      trigger: 'schedule',
    } as const
    expect(await stack.ports.runs.findResult(runKeyOf(run))).toMatchObject({
      status: 0,
      outcome: 'delivered',
    })
  })

  test('is followed when it is changed, disabled, enabled and removed', async () => {
    await write('newsletter', { intervalMinutes: 60 })
    expect(await scheduleOf('newsletter')).toMatchObject({ expression: 'rate(60 minutes)', state: 'ENABLED' })
    await write('newsletter', { intervalMinutes: 60, enabled: false })
    expect(await scheduleOf('newsletter')).toMatchObject({ state: 'DISABLED' })
    await write('newsletter', {})
    expect(await scheduleOf('newsletter')).toMatchObject({ expression: 'rate(10 minutes)', state: 'ENABLED' })
    await write('newsletter', undefined)
    expect(await scheduleOf('newsletter')).toBeUndefined()
  })
})

test('rows of the stack have rules and no schedules', async () => {
  const listed = (await stack.ports.monitors.list()).filter(({ managedBy }) => managedBy === 'stack')
  expect(listed).not.toEqual([])
  for (const { monitorId } of listed) {
    expect(await scheduleOf(monitorId)).toBeUndefined()
    expect(await stack.ruleOf(monitorId)).toMatchObject({ state: 'ENABLED' })
  }
})

describe('a row with mistakes', () => {
  beforeAll(() => write('broken', {}))

  test('leaves the schedule as it was, shows all mistakes, raises one alert, and heals', async () => {
    await write('broken', { intervalMinutes: 'often', timeoutSeconds: 1 })
    await write('broken', { intervalMinutes: 'often', timeoutSeconds: 2 })
    expect(await scheduleOf('broken')).toMatchObject({ expression: 'rate(10 minutes)', state: 'ENABLED' })
    const state = await stack.ports.runs.findState('broken')
    const paths = state?.misconfigured?.problems.map(({ path }) => path).sort()
    expect(paths).toEqual(['intervalMinutes', 'timeoutSeconds'])

    for (let pass = 0; pass < 2; pass += 1) await lab.fire({ rule: 'EveryMinute' })
    const alerts = await stack.alertsOn('broken')
    expect(alerts.map(({ attributes }) => attributes.transition)).toEqual(['misconfigured'])

    await write('broken', { intervalMinutes: 30 })
    expect(await scheduleOf('broken')).toMatchObject({ expression: 'rate(30 minutes)' })
    expect(await stack.ports.runs.findState('broken')).not.toHaveProperty('misconfigured')
  })

  test('runs by the definition before it, meanwhile', async () => {
    await stack.setSecret('broken', PASSWORD)
    await write('broken', { mailbox: 'lost' })
    const time = minutesAgo(1)
    await lab.fire({ schedule: 'broken', group, time })
    const run = {
      monitorId: 'broken',
      location: stack.location,
      scheduledAt: time,
      trigger: 'schedule',
    } as const
    expect(await stack.ports.runs.findResult(runKeyOf(run))).toMatchObject({ status: 0 })
    await write('broken', undefined)
  })
})

test('a row that can never be followed is put aside, and its neighbours are not held up', async () => {
  const before = await waiting()
  // Whoever stores a state that nobody can read keeps the mistakes of its row from being stored.
  await stack.results.put(stateKey('poison'), { schemaVersion: 99 })
  for (const monitorId of ['neighbour-a', 'neighbour-b']) await rows.put(mail.monitor(monitorId))
  await rows.put(mail.monitor('poison', { intervalMinutes: 'never' }))
  await rows.put(mail.monitor('neighbour-c'))
  const reports = await lab.drain()
  expect(reports.filter(({ blocked }) => blocked !== undefined)).toEqual([])
  for (const name of ['neighbour-a', 'neighbour-b', 'neighbour-c']) {
    expect(await scheduleOf(name)).toMatchObject({ state: 'ENABLED' })
  }
  expect(await waiting()).toBe(before + 1)
  await stack.results.delete(stateKey('poison'))
  for (const name of ['poison', 'neighbour-a', 'neighbour-b', 'neighbour-c']) await rows.remove(name)
  await lab.drain()
})

test('the night repairs what was changed behind its back, both ways', async () => {
  await write('drift-gone', {})
  await write('drift-changed', {})
  const scheduler = new SchedulerClient({})
  await scheduler.send(new DeleteScheduleCommand({ Name: 'drift-gone', GroupName: group }))
  const target = {
    groupName: group,
    probeArn: 'arn:aws:lambda:us-east-1:123456789012:function:x',
    roleArn: 'arn:aws:iam::123456789012:role/x',
    deadLettersArn: 'arn:aws:sqs:us-east-1:123456789012:x',
  }
  const byHand = schedulerSchedules({
    clientOf: () => scheduler,
    clock: systemClock,
    targets: { [stack.location]: target },
  })
  for (const monitorId of ['drift-changed', 'drift-ghost']) {
    await byHand.put({ monitorId, location: stack.location, intervalMinutes: 7, enabled: false })
  }
  await lab.fire({ rule: 'ReconcilerNightly' })
  expect(await scheduleOf('drift-gone')).toMatchObject({ expression: 'rate(10 minutes)', state: 'ENABLED' })
  const changed = await scheduleOf('drift-changed')
  expect(changed).toMatchObject({ expression: 'rate(10 minutes)', state: 'ENABLED' })
  expect(changed?.target?.Arn).not.toBe(target.probeArn)
  expect(await scheduleOf('drift-ghost')).toBeUndefined()
  for (const name of ['drift-gone', 'drift-changed']) await write(name, undefined)
})

async function waiting(): Promise<number> {
  const asked = new GetQueueAttributesCommand({
    QueueUrl: unhandled,
    AttributeNames: ['ApproximateNumberOfMessages'],
  })
  return Number((await new SQSClient({}).send(asked)).Attributes?.ApproximateNumberOfMessages)
}
