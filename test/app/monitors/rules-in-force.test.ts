import { expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { SECOND, isoInstant } from '../../../shared/core/time/units.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'

/** A run that waits for a message which never comes; half way somebody writes this into the monitor's row. */
async function changedMeanwhile(change: (now: number) => Record<string, unknown>): Promise<RunWorld> {
  const world = await runWorld()
  world.mail.transitMs = Infinity
  const run = handleRun(world.request, world.ports)
  await world.clock.advance(30 * SECOND)
  const row = await world.monitors.find('inbox')
  if (!row) throw new Error('no row')
  const definition = { ...row.definition, ...change(world.clock.now()) }
  await world.monitors.put({ ...row, revision: row.revision + 1, definition }, row)
  await world.clock.runUntil(run)
  return world
}

const windowFrom = (now: number, mode: string) => ({
  maintenance: [{ start: isoInstant(now).slice(0, 16), durationMinutes: 60, zone: 'UTC', mode }],
})

test.each(['mute', 'pause'])(
  'a window of mode %s that is set while a run waits holds for that run',
  async (mode) => {
    const world = await changedMeanwhile((now) => windowFrom(now, mode))
    expect(world.published).toEqual([])
  },
)

test('so does a policy', async () => {
  const world = await changedMeanwhile(() => ({ alerts: [{ onError: false }] }))
  expect(world.published).toEqual([])
})

test('a row that cannot be read again leaves the run to what it began with', async () => {
  const world = await runWorld()
  world.mail.transitMs = Infinity
  const { find } = world.monitors
  let reads = 0
  world.ports.monitors = {
    ...world.monitors,
    find: (id) => ((reads += 1) === 2 ? Promise.reject(new Error('throttled')) : find(id)),
  }
  await world.clock.runUntil(handleRun(world.request, world.ports))
  expect(world.published.map(({ attributes }) => attributes.transition)).toEqual(['opened'])
})
