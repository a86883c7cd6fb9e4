import { describe, expect, test } from 'vitest'

import { notify } from '../../../shared/app/alerts/notify.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { meetingPoint } from '../../support/worlds/meeting-point.ts'
import { type DeliveryWorld, deliveryWorld } from '../../support/worlds/delivery-world.ts'
import { type CallName, type Fault, withoutCount } from '../../support/processes/process-under-test.ts'
import { someOf } from '../../support/thorough.ts'

const DESTINATIONS = ['first', 'second', 'third']
const MONITORS = ['m0', 'm1']
const faults: readonly Fault[] = ['dies before', 'dies after', 'answer lost']

/** Two monitors that owe an alert each; the second destination is away at its first two tries. */
async function owing() {
  const world = await deliveryWorld(DESTINATIONS)
  let failures = 2
  world.broken.set('second', () => failures-- > 0)
  const owed: string[] = []
  for (const monitorId of MONITORS) owed.push(await world.owe(monitorId))
  return { world, owed }
}

type Process = ReturnType<DeliveryWorld['processWith']>

async function work({ ports, deliver }: Pick<Process, 'ports' | 'deliver'>): Promise<void> {
  for (const monitorId of MONITORS) await notify(monitorId, ports)
  await deliver()
}

async function callsOf(): Promise<readonly CallName[]> {
  const { world } = await owing()
  const process = world.processWith()
  await world.clock.runUntil(work(process))
  return process.calls
}

async function expectAllIsTold(
  { told, store, runs, clock }: DeliveryWorld,
  owed: readonly string[],
  mayBeTwice: (destination: string) => boolean = () => false,
): Promise<void> {
  for (const destination of DESTINATIONS) {
    const ids = told(destination)
    expect([...new Set(ids)].sort(), destination).toEqual(owed.toSorted())
    const most = owed.length + (mayBeTwice(destination) ? 1 : 0)
    expect(ids.length, `${destination} is told once`).toBeLessThanOrEqual(most)
  }
  expect(await store.waitingDeliveries(), 'nothing waits').toEqual([])
  for (const monitorId of MONITORS) expect((await runs.findState(monitorId))?.owed).toEqual([])
  expect(await runs.due(clock.now(), 10)).toEqual([])
}

const calls = await callsOf()

test('there are calls of every kind to die at', () => {
  expect(calls.length).toBeGreaterThanOrEqual(40)
  const kinds = new Set(calls.map(withoutCount))
  for (const kind of ['deliveries.addDelivery', 'deliveries.putDelivery', 'second.tell', 'runs.putTold'])
    expect(kinds).toContain(kind)
})

test('each destination is told each alert once, though one of them was away', async () => {
  const { world, owed } = await owing()
  await world.clock.runUntil(work(world))
  expect(world.told('second'), 'it is away').toEqual([])
  expect(world.told('third'), 'the others are not held up').toEqual(owed)
  await world.minutes(8)
  await expectAllIsTold(world, owed)
})

describe.each(faults)('nothing is lost when the process %s', (fault) => {
  test.each(someOf(calls, faults.length, faults.indexOf(fault)))('%s', async (at) => {
    const { world, owed } = await owing()
    const process = world.processWith({ at, fault })
    await world.clock.runUntil(Promise.race([work(process), process.death]).catch(() => undefined))
    expect(process.calls, 'the fault struck').toContain(at)
    await world.minutes(10)
    await expectAllIsTold(world, owed, mayTellTwice(at, fault))
  })
})

describe('each destination is told once when two processes meet', () => {
  test.each(someOf(calls, 3))('%s', async (at) => {
    const { world, owed } = await owing()
    const met = meetingPoint(at)
    const both = [1, 2].map(() => work(world.processWith(undefined, met.arrive)).finally(met.leave))
    await world.clock.runUntil(Promise.all(both))
    await world.minutes(10)
    await expectAllIsTold(world, owed)
  })
})

/**
 * Between a telling and its note nobody can know of it: there, and only there, the alert is told again. All
 * destinations are told at once, so that a death may strike each of them there.
 */
function mayTellTwice(at: CallName, fault: Fault): (destination: string) => boolean {
  const call = withoutCount(at)
  const firstTold = calls.findIndex((one) => one.includes('.tell'))
  if (fault === 'answer lost') return (destination) => call === `${destination}.tell`
  return () => calls.indexOf(at) >= firstTold
}

test('a minute is enough for what a dead process held', async () => {
  const { world } = await owing()
  const process = world.processWith({ at: 'first.tell #1', fault: 'dies before' })
  await world.clock.runUntil(Promise.race([work(process), process.death]).catch(() => undefined))
  await world.deliver()
  expect(world.told('first'), 'that of the other is held').toEqual(['m1-1'])
  await world.clock.advance(MINUTE)
  await world.deliver()
  expect(world.told('first')).toEqual(['m1-1', 'm0-1'])
})
