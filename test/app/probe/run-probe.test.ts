import { describe, expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { processUnderTest } from '../../support/processes/process-under-test.ts'
import { type MailStep, silent } from '../../support/memory/mail-steps.ts'
import { handle, resultOf, runWorld } from '../../support/worlds/run-world.ts'

describe('a deadline of 300 s', () => {
  const steps: MailStep[] = [
    'smtp.open',
    'smtp.submit',
    'smtp.answer',
    'mailbox.open',
    'mailbox.list',
    'mailbox.header',
    'mailbox.remove',
    'mailbox.settle',
  ]

  test.each(steps)('holds against silence at %s', async (step) => {
    const world = await runWorld({ timeoutSeconds: 300 })
    world.mail.on(step, silent(world.clock))
    const started = world.clock.monotonicMs()
    await handle(world)
    expect(world.clock.monotonicMs() - started).toBeLessThanOrEqual(300 * SECOND)
    expect(world.clock.pendingTimers).toBe(0)
  })

  test('holds against an adapter that does not hear its signal', async () => {
    const world = await runWorld({ timeoutSeconds: 300 })
    world.mail.on('smtp.open', () => new Promise(() => undefined))
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 90, reason: 'internal-error' })
    expect(result.finishedAt - result.startedAt).toBeLessThanOrEqual(304 * SECOND)
  })

  test('gives way to the end of the process, which is ours', async () => {
    const world = await runWorld({ timeoutSeconds: 300 })
    world.mail.transitMs = Infinity
    const result = await resultOf(world, { outOfTimeMs: 20 * SECOND })
    expect(result).toMatchObject({ status: 90, reason: 'probe-out-of-time' })
    expect(result.finishedAt - result.startedAt).toBeLessThanOrEqual(20 * SECOND)
  })

  test('gives way to a request to stop, which is ours', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    const stop = new AbortController()
    world.clock.after(5 * SECOND, () => stop.abort('SIGINT'))
    expect(await resultOf(world, { stop: stop.signal })).toMatchObject({
      status: 90,
      reason: 'run-interrupted',
    })
  })

  test('leaves a slow mailbox time to end its last look', async () => {
    const world = await runWorld({ timeoutSeconds: 60 })
    world.mail.transitMs = Infinity
    world.mail.on(
      'mailbox.list',
      () => new Promise((resolve) => void world.clock.after(3 * SECOND, () => resolve())),
    )
    const result = await resultOf(world)
    expect(result).toMatchObject({ outcome: 'lost', reason: 'message-not-delivered' })
  })

  test('is followed by one more look of a run that was taken over, however slow', async () => {
    const world = await runWorld({ timeoutSeconds: 60, intervalMinutes: 15 })
    world.mail.transitMs = Infinity
    const process = processUnderTest(world.ports, { at: 'mailbox.logIn #2', fault: 'dies before' })
    await world.clock.runUntil(
      Promise.race([handleRun(world.request, process.ports), process.death]).catch(() => undefined),
    )
    await world.clock.advance(5 * MINUTE)
    world.mail.deliver(world.mail.submissions[0]?.text ?? '')
    world.mail.on(
      'mailbox.list',
      () => new Promise((resolve) => void world.clock.after(20 * SECOND, () => resolve())),
    )
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: ['taken-over'] })
  })
})
