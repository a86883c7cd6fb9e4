import { SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { runKeyOf } from '../../shared/core/identity/run-key.ts'
import { MINUTE } from '../../shared/core/time/units.ts'
import { letTimePass } from './account/ageing.ts'
import { watchdogPass } from './faults/healing.ts'
import { lab } from './account/lab.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { minutesAgo } from './account/stack.ts'
import { tableMonitors } from './monitors/table-monitors.ts'

const stack = await anyStack()
const monitors = tableMonitors(stack)

afterEach(async () => {
  mail.faults.clear()
  await lab.behave()
})
afterAll(monitors.removeAll)

async function transitions(monitorId: string): Promise<unknown[]> {
  return (await stack.alertsOn(monitorId)).map(({ attributes }) => attributes.transition)
}

/** The monitor's run of that minute, whose mail arrives or never does. */
async function run(monitorId: string, time: number, arrives: boolean) {
  mail.faults.clear()
  if (!arrives) mail.faults.lose(Infinity)
  return monitors.fire(monitorId, time)
}

describe('a policy with verify', () => {
  const verifying = { alerts: [{ verify: true }] }

  test('has the probe start a recheck of its own failing run, by its own role', async () => {
    await monitors.put('confirmed', verifying)
    await run('confirmed', minutesAgo(2), false)
    await lab.drain()
    const results = await stack.ports.runs.resultsAfter('confirmed', stack.location, undefined)
    expect(results.map(({ trigger, status }) => `${trigger} ${status}`)).toEqual(['schedule 2', 'recheck 2'])
    expect(await transitions('confirmed')).toEqual(['opened'])
  })

  test('has the watchdog start it where the probe could not, and wakes nobody if it passes', async () => {
    await monitors.put('unconfirmed', verifying)
    await lab.fault({ service: 'lambda', action: 'Invoke', error: '500', count: 10, function: 'Probe' })
    const time = minutesAgo(2)
    await run('unconfirmed', time, false)
    await lab.behave()
    mail.faults.clear()
    await letTimePass(stack, 'unconfirmed', 2 * MINUTE)
    await watchdogPass()
    const key = runKeyOf({
      monitorId: 'unconfirmed',
      location: stack.location,
      scheduledAt: time,
      trigger: 'schedule',
    })
    expect(await stack.ports.runs.findResult(key)).toMatchObject({ status: 2, warnings: ['recheck-passed'] })
    expect(await transitions('unconfirmed')).toEqual([])
  })
})

describe('a policy with repeatMinutes and maxAlerts', () => {
  test('is told again by the watchdog until it was told so often, and of the recovery', async () => {
    await monitors.put('repeating', { alerts: [{ repeatMinutes: 30, maxAlerts: 2 }] })
    await run('repeating', minutesAgo(2), false)
    for (let times = 0; times < 3; times += 1) {
      await letTimePass(stack, 'repeating', 40 * MINUTE)
      await watchdogPass()
    }
    await run('repeating', minutesAgo(1), true)
    const told = await transitions('repeating')
    expect(told.filter((transition) => transition !== 'silent' && transition !== 'heard')).toEqual([
      'opened',
      'repeated',
      'resolved',
    ])
  })
})

describe('while SNS refuses everything and DynamoDB much', () => {
  const ids = ['storm-a', 'storm-b', 'storm-c', 'storm-d']

  test('nothing owed stays unsent: openings, repeats and recoveries go out afterwards, in their order', async () => {
    for (const monitorId of ids) await monitors.put(monitorId, { alerts: [{ repeatMinutes: 30 }] })
    await lab.fault({ service: 'sns', action: 'Publish', error: '500', count: 1000 })
    for (const monitorId of ids) {
      await lab.fault({ service: 'dynamodb', error: 'ThrottlingException', count: 5, function: 'Probe' })
      await run(monitorId, minutesAgo(3), false)
      await letTimePass(stack, monitorId, 40 * MINUTE)
    }
    await lab.fault({ service: 'dynamodb', error: '500', count: 8, function: 'Watchdog' })
    await watchdogPass()
    for (const monitorId of ids.slice(2)) await run(monitorId, minutesAgo(2), true)
    await lab.behave()

    for (let passes = 0; passes < 3; passes += 1) {
      for (const monitorId of ids) await letTimePass(stack, monitorId, 10 * MINUTE)
      expect((await watchdogPass()).watchdog).toMatchObject({ error: false })
    }
    for (const monitorId of ids) {
      expect((await stack.ports.runs.findState(monitorId))?.owed, monitorId).toEqual([])
      const told = (await transitions(monitorId)).filter((one) => one !== 'silent' && one !== 'heard')
      expect(told[0], monitorId).toBe('opened')
      expect(told.includes('resolved'), monitorId).toBe(ids.indexOf(monitorId) >= 2)
    }
  })
})

describe('a topic that has had its fill', () => {
  const ids = ['folded-a', 'folded-b']

  test('is told the rest in one digest, and all stays owed until that is published', async () => {
    const { runs } = stack.ports
    const { version = 0 } = (await runs.findTraffic('alerts')) ?? {}
    const alone = Array.from({ length: 500 }, (_, n) => ({ alertId: `before-${n}`, at: Date.now() }))
    await runs.putTraffic({ topic: 'alerts', version: version + 1, alone })
    for (const monitorId of ids) {
      await monitors.put(monitorId)
      await run(monitorId, minutesAgo(1), false)
      expect(await transitions(monitorId)).toEqual([])
      expect((await runs.findState(monitorId))?.owed, monitorId).toHaveLength(1)
      await letTimePass(stack, monitorId, 6 * MINUTE)
    }
    await lab.fault({ service: 'sns', action: 'Publish', error: '500', function: 'Watchdog' })
    await watchdogPass()
    for (const monitorId of ids) {
      expect((await runs.findState(monitorId))?.owed, monitorId).toHaveLength(1)
      await letTimePass(stack, monitorId, MINUTE)
    }
    await watchdogPass()
    const digests = (await lab.published()).filter(({ attributes }) => 'digest' in attributes)
    expect(digests.map(({ attributes }) => attributes.monitorId)).toEqual([ids])
    for (const monitorId of ids) expect((await runs.findState(monitorId))?.owed, monitorId).toEqual([])
    const after = await runs.findTraffic('alerts')
    await runs.putTraffic({ topic: 'alerts', version: (after?.version ?? 0) + 1, alone: [] })
  })
})

describe('subscriptions with a filter', () => {
  const sns = new SNSClient({})
  const FILTERS = {
    monitor: { monitorId: ['filtered'] },
    tag: { tags: ['web'] },
    severity: { severity: ['critical'] },
  }
  const arns = new Map<string, string>()
  beforeAll(async () => {
    for (const [name, filter] of Object.entries(FILTERS)) {
      const { SubscriptionArn = '' } = await sns.send(
        new SubscribeCommand({
          TopicArn: stack.output('AlertTopic'),
          Protocol: 'email',
          Endpoint: `${name}@example.com`,
          Attributes: { FilterPolicy: JSON.stringify(filter) },
          ReturnSubscriptionArn: true,
        }),
      )
      arns.set(name, SubscriptionArn)
    }
    await monitors.put('filtered')
    await monitors.put('tagged', { tags: ['web', 'shop'] })
    for (const monitorId of ['filtered', 'tagged']) {
      await run(monitorId, minutesAgo(2), false)
      await run(monitorId, minutesAgo(1), true)
    }
  })
  afterAll(async () => {
    for (const SubscriptionArn of arns.values()) await sns.send(new UnsubscribeCommand({ SubscriptionArn }))
  })

  test.each([
    ['monitor', ['filtered opened', 'filtered resolved']],
    ['tag', ['tagged opened', 'tagged resolved']],
    ['severity', ['filtered opened', 'tagged opened']],
  ])('by %s get what they asked for, and nothing else', async (name, wanted) => {
    const published = [...(await stack.alertsOn('filtered')), ...(await stack.alertsOn('tagged'))]
    const got = published
      .filter(({ deliveries }) =>
        deliveries.some((one) => one.endpoint === `${name}@example.com` && one.matches),
      )
      .map(({ attributes }) => `${String(attributes.monitorId)} ${String(attributes.transition)}`)
    expect(got).toEqual(wanted)
  })
})

describe('maintenance', () => {
  test('of a tag mutes its monitors: a failing run is stored, marked, and told to nobody', async () => {
    const { version, windows } = await stack.ports.runs.findTagWindows()
    const start = new Date(Date.now() - 5 * MINUTE).toISOString().slice(0, 16)
    const window = { mode: 'mute', zone: 'UTC', start, durationMinutes: 60 } as const
    await stack.ports.runs.putTagWindows({ version: version + 1, windows: [{ tag: 'moving', window }] })
    await monitors.put('muted', { tags: ['moving'] })
    const { result } = await run('muted', minutesAgo(1), false)
    expect(result).toMatchObject({ status: 2, maintenance: true })
    expect(await transitions('muted')).toEqual([])
    await stack.ports.runs.putTagWindows({ version: version + 2, windows })
  })
})
