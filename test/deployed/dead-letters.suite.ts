import { GetScheduleCommand, SchedulerClient, UpdateScheduleCommand } from '@aws-sdk/client-scheduler'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import type { RunResult } from '../../shared/core/run/run.ts'
import { runKeyOf } from '../../shared/core/identity/run-key.ts'
import { type EpochMs, MINUTE } from '../../shared/core/time/units.ts'
import { letter, ofLambda, ofRule, ofSchedule } from '../functions/dead-letters/letters.ts'
import { forgetRuns } from './account/ageing.ts'
import { lab } from './account/lab.ts'
import { deadLetterQueues } from './account/queues.ts'
import { putTargets, targetsOf } from './account/rule-targets.ts'
import { mail, stackWith } from './account/shared-stack.ts'
import { minutesAgo } from './account/stack.ts'
import { tableMonitors } from './monitors/table-monitors.ts'

const stack = await stackWith()
const { location } = stack
const monitors = tableMonitors(stack)
const queues = await deadLetterQueues(stack)
const before = await queues.counts()

afterEach(async () => {
  await lab.behave()
  expect((await queues.counts()).waiting, 'every letter was handled').toBe(0)
})
afterAll(monitors.removeAll)

function resultOf(monitorId: string, scheduledAt: EpochMs): Promise<RunResult | undefined> {
  return stack.ports.runs.findResult(runKeyOf({ monitorId, location, scheduledAt, trigger: 'schedule' }))
}

/** What a run that was never begun comes to; `detail` says why. */
const notStarted = (detail: RegExp) => ({
  status: 90,
  outcome: 'inconclusive',
  reason: 'run-not-started',
  detail: expect.stringMatching(detail) as string,
})

async function transitions(monitorId: string): Promise<unknown[]> {
  return (await stack.alertsOn(monitorId)).map(({ attributes }) => attributes.transition)
}

describe('what Lambda gave up on', () => {
  beforeAll(() => monitors.put('given-up'))

  test('is an inconclusive result each time, and told once, at the third in a row', async () => {
    const told: unknown[] = []
    for (const at of [5, 4, 3, 2].map(minutesAgo)) {
      await lab.fault({ service: 'dynamodb', error: '500', function: 'Probe', count: 1000 })
      const { targets, result } = await monitors.fire('given-up', at)
      expect(targets).toMatchObject([{ delivered: true, error: true, attempts: 3 }])
      expect(result).toBeUndefined()
      await lab.behave()
      await lab.drain()
      expect(await resultOf('given-up', at)).toMatchObject(notStarted(/^Lambda gave up: .*DynamoDB/))
      told.push((await transitions('given-up')).length)
    }
    expect(told).toEqual([0, 0, 1, 1])
    expect(await transitions('given-up')).toEqual(['inconclusive'])
  })

  test('is over with the next run that ends as it should', async () => {
    mail.faults.clear()
    expect((await monitors.fire('given-up', minutesAgo(1))).result).toMatchObject({ status: 0 })
    expect(await stack.ports.runs.findState('given-up')).toMatchObject({ inconclusive: {}, owed: [] })
  })

  test('changes nothing of a result that stands, and finishes what was left half done with it', async () => {
    const [stands] = (await stack.ports.runs.resultsAfter('given-up', location, undefined)).slice(-1)
    const at = stands?.scheduledAt ?? 0
    await queues.send(ofLambda({ monitorId: 'given-up', at }, { location }))
    await lab.drain()
    expect(await resultOf('given-up', at)).toEqual(stands)
  })
})

