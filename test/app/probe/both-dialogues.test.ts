import { describe, expect, test } from 'vitest'

import { sleep } from '../../../shared/app/concurrency/timing.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { failing, silent } from '../../support/memory/mail-steps.ts'
import { handle, resultOf, runWorld } from '../../support/worlds/run-world.ts'

describe('refusals that pass', () => {
  const greylisted = { kind: 'refused', command: 'RCPT TO', replyCode: 450 } as const

  test('are waited out, and the wait is no part of the round trip', async () => {
    const world = await runWorld()
    world.mail.on('smtp.submit', failing('smtp.submit', greylisted, 3))
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 0, warnings: ['refusal-waited-out'], waitedOutMs: 7000 })
    expect(result.roundTripMs).toBeLessThan(1000)
    expect(world.mail.submissions).toHaveLength(1)
  })

  test('are the verdict when they outlast the deadline', async () => {
    const world = await runWorld()
    world.mail.on('smtp.submit', failing('smtp.submit', greylisted))
    expect(await resultOf(world)).toMatchObject({ status: 3, reason: 'greylisted', phase: 'smtp.submit' })
  })

  test('at the mailbox are waited out too', async () => {
    const world = await runWorld()
    world.mail.on('mailbox.open', failing('mailbox.open', { kind: 'refused', responseCode: 'IN-USE' }, 2))
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: ['mailbox-waited-for'] })
  })

  test('at the mailbox are the verdict when they outlast the deadline', async () => {
    const world = await runWorld()
    world.mail.on('mailbox.open', failing('mailbox.open', { kind: 'refused', responseCode: 'IN-USE' }))
    expect(await resultOf(world)).toMatchObject({ status: 2, reason: 'mailbox-locked' })
  })
})

describe('refusals that pass, and a try that the deadline cuts', () => {
  const locked = failing('mailbox.open', { kind: 'refused', responseCode: 'IN-USE' })

  // Five refusals of 5 s each, and the waits between them, end at 56 s; the deadline is at 60 s.
  test.each([
    ['4 s after it began', 5, { status: 2, reason: 'mailbox-locked', phase: 'mailbox.auth' }],
    ['when the server had long fallen silent', 1, { status: 2, reason: 'deadline-passed' }],
  ])('%s', async (_when, refusals, verdict) => {
    const world = await runWorld()
    world.mail.on('mailbox.open', async (count, signal) => {
      if (count > refusals) return silent(world.clock)(count, signal)
      await sleep(world.clock, 5 * SECOND, signal)
      return locked(1, signal)
    })
    expect(await resultOf(world)).toMatchObject(verdict)
    expect(world.mail.counts['mailbox.open']).toBe(refusals + 1)
  })
})

