import { describe, expect, test } from 'vitest'

import { inParallel } from '../../../shared/app/concurrency/in-parallel.ts'
import { notify } from '../../../shared/app/alerts/notify.ts'
import { CAP_WINDOW, DEFAULT_ALERT_CAP, DIGEST_AFTER } from '../../../shared/core/judging/alert-cap.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { type OwingWorld, fillTopic, monitorIds, owingWorld } from '../../support/worlds/owing-world.ts'
import { processUnderTest } from '../../support/processes/process-under-test.ts'

/** Each monitor owes an alert and tells it, one after the other. */
async function tellAll(world: OwingWorld, ids: readonly string[]): Promise<string[]> {
  const alertIds: string[] = []
  for (const monitorId of ids) {
    alertIds.push(await world.owe(monitorId))
    await notify(monitorId, world.ports)
  }
  return alertIds
}

async function passes(world: OwingWorld, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await world.clock.advance(MINUTE)
    expect((await world.pass()).failures).toEqual([])
  }
}

async function owedBy({ runs }: OwingWorld, monitorId: string) {
  return (await runs.findState(monitorId))?.owed ?? []
}

describe('alerts that come faster than a topic takes them', () => {
  test('go out one by one up to the cap, at once; the rest go out together, once, within five minutes', async () => {
    const world = await owingWorld()
    const alerts = await tellAll(world, monitorIds(25))
    expect(world.told()).toEqual(alerts.slice(0, DEFAULT_ALERT_CAP).map((alertId) => [alertId]))
    await passes(world, DIGEST_AFTER / MINUTE - 1)
    expect(world.told()).toHaveLength(DEFAULT_ALERT_CAP)
    await passes(world, 1)
    expect(world.told().slice(DEFAULT_ALERT_CAP)).toEqual([alerts.slice(DEFAULT_ALERT_CAP)])
    await passes(world, 10)
    expect(world.told()).toHaveLength(DEFAULT_ALERT_CAP + 1)
    for (const monitorId of monitorIds(25)) expect(await owedBy(world, monitorId)).toEqual([])
    expect(await world.runs.due(world.clock.now(), 100)).toEqual([])
  })

  test('go out in as many digests as name each of their monitors', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    await tellAll(world, monitorIds(300))
    await passes(world, DIGEST_AFTER / MINUTE)
    const named = world.published.flatMap(({ attributes }) => attributes.monitorId)
    expect(named.sort()).toEqual(monitorIds(300))
    expect(world.told()).toHaveLength(2)
    for (const monitorId of monitorIds(300)) expect(await owedBy(world, monitorId)).toEqual([])
  })

  test('stay owed until the digest is published', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    const alerts = await tellAll(world, monitorIds(3))
    const { publisher } = world.ports
    world.ports.publisher = { publish: () => Promise.reject(new Error('topic gone')) }
    await world.clock.advance(DIGEST_AFTER)
    expect((await world.pass()).failures).toMatchObject([
      {
        message: 'the digest for topic alerts was not published; its alerts stay owed',
        cause: { message: 'topic gone' },
      },
    ])
    for (const [n, monitorId] of monitorIds(3).entries()) {
      expect(await owedBy(world, monitorId)).toMatchObject([{ alertId: alerts[n] }])
    }
    world.ports.publisher = publisher
    await passes(world, 1)
    expect(world.told()).toEqual([alerts])
  })

  test('are told as sent, in the state of each monitor', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    const [first] = await tellAll(world, monitorIds(2))
    await passes(world, 5)
    expect(await world.runs.findState('m000')).toMatchObject({
      owed: [],
      sent: [{ alertId: first, transition: 'silent', sentAt: world.clock.now() }],
    })
  })

  test('of another topic are none of this one’s', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    const alertId = await world.owe('m', { topic: 'on-call' })
    await notify('m', world.ports)
    expect(world.told()).toEqual([[alertId]])
  })

  test('and are many at once are each told once, alone or in one digest', async () => {
    const world = await owingWorld()
    const ids = monitorIds(60)
    const alerts = await Promise.all(ids.map((monitorId) => world.owe(monitorId)))
    const failed = await world.clock.runUntil(
      inParallel(ids, 60, (monitorId) => notify(monitorId, world.ports)),
    )
    expect([...failed]).toEqual([])
    expect(world.told()).toHaveLength(DEFAULT_ALERT_CAP)
    await passes(world, 5)
    expect(world.told()).toHaveLength(DEFAULT_ALERT_CAP + 1)
    expect(world.told().flat().sort()).toEqual(alerts)
  })

  test('are in one digest for each topic, whatever monitors owe to several', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    await fillTopic(world, 'on-call')
    const ids = monitorIds(3)
    for (const monitorId of ids) {
      await world.owe(monitorId)
      await world.owe(monitorId, { topic: 'on-call' })
      await notify(monitorId, world.ports)
    }
    await passes(world, 5)
    expect(world.published.map(({ topic }) => topic).sort()).toEqual(['alerts', 'on-call'])
    expect(world.told()).toEqual([ids.map((id) => `${id}-1`), ids.map((id) => `${id}-2`)])
  })
})

