import { beforeEach, describe, expect, test } from 'vitest'

import {
  type OwedTests,
  TEST_ALERT_TIMEOUT,
  awaitTests,
  oweTests,
} from '../../../shared/app/alerts/test-alert.ts'
import { emptyState } from '../../../shared/core/judging/evaluate.ts'
import type { MonitorAlert } from '../../../shared/core/judging/state.ts'
import { TEST_MONITOR_ID } from '../../../shared/core/judging/test-alert.ts'
import { listed } from '../../contracts/run-store/store-under-test.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { type OwingWorld, fillTopic, owingWorld } from '../../support/worlds/owing-world.ts'
import { DEFINITION } from '../../support/worlds/run-world.ts'

let world: OwingWorld
beforeEach(async () => {
  world = await owingWorld()
})

async function owed(...[request]: [Parameters<typeof oweTests>[0]?]): Promise<OwedTests> {
  const tests = await oweTests(request ?? {}, world.ports)
  if (tests.kind !== 'owed') throw new Error(`refused: ${tests.kind}`)
  return tests
}

async function setRow(change: Record<string, unknown>): Promise<void> {
  const definition = { ...DEFINITION, ...change }
  const before = await world.monitors.find('inbox')
  await world.monitors.put({ monitorId: 'inbox', managedBy: 'table', revision: 2, definition }, before)
}

const told = () => world.published.map(({ topic, attributes }) => [topic, attributes.transition])

/**
 * Waits for the tests while the watchdog passes every minute; answers what was not sent, and what was said to
 * be.
 */
async function outcome(tests: OwedTests, { watched = true } = {}) {
  const sent: MonitorAlert[] = []
  const waited = awaitTests(tests, world.ports, (alert) => sent.push(alert))
  const progress = { over: false }
  void waited.finally(() => (progress.over = true))
  const began = world.clock.now()
  while (!progress.over) {
    await world.clock.advance(SECOND)
    if (watched && (world.clock.now() - began) % MINUTE === 0) await world.pass()
  }
  return { notSent: [...(await waited).values()], sent, afterMs: world.clock.now() - began }
}

describe('a test alert', () => {
  test('of no monitor goes to the alert topic, the way every alert goes, and is told of as soon as it went out', async () => {
    const tests = await owed()
    const { notSent, sent, afterMs } = await outcome(tests)
    expect(notSent).toEqual([])
    expect(sent).toEqual(tests.alerts)
    expect(afterMs).toBeLessThan(MINUTE + 5 * SECOND)
    expect(told()).toEqual([['alerts', 'test']])
    expect(world.published[0]).toMatchObject({
      alertId: tests.alerts[0]?.alertId,
      subject: 'Roundtrip TEST: alert test - nothing is wrong',
    })
  })

  test('leaves nothing behind but what was sent', async () => {
    await outcome(await owed())
    const { toldIds, version, ...rest } =
      (await world.runs.findState(TEST_MONITOR_ID)) ?? expect.fail('no state')
    const { toldIds: _none, version: _zero, ...empty } = emptyState(TEST_MONITOR_ID)
    expect(rest).toEqual(empty)
    expect(toldIds).toHaveLength(1)
    const trail = await listed(world.runs.findTold(TEST_MONITOR_ID, { from: 0, before: Infinity }))
    expect(trail.map(({ alertId, transition }) => [alertId, transition])).toEqual([[toldIds[0], 'test']])
    expect(await world.runs.due(world.clock.now() + 10 * MINUTE, 10)).toEqual([])
    expect(await world.runs.findTraffic('alerts')).toBeUndefined()
  })

  test('is another one each time', async () => {
    const [first, second] = [await owed(), await owed()]
    expect(first.alerts[0]?.alertId).not.toBe(second.alerts[0]?.alertId)
    await world.clock.advance(MINUTE)
    await world.pass()
    expect(told()).toHaveLength(2)
  })

  test('of a monitor goes to each topic that its policies tell of errors, once', async () => {
    await setRow({
      alerts: [
        { topic: 'alerts' },
        { topic: 'on-call', afterFailures: 3 },
        { topic: 'on-call', afterFailures: 5 },
        { topic: 'slow', onError: false },
      ],
    })
    await outcome(await owed({ monitorId: 'inbox' }))
    expect(told()).toEqual([
      ['alerts', 'test'],
      ['on-call', 'test'],
    ])
    expect(world.published[0]?.attributes.monitorId).toBe('inbox')
  })

  test('of a monitor changes nothing that is known of it', async () => {
    await world.owe('inbox', { transition: 'heard' })
    const before = (await world.runs.findState('inbox')) ?? expect.fail('no state')
    await outcome(await owed({ monitorId: 'inbox' }))
    const {
      toldIds,
      version,
      owed: left,
      ...after
    } = (await world.runs.findState('inbox')) ?? expect.fail('no state')
    const { toldIds: _told, version: _version, owed: _owed, ...same } = before
    expect(after).toEqual(same)
    expect(left).toEqual([])
  })

  test('goes to the topic that is named alone', async () => {
    await outcome(await owed({ monitorId: 'inbox', topic: 'on-call' }))
    await outcome(await owed({ topic: 'on-call' }))
    expect(told()).toEqual([
      ['on-call', 'test'],
      ['on-call', 'test'],
    ])
  })

  test('goes out at once also when the topic has had its fill', async () => {
    await fillTopic(world)
    expect(await outcome(await owed())).toMatchObject({ notSent: [] })
  })

  test('of a monitor whose row has mistakes goes by the definition that is in force', async () => {
    const accepted = { ...DEFINITION, alerts: [{ topic: 'on-call' }] }
    await world.runs.putAccepted('inbox', { definition: accepted, managedBy: 'table', acceptedAt: 1 })
    await setRow({ timeoutSeconds: 'long' })
    expect((await owed({ monitorId: 'inbox' })).alerts.map(({ topic }) => topic)).toEqual(['on-call'])
  })
})