describe('the two sides', () => {
  const loginRefused = failing('mailbox.open', { kind: 'refused', command: 'PASS', responseCode: 'AUTH' })

  test('a refused login ends the run at once, and nothing is sent after it', async () => {
    const world = await runWorld()
    world.mail.on('mailbox.open', loginRefused)
    world.mail.on('smtp.open', () => new Promise((resolve) => void world.clock.after(50, () => resolve())))
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 2, reason: 'mailbox-login-refused', phase: 'mailbox.auth' })
    expect(result.finishedAt - result.startedAt).toBeLessThan(SECOND)
    expect(world.mail.counts['mailbox.open']).toBe(1)
    expect(world.mail.submissions).toEqual([])
  })

  test('a mailbox that fails while the stage is written is in time to keep MAIL FROM unsaid', async () => {
    const world = await runWorld()
    const { replaceOpen } = world.runs
    world.runs.replaceOpen = async (next, before) => {
      await new Promise<void>((resolve) => void world.clock.after(100, resolve))
      return replaceOpen(next, before)
    }
    world.mail.on('mailbox.open', async (count, signal) => {
      await new Promise<void>((resolve) => void world.clock.after(50, resolve))
      await loginRefused(count, signal)
    })
    expect(await resultOf(world)).toMatchObject({ reason: 'mailbox-login-refused' })
    expect(world.mail.counts['smtp.submit']).toBeUndefined()
  })

  test('a submit that has passed MAIL FROM is completed, whatever the mailbox says', async () => {
    const world = await runWorld()
    const wait = (ms: number) => () =>
      new Promise<void>((resolve) => void world.clock.after(ms, () => resolve()))
    world.mail.on('smtp.submit', wait(2000))
    world.mail.on('mailbox.open', async (count, signal) => {
      await wait(1000)()
      await loginRefused(count, signal)
    })
    const result = await resultOf(world)
    expect(result).toMatchObject({ reason: 'mailbox-login-refused' })
    expect(world.mail.submissions).toHaveLength(1)
    expect(result.finishedAt - result.startedAt).toBe(2000)
  })

  test('on a tie the failure of the SMTP server is the verdict', async () => {
    const world = await runWorld()
    world.mail.on('smtp.open', failing('smtp.open', { kind: 'connection-refused', errno: 'ECONNREFUSED' }))
    world.mail.on(
      'mailbox.open',
      failing('mailbox.open', { kind: 'connection-refused', errno: 'ECONNREFUSED' }),
    )
    expect(await resultOf(world)).toMatchObject({ status: 6, reason: 'smtp-connection-refused' })
  })

  test('the answer to the dot lost, and the message seen, is delivered with a warning', async () => {
    const world = await runWorld()
    world.mail.on('smtp.answer', failing('smtp.answer', { kind: 'connection-lost' }))
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: ['submit-answer-lost'] })
    expect(world.mail.submissions).toHaveLength(1)
  })

  test('the answer to the dot lost, and the message never seen, is the connection that was lost', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    world.mail.on('smtp.answer', failing('smtp.answer', { kind: 'connection-lost' }))
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 6, reason: 'smtp-connection-lost', phase: 'smtp.submit' })
    expect(result.finishedAt - result.startedAt).toBeGreaterThan(59 * SECOND)
    expect(world.mail.submissions).toHaveLength(1)
  })

  test('the answer to the dot that never comes is not waited for much longer than the message', async () => {
    const world = await runWorld()
    world.mail.on('smtp.answer', silent(world.clock))
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 0, warnings: ['submit-answer-lost'] })
    expect(result.roundTripMs).toBeLessThan(2 * SECOND)
    expect(result.finishedAt - result.startedAt).toBeLessThan(13 * SECOND)
  })

  test('the answer to the dot that comes after the message is an answer', async () => {
    const world = await runWorld()
    world.mail.on(
      'smtp.answer',
      () => new Promise((resolve) => void world.clock.after(8 * SECOND, () => resolve())),
    )
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
  })

  test.each([
    [
      'once is no verdict',
      1,
      { status: 2, reason: 'message-not-delivered', warnings: ['mailbox-waited-for'] },
    ],
    ['twice in a row is the verdict', 2, { status: 6, reason: 'mailbox-connection-lost' }],
  ])('a mailbox that goes away while the message is awaited %s', async (_how, times, result) => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    world.mail.on('mailbox.list', (count) => {
      if (count >= 3 && count < 3 + times)
        void failing('mailbox.list', { kind: 'connection-lost' })(1, new AbortController().signal)
    })
    expect(await resultOf(world)).toMatchObject(result)
  })
})

describe('that the message was taken', () => {
  /** A run whose mail takes so long, and what it wrote of how far it had come; `lost`: the claim was lost at `sent`. */
  async function written(transitMs: number, lost = false) {
    const world = await runWorld()
    world.mail.transitMs = transitMs
    const stages: string[] = []
    const { replaceOpen } = world.runs
    world.runs.replaceOpen = (next, before) => {
      stages.push(`${next.stage}${next.seen ? ', seen' : ''}`)
      return lost && next.stage === 'sent' ? Promise.resolve(false) : replaceOpen(next, before)
    }
    return { world, stages }
  }

  test.each([
    ['is written with the finding, which is one write less', 1000, ['submitting', 'sent, seen']],
    ['is written alone where nothing is found for seconds', 5000, ['submitting', 'sent', 'sent, seen']],
    ['is written alone where nothing is found at all', Infinity, ['submitting', 'sent']],
  ])('%s', async (_, transitMs, expected) => {
    const { world, stages } = await written(transitMs)
    await resultOf(world)
    expect(stages).toEqual(expected)
  })

  test('and cannot be written, since another has taken over, ends the run without a result', async () => {
    const { world, stages } = await written(30 * SECOND, true)
    expect(await handle(world)).toEqual({ kind: 'under-way' })
    expect(stages).toEqual(['submitting', 'sent'])
  })
})
