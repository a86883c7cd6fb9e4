import { expect, test } from 'vitest'

import { NotStarted } from '../../../shared/app/ports/run-starter.ts'
import { watch } from '../../../shared/app/watch/watch.ts'
import type { OpenRun } from '../../../shared/core/run/run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, openRun } from '../../contracts/run-fixtures.ts'
import { removeRow } from '../../support/remove-row.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'

const DONE = { restarted: 0, failures: [], more: false }

/** A run that began in Berlin, whose stack was deleted before it ended. */
async function leftBehind(change: Partial<OpenRun> = {}): Promise<RunWorld & { open: OpenRun }> {
  const world = await runWorld({ locations: ['home', 'berlin'] })
  const open = openRun({ location: 'berlin', scheduledAt: world.clock.now(), ...change })
  await world.runs.claim(open)
  await world.clock.advance(3 * MINUTE)
  return { ...world, open }
}

function pass(world: RunWorld) {
  const start = ({ location }: { location: string }) =>
    location === 'us-east-1'
      ? Promise.resolve()
      : Promise.reject(
          new NotStarted('no-location', `there is no probe at "${location}", only at: us-east-1`),
        )
  return world.clock.runUntil(watch({ ...world.ports, starter: { start } }))
}

test.each(['claimed', 'submitting', 'sent', 'parked'] as const)(
  'a run that was interrupted at stage %s, and whose location is gone, is ended once as inconclusive',
  async (stage) => {
    const world = await leftBehind({ stage })
    expect(await pass(world)).toEqual(DONE)
    const result = await world.runs.findResult(world.open)
    expect(result).toMatchObject({
      location: 'berlin',
      status: 90,
      reason: 'run-interrupted',
      detail: 'its process ended, and there is no probe at "berlin", only at: us-east-1',
      startedAt: world.open.startedAt,
      warnings: ['taken-over'],
    })
    expect(await world.runs.findOpen(world.open)).toBeUndefined()
    expect(await world.runs.due(world.clock.now(), 10)).toEqual([])
    await world.clock.advance(MINUTE)
    expect(await pass(world)).toEqual(DONE)
    expect(await world.runs.findResult(world.open)).toEqual(result)
    expect(world.mail.counts).toEqual({})
  },
)

test('one that was found so long after its time is no failure any more at the next pass', async () => {
  const world = await leftBehind()
  await world.clock.advance(72 * MINUTE)
  for (let minute = 0; minute < 16; minute += 1) {
    await pass(world)
    await world.clock.advance(MINUTE)
  }
  expect(await pass(world)).toEqual(DONE)
})

test('one whose message was seen before has passed', async () => {
  const seen = { at: NOON + MINUTE, roundTripMs: 4200 }
  const world = await leftBehind({ stage: 'sent', seen })
  expect(await pass(world)).toEqual(DONE)
  expect(await world.runs.findResult(world.open)).toMatchObject({ status: 0, roundTripMs: 4200 })
})

test('one whose result stands is settled, and keeps it', async () => {
  const world = await leftBehind({ stage: 'sent' })
  const dropOpen = () => Promise.reject(new Error('table gone'))
  const broken = { ...world, ports: { ...world.ports, runs: { ...world.runs, dropOpen } } }
  expect(await pass(broken)).toMatchObject({ failures: [{ cause: { message: 'table gone' } }] })
  const result = await world.runs.findResult(world.open)
  await world.clock.advance(3 * MINUTE)
  expect(await pass(world)).toEqual(DONE)
  expect(await world.runs.findResult(world.open)).toEqual(result)
  expect(await world.runs.findOpen(world.open)).toBeUndefined()
})

test('two passes at once end it once', async () => {
  const world = await leftBehind({ stage: 'sent' })
  expect(await Promise.all([pass(world), pass(world)])).toEqual([DONE, DONE])
  expect(await world.runs.findResult(world.open)).toMatchObject({ reason: 'run-interrupted' })
  expect(await world.runs.due(world.clock.now(), 10)).toEqual([])
})

test('the claim of a monitor that was removed too is forgotten', async () => {
  const world = await leftBehind({ stage: 'sent' })
  await removeRow(world.monitors, 'inbox')
  expect(await pass(world)).toEqual(DONE)
  expect(await world.runs.findResult(world.open)).toBeUndefined()
  expect(await world.runs.findOpen(world.open)).toBeUndefined()
})