test('a test of a monitor that never was without mistakes goes where its alerts go: to the alert topic', async () => {
  await setRow({ timeoutSeconds: 'long', alerts: [{ topic: 'on-call' }] })
  expect((await owed({ monitorId: 'inbox' })).alerts.map(({ topic }) => topic)).toEqual(['alerts'])
})

describe('is refused, and owes nothing,', () => {
  const refused = async (request: Parameters<typeof oweTests>[0]) => {
    const refusal = await oweTests(request, world.ports)
    expect(await world.runs.due(world.clock.now() + MINUTE, 10)).toEqual([])
    return refusal
  }

  test('a test of a monitor that there is not', async () => {
    expect(await refused({ monitorId: 'shop' })).toEqual({ kind: 'no-monitor', monitorId: 'shop' })
    expect(await refused({ monitorId: 'shop', topic: 'alerts' })).toMatchObject({ kind: 'no-monitor' })
    expect(await refused({ monitorId: TEST_MONITOR_ID })).toMatchObject({ kind: 'no-monitor' })
  })

  test('one of a monitor that tells nobody of errors', async () => {
    await setRow({ alerts: [{ onError: false }] })
    expect(await refused({ monitorId: 'inbox' })).toEqual({ kind: 'tells-nobody', monitorId: 'inbox' })
  })

  test('one to a topic that there is not, named here or by a policy', async () => {
    const topics = ['alerts', 'on-call']
    expect(await refused({ topic: 'oncall', topics })).toEqual({ kind: 'no-topic', topic: 'oncall', topics })
    await setRow({ alerts: [{ topic: 'gone' }] })
    expect(await refused({ monitorId: 'inbox', topics })).toMatchObject({ kind: 'no-topic', topic: 'gone' })
  })
})

describe('a test alert that does not go out in 150 s is taken back, and it is said', () => {
  test('that nobody came for it', async () => {
    const { notSent, sent, afterMs } = await outcome(await owed(), { watched: false })
    expect({ notSent, sent }).toEqual({ notSent: ['nobody-came'], sent: [] })
    expect(afterMs).toBeGreaterThanOrEqual(TEST_ALERT_TIMEOUT)
    await world.pass()
    expect(told()).toEqual([])
  })

  test('that it could not be published', async () => {
    world.ports.publisher = { publish: () => Promise.reject(new Error('no such topic')) }
    expect(await outcome(await owed())).toMatchObject({ notSent: ['not-published'], sent: [] })
    await world.clock.advance(MINUTE)
    expect((await world.pass()).failures).toEqual([])
  })

  test('unless somebody is publishing it just then', async () => {
    world.ports.publisher = { publish: () => new Promise(() => undefined) }
    const tests = await owed()
    const waited = awaitTests(tests, world.ports, () => expect.fail('it was not sent'))
    await world.clock.advance(TEST_ALERT_TIMEOUT - SECOND)
    void world.pass().catch(() => undefined)
    await world.clock.advance(5 * SECOND)
    expect([...(await waited).values()]).toEqual(['under-way'])
  })

  test('of several topics for each that did not', async () => {
    await setRow({ alerts: [{ topic: 'alerts' }, { topic: 'on-call' }] })
    const { publisher } = world.ports
    world.ports.publisher = {
      publish: (message) =>
        message.topic === 'alerts' ? publisher.publish(message) : Promise.reject(new Error('no such topic')),
    }
    const { notSent, sent } = await outcome(await owed({ monitorId: 'inbox' }))
    expect(notSent).toEqual(['not-published'])
    expect(sent.map(({ topic }) => topic)).toEqual(['alerts'])
  })
})