describe('what a rule could not deliver', () => {
  beforeAll(() => forgetRuns(stack, 'orders'))

  test('is sent to the queue, and becomes a result', async () => {
    const at = minutesAgo(3)
    const { name } = (await stack.ruleOf('orders')) ?? { name: '' }
    const targets = await targetsOf(name)
    await putTargets(
      name,
      targets.map((target) => ({ ...target, Arn: `${target.Arn}-gone` })),
    )
    const { targets: fired } = await stack.fire('orders', at).finally(() => putTargets(name, targets))
    const deadLetter = expect.stringMatching(/DeadLettersQueue/) as string
    expect(fired).toMatchObject([{ delivered: false, deadLetter }])
    await lab.drain()
    expect(await resultOf('orders', at)).toMatchObject(notStarted(/^EventBridge gave up: NO_PERMISSIONS/))
  })

  test('is read from the event that fired it, which is what EventBridge puts into the letter', async () => {
    const at = minutesAgo(2)
    await queues.send(ofRule({ monitorId: 'orders', at }, stack.name))
    await lab.drain()
    expect(await resultOf('orders', at)).toMatchObject(notStarted(/^EventBridge gave up: NO_PERMISSIONS/))
  })

  test('is nothing where the monitor has gone meanwhile', async () => {
    await queues.send(ofRule({ monitorId: 'gone', at: minutesAgo(2) }, stack.name))
    await lab.drain()
    expect((await queues.counts()).unhandled).toBe(before.unhandled)
  })
})

describe('what a schedule could not deliver', () => {
  beforeAll(() => monitors.put('unscheduled'))

  test('is sent to the queue, and becomes a result', async () => {
    const time = minutesAgo(4)
    const client = new SchedulerClient({})
    const at = { Name: 'unscheduled', GroupName: `${stack.name}-${location}` }
    const { Target, FlexibleTimeWindow, ScheduleExpression } = await client.send(new GetScheduleCommand(at))
    const put = (RoleArn: string | undefined) =>
      client.send(
        new UpdateScheduleCommand({
          ...at,
          FlexibleTimeWindow,
          ScheduleExpression,
          Target: { ...Target, Arn: Target?.Arn, RoleArn },
        }),
      )
    await put(`${Target?.RoleArn ?? ''}-gone`)
    const { targets } = await monitors.fire('unscheduled', time).finally(() => put(Target?.RoleArn))
    expect(targets).toMatchObject([{ delivered: false, deadLetter: Target?.DeadLetterConfig?.Arn }])
    await lab.drain()
    expect(await resultOf('unscheduled', time)).toMatchObject(notStarted(/^EventBridge gave up/))
  })

  test("is read from its target's input, which is what Scheduler puts into the letter", async () => {
    const at = minutesAgo(3)
    await queues.send(ofSchedule({ monitorId: 'unscheduled', at }, { location }))
    await lab.drain()
    expect(await resultOf('unscheduled', at)).toMatchObject(
      notStarted(/^EventBridge gave up after 12 retries/),
    )
  })

  test('is of the minute in which the letter was sent where the time was never put in', async () => {
    const sent = Date.now()
    const about = { monitorId: 'unscheduled', at: sent }
    await queues.send(ofSchedule(about, { location, scheduledAt: '<aws.scheduler.scheduled-time>' }))
    await lab.drain()
    const results = await stack.ports.runs.resultsAfter('unscheduled', location, undefined)
    const { scheduledAt = 0 } = results.at(-1) ?? {}
    expect(Math.abs(scheduledAt - sent)).toBeLessThanOrEqual(MINUTE)
    expect(results.map(({ reason }) => reason)).toEqual(Array(3).fill('run-not-started'))
  })
})

test('what nobody can make a result of is put aside, and holds up nothing else', async () => {
  const at = minutesAgo(3)
  await monitors.put('among-noise')
  const noise = [
    letter({ at }, 'not JSON', {}),
    letter({ at }, '{}', {}),
    ofRule({ monitorId: 'inbox', at }, 'Other'),
    ofLambda({ monitorId: 'among-noise', at }, { location: 'elsewhere-1' }),
  ]
  for (const one of noise.slice(0, 2)) await queues.send(one)
  await queues.send(ofLambda({ monitorId: 'among-noise', at }, { location }))
  for (const one of noise.slice(2)) await queues.send(one)
  const reports = await lab.drain()
  expect(reports.filter(({ blocked }) => blocked !== undefined)).toEqual([])
  expect(await resultOf('among-noise', at)).toMatchObject(notStarted(/^Lambda gave up/))
  expect((await queues.counts()).unhandled).toBe(before.unhandled + noise.length)
})
