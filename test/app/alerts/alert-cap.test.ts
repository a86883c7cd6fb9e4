import { describe, expect, test } from 'vitest'

import { notify } from '../../../shared/app/alerts/notify.ts'
import { DEFAULT_ALERT_CAP } from '../../../shared/core/judging/alert-cap.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { fillTopic, monitorIds, owingWorld, tellAll } from '../../support/worlds/owing-world.ts'
import { processUnderTest } from '../../support/processes/process-under-test.ts'

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

  test('lets through as many as it may at once, and those of one process do not compete', async () => {
    const world = await owingWorld()
    const ids = monitorIds(60)
    for (const monitorId of ids) await world.owe(monitorId)
    const process = processUnderTest({ ...world.ports, alertCap: 500 })
    expect((await Promise.all(ids.map((id) => notify(id, process.ports)))).flat()).toEqual([])
    expect(world.told()).toHaveLength(60)
    expect(process.calls.filter((call) => call.includes('putTraffic'))).toHaveLength(60)
  })

  test('lets through as many as it may of many processes at once', async () => {
    const world = await owingWorld()
    const ids = monitorIds(60)
    for (const monitorId of ids) await world.owe(monitorId)
    const alone = (id: string) => notify(id, processUnderTest({ ...world.ports, alertCap: 50 }).ports)
    expect((await Promise.all(ids.map(alone))).flat()).toEqual([])
    expect(world.told()).toHaveLength(50)
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
    expect(await world.owedBy('m')).toMatchObject([{ alertId: folded }])
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
    expect(await world.owedBy('m')).toEqual([])
  })
})
