import { expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import type { SenderReason } from '../../../shared/core/run/statuses.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { failing } from '../../support/memory/mail-steps.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'

/** Three scheduled runs of a monitor that the built-in sender sends for, which refuses each for this reason. */
async function threeRuns(senderReason: SenderReason): Promise<RunWorld & { toldAfter: number[] }> {
  const world = await runWorld({ smtp: undefined })
  const text = `MessageRejected: ${senderReason}`
  world.mail.on('smtp.submit', failing('smtp.submit', { kind: 'refused', senderReason, text }))
  const toldAfter: number[] = []
  for (let run = 0; run < 3; run += 1) {
    const request = { ...world.request, scheduledAt: world.clock.now() }
    await world.clock.runUntil(handleRun(request, world.ports))
    toldAfter.push(world.published.length)
    await world.clock.advance(10 * MINUTE)
  }
  return { ...world, toldAfter }
}

test.each<[reason: SenderReason, toldAfter: number[]]>([
  ['sender-not-verified', [1, 1, 1]],
  ['sender-in-sandbox', [1, 1, 1]],
  ['sender-paused', [1, 1, 1]],
  ['sender-refused', [1, 1, 1]],
  ['sender-quota-reached', [0, 0, 1]],
  ['sender-unavailable', [0, 0, 1]],
])('%s opens no incident, and is told once: %j', async (reason, toldAfter) => {
  const world = await threeRuns(reason)
  expect(world.toldAfter).toEqual(toldAfter)
  expect(world.published).toMatchObject([
    { attributes: { transition: 'inconclusive', status: '90', reason } },
  ])
  expect(world.mail.submissions).toHaveLength(0)
  const state = await world.runs.findState('inbox')
  expect(state?.incident).toBeUndefined()
})
