import { expect, test } from 'vitest'

import { abandonRun } from '../../../shared/app/run/abandon-run.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { watch } from '../../../shared/app/watch/watch.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import { formerRunId } from '../../../shared/core/run/run-id.ts'
import type { RunRequest, RunResult } from '../../../shared/core/run/run.ts'
import { testMessage } from '../../../shared/core/run/test-message.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { deliveredResult, openRun } from '../../contracts/run-fixtures.ts'
import { type RunWorld, handle, resultOf, runWorld } from '../../support/worlds/run-world.ts'

/** The key of the world's run as it was spelled at first. */
function formerKey({ request }: RunWorld) {
  const { monitorId, runId } = runKeyOf(request)
  return { monitorId, runId: formerRunId(runId) }
}

/** A run of an earlier version that has sent its message, and whose process is gone. */
async function begunBefore(change: { stage?: 'claimed' | 'sent' } = {}): Promise<RunWorld> {
  const world = await runWorld()
  const token = 'a'.repeat(32)
  const open = openRun({ ...world.request, ...formerKey(world), stage: 'sent', token, ...change })
  await world.runs.claim(open)
  if (open.stage === 'sent') {
    const mark = {
      installation: await world.runs.installation(),
      ...formerKey(world),
      token,
      deadline: open.deadline,
    }
    world.mail.deliver(testMessage(mark, 'a@example.test', 'b@example.test', world.clock.now()))
  }
  await world.clock.advance(3 * MINUTE)
  return world
}

/** One pass of the watchdog that sees runs to their end. */
async function pass(world: RunWorld): Promise<void> {
  const start = (request: RunRequest) => handleRun(request, world.ports).then(() => undefined)
  await world.clock.runUntil(watch({ ...world.ports, starter: { start } }))
}

test('a run that was open under its former id is finished once, its message found and none sent', async () => {
  const world = await begunBefore()
  await pass(world)
  await pass(world)
  const result = await world.runs.newestResult('inbox')
  expect(result).toMatchObject({ ...formerKey(world), outcome: 'delivered', warnings: ['taken-over'] })
  expect(await world.runs.resultsOfDay('inbox', '2026-01-05')).toHaveLength(1)
  expect(world.mail.submissions).toEqual([])
  expect(world.mail.messages).toEqual([])
  expect(await world.runs.due(world.clock.now(), 10)).toEqual([])
  expect((await world.runs.findState('inbox'))?.judged).toEqual({ local: formerKey(world).runId })
})

test('the next run has an id of today, and is judged after it', async () => {
  const world = await begunBefore()
  await pass(world)
  world.request = { ...world.request, scheduledAt: world.clock.now() }
  const next = await resultOf(world)
  expect(next.runId).toMatch(/^20260105T\d{6}Z/)
  const state = await world.runs.findState('inbox')
  expect(state?.judged).toEqual({ local: next.runId })
  expect(state?.recentRoundTripMs).toHaveLength(1)
})

test('a run whose result stands under its former id is not made again when its event comes again', async () => {
  const world = await runWorld()
  const standing: RunResult = { ...deliveredResult(world.request), ...formerKey(world) }
  await world.runs.putResult(standing)
  await world.clock.advance(2 * MINUTE)
  expect(await handle(world)).toMatchObject({ kind: 'recorded', fresh: false, result: standing })
  expect(await world.runs.findResult(runKeyOf(world.request))).toBeUndefined()
  expect(world.mail.submissions).toEqual([])
})

test('a run that AWS gave up starting again is abandoned under its former id', async () => {
  const world = await begunBefore({ stage: 'claimed' })
  const handled = await world.clock.runUntil(abandonRun(world.request, 'given up', world.ports))
  expect(handled).toMatchObject({
    kind: 'recorded',
    result: { ...formerKey(world), reason: 'run-not-started' },
  })
  expect(await world.runs.due(world.clock.now(), 10)).toEqual([])
})

test('who starts in time reads nothing under the former id', async () => {
  const world = await runWorld()
  const asked: string[] = []
  const { findOpen } = world.ports.runs
  world.ports.runs.findOpen = (key) => {
    asked.push(key.runId)
    return findOpen(key)
  }
  await handle(world)
  expect(asked).toEqual([runKeyOf(world.request).runId])
})
