import { describe, expect, test } from 'vitest'

import { SECOND } from '../../shared/core/units.ts'
import { silent, type MailStep } from '../support/memory-mail.ts'
import { handle, resultOf, runWorld } from '../support/run-world.ts'

describe('a deadline of 300 s', () => {
  const steps: MailStep[] = [
    'smtp.open',
    'smtp.submit',
    'smtp.answer',
    'mailbox.open',
    'mailbox.list',
    'mailbox.header',
    'mailbox.remove',
    'mailbox.close',
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
    expect(result.finishedAt - result.startedAt).toBeLessThanOrEqual(302 * SECOND)
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
})
