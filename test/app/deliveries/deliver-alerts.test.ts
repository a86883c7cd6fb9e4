import { describe, expect, test } from 'vitest'

import { notify } from '../../../shared/app/alerts/notify.ts'
import { awaitDeliveries } from '../../../shared/app/deliveries/await-deliveries.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { fillTopic } from '../../support/worlds/owing-world.ts'
import { deliveryWorld } from '../../support/worlds/delivery-world.ts'

test('one destination hears the alerts of a monitor in their order; another monitor waits for none of them', async () => {
  const world = await deliveryWorld(['only'])
  world.broken.set('only', (alertId) => alertId === 'shop-1' && world.clock.now() < start + 90_000)
  const start = world.clock.now()
  for (const monitorId of ['shop', 'shop', 'news']) {
    await world.owe(monitorId)
    await notify(monitorId, world.ports)
  }
  await world.deliver()
  expect(world.told('only'), 'after a failure the pass is over').toEqual([])
  await world.deliver()
  expect(world.told('only')).toEqual(['news-1'])
  await world.minutes(5)
  expect(world.told('only')).toEqual(['news-1', 'shop-1', 'shop-2'])
})

test('tries come 1, 2, 4, 8, then 15 min apart, and end after 3 days with a word', async () => {
  const world = await deliveryWorld(['only'])
  world.broken.set('only', () => true)
  await world.owe('shop')
  await notify('shop', world.ports)
  const at: number[] = []
  const start = world.clock.now()
  for (let minute = 0; minute < 60; minute += 1) {
    const before = world.tries.length
    await world.deliver()
    if (world.tries.length > before) at.push((world.clock.now() - start) / MINUTE)
    await world.clock.advance(MINUTE)
  }
  expect(at).toEqual([0, 1, 3, 7, 15, 30, 45])
  expect(world.ended.at(-1)).toMatchObject({ problem: 'away' })
  await world.clock.advance(3 * DAY)
  await world.deliver()
  expect(world.ended.at(-1)).toMatchObject({
    alertId: 'shop-1',
    problem: 'away',
    abandonedAt: world.clock.now(),
  })
  expect(await world.store.waitingDeliveries()).toEqual([])
})

test('what was given up holds up nothing that came after it', async () => {
  const world = await deliveryWorld(['only'])
  world.broken.set('only', (alertId) => alertId === 'shop-1')
  await world.owe('shop')
  await world.owe('shop')
  await notify('shop', world.ports)
  await world.deliver()
  await world.clock.advance(3 * DAY)
  await world.deliver()
  await world.deliver()
  expect(world.told('only')).toEqual(['shop-2'])
})

test('of what is settled its words are not kept: each pass reads it, for 10 days', async () => {
  const world = await deliveryWorld(['first', 'second'])
  world.broken.set('second', () => true)
  await world.owe('shop')
  await notify('shop', world.ports)
  expect(await world.store.waitingDeliveries()).toMatchObject([
    { json: expect.stringContaining('shop') as string },
    {},
  ])
  await world.deliver()
  await world.clock.advance(3 * DAY)
  await world.deliver()
  const words = { subject: '', text: '', json: '' }
  expect(await world.store.deliveriesOf('shop-1')).toMatchObject([
    { destination: 'first', deliveredAt: expect.any(Number) as number, ...words },
    { destination: 'second', abandonedAt: expect.any(Number) as number, ...words },
  ])
})

test('a destination that was taken out of the settings is given up, and said so', async () => {
  const world = await deliveryWorld(['only'])
  await world.owe('shop')
  await notify('shop', world.ports)
  world.destinations.length = 0
  const gone = await deliveryWorld([])
  const [waiting] = await world.store.waitingDeliveries()
  await gone.store.addDelivery(waiting ?? expect.fail('nothing waits'))
  await gone.deliver()
  expect(gone.ended).toMatchObject([{ problem: 'it is no longer in the settings' }])
  expect(await gone.store.waitingDeliveries()).toEqual([])
})

test('an alert for a topic that there is not goes to alerts', async () => {
  const world = await deliveryWorld(['only'])
  const alertId = await world.owe('shop', { topic: 'gone' })
  await notify('shop', world.ports)
  await world.deliver()
  expect(world.told('only')).toEqual([alertId])
})

test('a digest is told once to each, and what a monitor has to say next comes after it', async () => {
  const world = await deliveryWorld(['first', 'second'])
  world.broken.set('second', () => world.clock.now() < until)
  await fillTopic(world)
  for (const monitorId of ['m0', 'm1']) {
    await world.owe(monitorId)
    await notify(monitorId, world.ports)
  }
  const until = world.clock.now() + 8 * MINUTE
  await world.minutes(6)
  expect(world.told('first')).toHaveLength(1)
  expect(world.told('second')).toEqual([])
  const after = await world.owe('m1')
  await world.minutes(20)
  const [digest] = world.told('first')
  expect(world.told('first')).toEqual([digest, after])
  expect(world.told('second')).toEqual([digest, after])
})

describe('a test alert', () => {
  const owe = async (world: Awaited<ReturnType<typeof deliveryWorld>>) => {
    const alertId = await world.owe('shop', { transition: 'test' })
    await notify('shop', world.ports)
    return alertId
  }

  test('waits for no other, not even at a destination that is away', async () => {
    const world = await deliveryWorld(['only'])
    world.broken.set('only', (alertId) => alertId === 'shop-1')
    await world.owe('shop')
    await notify('shop', world.ports)
    const alertId = await owe(world)
    await world.deliver()
    expect(world.told('only')).toEqual([alertId])
  })

  test('is tried once, and what became of it is known at once', async () => {
    const world = await deliveryWorld(['first', 'second'])
    world.broken.set('second', () => true)
    const alertId = await owe(world)
    const reading = awaitDeliveries(alertId, { clock: world.clock, deliveries: world.store })
    await world.deliver()
    const became = await world.clock.runUntil(reading)
    expect(became).toMatchObject([
      { destination: 'first', deliveredAt: expect.any(Number) as number },
      { destination: 'second', problem: 'away', abandonedAt: expect.any(Number) as number },
    ])
    await world.minutes(20)
    expect(world.tries).toHaveLength(2)
  })
})
