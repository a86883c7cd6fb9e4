import { expect, test } from 'vitest'

import { DEFAULT_RETENTION } from '../../../shared/core/history/retention.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import { logOf, resultOf, runWorld } from '../../support/worlds/run-world.ts'

test.each([
  ['a run that delivered', 'its days', 300, { logDays: 3, failureLogDays: 9 }, 3],
  ['a run that lost its message', 'its days', Infinity, { logDays: 3, failureLogDays: 9 }, 9],
  ['a run that delivered', '30 days', 300, undefined, DEFAULT_RETENTION.logDays],
  ['a run that lost its message', '180 days', Infinity, undefined, DEFAULT_RETENTION.failureLogDays],
])('the diagnostic log of %s is kept %s', async (_, __, transitMs, retention, days) => {
  const world = await runWorld()
  world.mail.transitMs = transitMs
  if (retention) world.ports.retention = retention
  await resultOf(world)
  await world.clock.advance((days - 1) * DAY)
  expect(await logOf(world)).not.toEqual([])
  await world.clock.advance(2 * DAY)
  expect(await logOf(world)).toEqual([])
})
