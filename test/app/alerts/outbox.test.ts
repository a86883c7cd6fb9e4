import { beforeEach, describe, expect, test } from 'vitest'

import { admitAlert } from '../../../shared/app/alerts/alert-admission.ts'
import { notify } from '../../../shared/app/alerts/notify.ts'
import { foldOwed, leaseOwed, strikeTold, withdrawOwed } from '../../../shared/app/alerts/outbox.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { type OwingWorld, fillTopic, owingWorld } from '../../support/worlds/owing-world.ts'
import { processUnderTest } from '../../support/processes/process-under-test.ts'

let world: OwingWorld
let alertId: string

beforeEach(async () => {
  world = await owingWorld()
  alertId = await world.owe('m')
})

const state = async () => (await world.runs.findState('m')) ?? expect.fail('no state')
const owed = async () => (await state()).owed
const lease = () => leaseOwed('m', ({ owed }) => owed, 30 * SECOND, world.ports)
const later = () => world.clock.now() + MINUTE

test('a claim of a clock that ran ahead keeps nobody from publishing once it is put right', async () => {
  const now = world.clock.now()
  world.clock.setWall(now + 60 * MINUTE)
  await lease()
  world.clock.setWall(now)
  await notify('m', world.ports)
  expect(world.told()).toEqual([[alertId]])
})

describe('folding', () => {
  test('leaves an alert alone that somebody is publishing, and takes it once the claim has lapsed', async () => {
    await lease()
    expect(await foldOwed('m', alertId, later(), world.ports)).toBe(false)
    expect(await owed()).toMatchObject([{ claimedUntil: world.clock.now() + 30 * SECOND }])
    await world.clock.advance(30 * SECOND)
    expect(await foldOwed('m', alertId, later(), world.ports)).toBe(true)
    const [alert] = await owed()
    expect(alert).toMatchObject({ foldedUntil: later() })
    expect(alert).not.toHaveProperty('claimedUntil')
    expect(alert).not.toHaveProperty('claimedBy')
  })

  test('does not put off an alert that was folded before', async () => {
    const foldedUntil = later()
    await foldOwed('m', alertId, foldedUntil, world.ports)
    expect(await foldOwed('m', alertId, foldedUntil + MINUTE, world.ports)).toBe(false)
    expect(await owed()).toMatchObject([{ foldedUntil }])
  })

  test('is nothing to an alert that was sent', async () => {
    await strikeTold('m', await owed(), {}, world.ports)
    expect(await foldOwed('m', alertId, later(), world.ports)).toBe(false)
  })
})

test('an alert that another has folded before it was claimed is not published by itself', async () => {
  const { promise: thaw, resolve: wake } = Promise.withResolvers<undefined>()
  const process = processUnderTest(world.ports, { at: 'runs.putState #1', fault: 'freezes before', thaw })
  const sleeper = notify('m', process.ports)
  await world.clock.advance(SECOND)
  await foldOwed('m', alertId, later(), world.ports)
  wake(undefined)
  expect(await sleeper).toEqual([])
  expect(world.told()).toEqual([])
  expect(await owed()).toMatchObject([{ foldedUntil: later() }])
})

describe('taking back', () => {
  test('ends an alert of which nobody is told', async () => {
    expect(await withdrawOwed('m', await owed(), world.ports)).toBe(true)
    expect(await state()).toMatchObject({ owed: [], toldIds: [] })
  })

  test('is too late where somebody is publishing it', async () => {
    await lease()
    expect(await withdrawOwed('m', await owed(), world.ports)).toBe(false)
    expect(await owed()).toHaveLength(1)
  })
})

test('an admission that somebody else always overtakes gives up', async () => {
  const runs = { ...world.runs, putTraffic: () => Promise.resolve(false) }
  const asked = { alertId, behindFolded: false }
  await expect(admitAlert('alerts', asked, { ...world.ports, runs })).rejects.toThrow(
    /topic alerts changed 20 times/,
  )
})

test('an alert behind a folded one is folded also when the cap cannot be asked', async () => {
  await fillTopic(world)
  await notify('m', world.ports)
  const recovery = await world.owe('m', { transition: 'heard' })
  const runs = { ...world.runs, findTraffic: () => Promise.reject(new Error('does not fit')) }
  expect(await notify('m', { ...world.ports, runs })).toHaveLength(1)
  expect(world.told()).toEqual([])
  for (let minute = 0; minute < 6; minute += 1) {
    await world.clock.advance(MINUTE)
    await world.pass()
  }
  expect(world.told().flat()).toEqual([alertId, recovery])
})
