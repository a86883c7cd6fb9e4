import { describe, expect, test } from 'vitest'

import { inParallel } from '../../../shared/app/concurrency/in-parallel.ts'
import { notify } from '../../../shared/app/alerts/notify.ts'
import { CAP_WINDOW, DEFAULT_ALERT_CAP, DIGEST_AFTER } from '../../../shared/core/judging/alert-cap.ts'
import { listed } from '../../contracts/run-store/store-under-test.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import {
  type OwingWorld,
  fillTopic,
  monitorIds,
  owingWorld,
  tellAll,
} from '../../support/worlds/owing-world.ts'
import { longTest } from '../../support/thorough.ts'

describe('alerts that come faster than a topic takes them', () => {
  test('go out one by one up to the cap, at once; the rest go out together, once, within five minutes', async () => {
    const world = await owingWorld()
    const alerts = await tellAll(world, monitorIds(25))
    expect(world.told()).toEqual(alerts.slice(0, DEFAULT_ALERT_CAP).map((alertId) => [alertId]))
    await world.passes(DIGEST_AFTER / MINUTE - 1)
    expect(world.told()).toHaveLength(DEFAULT_ALERT_CAP)
    await world.passes(1)
    expect(world.told().slice(DEFAULT_ALERT_CAP)).toEqual([alerts.slice(DEFAULT_ALERT_CAP)])
    await world.passes(10)
    expect(world.told()).toHaveLength(DEFAULT_ALERT_CAP + 1)
    for (const monitorId of monitorIds(25)) expect(await world.owedBy(monitorId)).toEqual([])
    expect(await world.runs.due(world.clock.now(), 100)).toEqual([])
  })

  longTest('go out in as many digests as name each of their monitors', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    await tellAll(world, monitorIds(300))
    await world.passes(DIGEST_AFTER / MINUTE)
    const named = world.published.flatMap(({ attributes }) => attributes.monitorId)
    expect(named.sort()).toEqual(monitorIds(300))
    expect(world.told()).toHaveLength(2)
    for (const monitorId of monitorIds(300)) expect(await world.owedBy(monitorId)).toEqual([])
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
      expect(await world.owedBy(monitorId)).toMatchObject([{ alertId: alerts[n] }])
    }
    world.ports.publisher = publisher
    await world.passes(1)
    expect(world.told()).toEqual([alerts])
  })

  test('are in the trail of each monitor, as told in one message', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    const [first] = await tellAll(world, monitorIds(2))
    await world.passes(5)
    expect(await world.runs.findState('m000')).toMatchObject({
      owed: [],
      toldIds: [first],
    })
    const { runs, clock } = world
    const trails = monitorIds(2).map((id) => listed(runs.findTold(id, { from: 0, before: Infinity })))
    const told = { digest: true, messageId: '1', toldAt: clock.now(), transition: 'silent', topic: 'alerts' }
    expect((await Promise.all(trails)).flat()).toMatchObject([
      { ...told, monitorId: 'm000', alertId: first },
      { ...told, monitorId: 'm001' },
    ])
  })

  test('are in the trail as told alone where one was left alone', async () => {
    const world = await owingWorld()
    await fillTopic(world)
    await tellAll(world, ['m'])
    await world.passes(5)
    const [told] = await listed(world.runs.findTold('m', { from: 0, before: Infinity }))
    expect(told).toMatchObject({ messageId: '1' })
    expect(told).not.toHaveProperty('digest')
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
    await world.passes(5)
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
    await world.passes(5)
    expect(world.published.map(({ topic }) => topic).sort()).toEqual(['alerts', 'on-call'])
    expect(world.told()).toEqual([ids.map((id) => `${id}-1`), ids.map((id) => `${id}-2`)])
  })
})

test('a single alert that was folded is told in full, since there is nothing to tell it with', async () => {
  const world = await owingWorld()
  await fillTopic(world)
  const [alertId] = await tellAll(world, ['m'])
  await world.passes(5)
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
    await world.passes(10)
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

/** There is room again; what was folded stays so. */
async function emptyTopic({ runs }: OwingWorld): Promise<void> {
  const traffic = await runs.findTraffic('alerts')
  if (!traffic) throw new Error('nothing was told yet')
  await runs.putTraffic({ ...traffic, version: traffic.version + 1, alone: [] })
}
