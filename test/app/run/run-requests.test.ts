import { expect, test } from 'vitest'

import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { handle, resultOf, runWorld } from '../../support/worlds/run-world.ts'
import { removeRow } from '../../support/remove-row.ts'

test('a run that starts later than its interval is no news, and sends nothing', async () => {
  const world = await runWorld()
  await world.clock.advance(10 * MINUTE + SECOND)
  expect(await resultOf(world)).toMatchObject({ status: 90, reason: 'run-too-late' })
  expect(world.mail.counts).toEqual({})
})

test('a run whose row is gone returns without a result', async () => {
  const world = await runWorld()
  await removeRow(world.monitors, 'inbox')
  expect(await handle(world)).toEqual({ kind: 'no-monitor' })
  expect(await world.runs.findResult(runKeyOf(world.request))).toBeUndefined()
})

test.each([
  { enabled: false },
  { pausedUntil: '9999-12-31T23:59:59Z' },
  // Whoever paused it wants no alert about its mistakes.
  { enabled: false, timeoutSeconds: 'long' },
])('a monitor with %j is not run by its schedule', async (change) => {
  const world = await runWorld(change)
  expect(await handle(world)).toEqual({ kind: 'paused' })
  expect(await world.runs.findOpen(runKeyOf(world.request))).toBeUndefined()
})

test('a monitor whose pause is over runs again', async () => {
  const world = await runWorld({ pausedUntil: '2026-01-01T00:00:00Z' })
  expect(await resultOf(world)).toMatchObject({ status: 0 })
})

test.each([{ enabled: false }, { pausedUntil: '9999-12-31T23:59:59Z' }])(
  '%j does not keep a run on demand',
  async (change) => {
    const world = await runWorld(change)
    world.request = { ...world.request, trigger: 'on-demand', requestId: 'r1' }
    expect(await resultOf(world)).toMatchObject({ status: 0, trigger: 'on-demand' })
  },
)

test('a run on demand is stored and never judged', async () => {
  const world = await runWorld()
  world.mail.transitMs = Infinity
  world.request = { ...world.request, trigger: 'on-demand', requestId: 'r1' }
  expect(await resultOf(world)).toMatchObject({ status: 2 })
  expect(world.published).toEqual([])
})

test('a time that has not come is refused', async () => {
  const world = await runWorld()
  world.request = { ...world.request, scheduledAt: world.clock.now() + 3 * MINUTE }
  await expect(handle(world)).rejects.toThrow(
    'scheduledAt: expected a time that has come, got 2026-01-05T12:03',
  )
  expect(world.mail.counts).toEqual({})
})