test('a single alert that was folded is told in full, since there is nothing to tell it with', async () => {
  const world = await owingWorld()
  await fillTopic(world)
  const [alertId] = await tellAll(world, ['m'])
  await passes(world, 5)
  expect(world.published).toMatchObject([{ alertId, attributes: { monitorId: 'm', transition: 'silent' } }])
  expect(world.published[0]?.json).toContain('roundtrip.alert/1')
})

describe('what a monitor tells a topic stays in order', () => {
  test('its recovery is folded behind its opening, though there is room by now', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    const opening = await world.owe('m')
    await notify('m', world.ports)
    await world.clock.advance(CAP_WINDOW - SECOND)
    await emptyTopic(world)
    const recovery = await world.owe('m', { transition: 'heard' })
    await notify('m', world.ports)
    expect(world.told()).toEqual([])
    await world.clock.advance(SECOND)
    await world.pass()
    expect(world.told()).toEqual([[opening, recovery]])
  })

  test('a recovery does not go before an opening whose digest cannot be told', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    const opening = await world.owe('m')
    await notify('m', world.ports)
    const { publisher } = world.ports
    world.ports.publisher = { publish: () => Promise.reject(new Error('topic gone')) }
    await world.clock.advance(DIGEST_AFTER)
    await world.pass()
    world.ports.publisher = publisher
    const recovery = await world.owe('m', { transition: 'heard' })
    await notify('m', world.ports)
    await passes(world, 10)
    expect(world.told().flat()).toEqual([opening, recovery])
  })

  test('the alerts of another monitor go out meanwhile', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    await tellAll(world, ['m'])
    await world.clock.advance(CAP_WINDOW - SECOND)
    await emptyTopic(world)
    const [other] = await tellAll(world, ['other'])
    expect(world.told()).toEqual([[other]])
  })
})

describe('the cap', () => {
  test('costs an alert one read and one write, and a monitor that owes nothing neither', async () => {
    const world = await owingWorld()
    await world.owe('m')
    const traffic = async () => {
      const process = processUnderTest(world.ports)
      await notify('m', process.ports)
      return process.calls.filter((call) => call.includes('Traffic'))
    }
    expect(await traffic()).toEqual(['runs.findTraffic #1', 'runs.putTraffic #1'])
    expect(await traffic()).toEqual([])
  })

  test('that is had its fill costs an alert one read, and writes nothing but the time of the digest', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    const calls: string[] = []
    for (const monitorId of monitorIds(3)) {
      await world.owe(monitorId)
      const process = processUnderTest(world.ports)
      await notify(monitorId, process.ports)
      calls.push(...process.calls.filter((call) => call.includes('putTraffic')))
    }
    expect(calls).toEqual(['runs.putTraffic #1'])
  })

  test('that cannot be asked holds up nothing, and is a failure', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    const findTraffic = () => Promise.reject(new Error('does not fit'))
    const ports = { ...world.ports, runs: { ...world.runs, findTraffic } }
    const alertId = await world.owe('m')
    expect(await notify('m', ports)).toMatchObject([
      { message: `the cap of topic alerts could not be asked about alert ${alertId}` },
    ])
    expect(world.told()).toEqual([[alertId]])
  })

  test('gives an alert whose publish failed its place again', async () => {
    const world = await owingWorld()
    await tellAll(world, monitorIds(DEFAULT_ALERT_CAP - 1))
    const alertId = await world.owe('m')
    const publisher = { publish: () => Promise.reject(new Error('topic gone')) }
    await notify('m', { ...world.ports, publisher })
    await world.clock.advance(30 * SECOND)
    await notify('m', world.ports)
    expect(world.told().at(-1)).toEqual([alertId])
    expect((await world.runs.findTraffic('alerts'))?.alone).toHaveLength(DEFAULT_ALERT_CAP)
  })
})

describe('a test alert', () => {
  test('goes out at once though the topic has had its fill, and counts for nothing', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    const before = await world.runs.findTraffic('alerts')
    const folded = await world.owe('m')
    await notify('m', world.ports)
    const alertId = await world.owe('m', { transition: 'test' })
    await notify('m', world.ports)
    expect(world.told()).toEqual([[alertId]])
    expect((await world.runs.findTraffic('alerts'))?.alone).toEqual(before?.alone)
    expect(await owedBy(world, 'm')).toMatchObject([{ alertId: folded }])
  })

  test('that cannot be published holds up no other, and is dropped when nobody can be waiting for it', async () => {
    const world = await owingWorld()
    await world.owe('m', { transition: 'test' })
    const { publisher } = world.ports
    const refusing = (message: { attributes: { transition?: unknown } }) =>
      message.attributes.transition === 'test'
        ? Promise.reject(new Error('no such topic'))
        : publisher.publish(message as never)
    world.ports.publisher = { publish: refusing }
    const alertId = await world.owe('m')
    expect(await notify('m', world.ports)).toHaveLength(1)
    expect(world.told()).toEqual([[alertId]])
    await world.clock.advance(10 * MINUTE)
    expect((await world.pass()).failures).toEqual([])
    expect(await owedBy(world, 'm')).toEqual([])
  })
})

/** There is room again; what was folded stays so. */
async function emptyTopic({ runs }: OwingWorld): Promise<void> {
  const traffic = await runs.findTraffic('alerts')
  if (!traffic) throw new Error('nothing was told yet')
  await runs.putTraffic({ ...traffic, version: traffic.version + 1, alone: [] })
}
