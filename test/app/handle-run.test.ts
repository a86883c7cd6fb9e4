import { describe, expect, test } from 'vitest'

import { handleRun, type HandledRun } from '../../shared/app/handle-run.ts'
import type { HandleOptions } from '../../shared/app/run-ports.ts'
import { runKeyOf } from '../../shared/core/run-id.ts'
import type { RunResult } from '../../shared/core/run.ts'
import { testMessage } from '../../shared/core/test-message.ts'
import { MINUTE, SECOND } from '../../shared/core/units.ts'
import { failing, silent, type MailStep } from '../support/memory-mail.ts'
import { MAILBOX_PASSWORD, runWorld, SMTP_PASSWORD, type RunWorld } from '../support/run-world.ts'

const handle = (world: RunWorld, options?: HandleOptions): Promise<HandledRun> =>
  world.clock.runUntil(handleRun(world.request, world.ports, options))

async function resultOf(world: RunWorld, options?: HandleOptions): Promise<RunResult> {
  const handled = await handle(world, options)
  if (handled.kind !== 'recorded') throw new Error(`not recorded but ${handled.kind}`)
  return handled.result
}

const logOf = async (world: RunWorld) => (await world.runs.findLog(runKeyOf(world.request))) ?? []

/** A test message of this installation (or another) whose run is long over, or not. */
async function oldMessage(world: RunWorld, change: { installation?: string; deadline?: number } = {}) {
  const mark = {
    installation: await world.runs.installation(),
    monitorId: 'inbox',
    runId: runKeyOf({ ...world.request, scheduledAt: world.clock.now() - 30 * MINUTE }).runId,
    token: 'f'.repeat(32),
    deadline: world.clock.now() - 29 * MINUTE,
    ...change,
  }
  world.mail.deliver(testMessage(mark, 'a@example.test', 'b@example.test', world.clock.now()))
}

describe('a message that comes back', () => {
  test('is delivered: timed, deleted, stored with its log, and nobody is told', async () => {
    const world = await runWorld()
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [], roundTripMs: 300 })
    expect(result).not.toHaveProperty('reason')
    expect(result.resolutionMs).toBe(300)
    expect(Object.keys(result.phases.smtp)).toEqual(['connect', 'submit'])
    expect(Object.keys(result.phases.mailbox)).toEqual(['auth', 'search', 'retrieve', 'delete'])
    expect(result.phases.transit).toBe(300)
    expect(world.mail.messages).toEqual([])
    expect(world.published).toEqual([])
    expect(await world.runs.findResult(result)).toEqual(result)
  })

  test('is found at the first look when it is faster than the login', async () => {
    const world = await runWorld()
    world.mail.transitMs = 0
    world.mail.on('mailbox.open', async (_count, signal) => {
      await new Promise<void>((resolve) => {
        world.clock.after(20, resolve)
        signal.addEventListener('abort', () => resolve())
      })
    })
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 0, roundTripMs: 20, resolutionMs: 20 })
    expect(world.mail.counts['mailbox.open']).toBe(1)
  })

  test('has a round trip that no jump of the wall clock touches', async () => {
    const world = await runWorld()
    world.mail.transitMs = 5 * SECOND
    world.clock.after(1000, () => world.clock.setWall(world.clock.now() - 3600 * SECOND))
    const result = await resultOf(world)
    expect(result.status).toBe(0)
    expect(result.roundTripMs).toBeGreaterThan(5000)
    expect(result.roundTripMs).toBeLessThan(7000)
  })

  test('twice is deleted twice, with a warning', async () => {
    const world = await runWorld()
    world.mail.copies = 2
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: ['duplicate'] })
    expect(world.mail.messages).toEqual([])
  })

  test.each<[string, MailStep]>([
    ['DELE', 'mailbox.remove'],
    ['QUIT', 'mailbox.close'],
  ])('counts as delivered when %s is refused', async (_command, step) => {
    const world = await runWorld()
    world.mail.on(step, failing(step, { kind: 'refused' }))
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: ['not-deleted'] })
  })

  test('stays in the mailbox when its finding could not be written down', async () => {
    const world = await runWorld()
    const { replaceOpen } = world.runs
    world.runs.replaceOpen = (next, before) =>
      next.seen ? Promise.reject(new Error('table gone')) : replaceOpen(next, before)
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: ['not-deleted'] })
    expect(world.mail.messages).toHaveLength(1)
  })

  test('is found among 5,000 old messages without reading them all', async () => {
    const world = await runWorld()
    for (let n = 0; n < 5000; n += 1) world.mail.deliver(`From: someone\r\n\r\n${String(n)}`)
    expect(await resultOf(world)).toMatchObject({ status: 0 })
    expect(world.mail.counts['mailbox.header']).toBeLessThanOrEqual(101)
    expect(world.mail.messages).toHaveLength(5000)
  })
})

describe('a message that does not come back', () => {
  test('is lost at the deadline, after a last look just before it', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 2, outcome: 'lost', reason: 'message-not-delivered' })
    const tookMs = result.finishedAt - result.startedAt
    expect(tookMs).toBeGreaterThan(59 * SECOND)
    expect(tookMs).toBeLessThanOrEqual(60 * SECOND)
  })

  test('is told once, with its recovery', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    await handle(world)
    for (const transitMs of [Infinity, 50]) {
      await world.clock.advance(9 * MINUTE)
      world.request = { ...world.request, scheduledAt: world.request.scheduledAt + 10 * MINUTE }
      world.mail.transitMs = transitMs
      await handle(world)
    }
    expect(world.published.map(({ attributes }) => attributes.transition)).toEqual(['opened', 'resolved'])
    const incidents = await world.runs.findIncidents('2026-01')
    expect(incidents).toMatchObject([{ monitorId: 'inbox', failedRuns: 2 }])
    expect(incidents[0]?.resolvedAt).toBeDefined()
  })
})

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

  test('a mailbox that goes away while the message is awaited is the verdict', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    world.mail.on('mailbox.list', (count) => {
      if (count === 3)
        void failing('mailbox.list', { kind: 'connection-lost' })(1, new AbortController().signal)
    })
    expect(await resultOf(world)).toMatchObject({ status: 6, reason: 'mailbox-connection-lost' })
  })
})

describe('the mailbox of others', () => {
  test('old messages of ours are swept and told, and the lost run learns of its late arrival', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    const lost = await resultOf(world)
    await world.clock.advance(10 * MINUTE)
    const [submitted] = world.mail.submissions
    world.mail.deliver(submitted?.text ?? '')
    world.mail.transitMs = 50
    world.request = { ...world.request, scheduledAt: world.request.scheduledAt + 10 * MINUTE }
    expect(await resultOf(world)).toMatchObject({
      status: 0,
      warnings: ['leftovers-swept'],
      sweptMessages: 1,
    })
    expect(world.mail.messages).toEqual([])
    const annotated = await world.runs.findResult(lost)
    expect(annotated?.lateArrival?.delayMs).toBeGreaterThan(10 * MINUTE)
  })

  test.each([
    ['another installation', { installation: 'somebody-else' }],
    ['a run that may still be waiting', { deadline: Date.UTC(2026, 0, 5, 11, 59, 30) }],
  ])('messages of %s are let be', async (_whose, change) => {
    const world = await runWorld()
    await oldMessage(world, change)
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
    expect(world.mail.messages).toHaveLength(1)
  })

  test('a bounce that quotes our message is neither found nor deleted', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    world.mail.on('smtp.answer', () => {
      world.mail.deliver(
        `From: mailer-daemon\r\nSubject: failed\r\n\r\n${world.mail.submissions[0]?.text ?? ''}`,
      )
    })
    expect(await resultOf(world)).toMatchObject({ outcome: 'lost' })
    expect(world.mail.messages).toHaveLength(1)
  })

  test('a leftover that cannot be deleted changes no verdict', async () => {
    const world = await runWorld()
    await oldMessage(world)
    world.mail.on('mailbox.remove', failing('mailbox.remove', { kind: 'refused' }, 1))
    expect(await resultOf(world)).toMatchObject({ status: 0 })
  })
})

describe('what is ours', () => {
  test('a secret that is not set is inconclusive, with its name and the way to set it', async () => {
    const world = await runWorld()
    world.secrets.delete('smtp')
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 90, reason: 'secret-not-found' })
    expect(result.detail).toBe('ssm:smtp is not set; set it: set smtp')
    expect(world.published.map(({ attributes }) => attributes.reason)).toEqual(['secret-not-found'])
    expect(world.mail.counts).toEqual({})
  })

  test('a broken definition is inconclusive, with every mistake', async () => {
    const world = await runWorld({ timeoutSeconds: 1000, emailAddress: 'nobody' })
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 90, reason: 'monitor-invalid' })
    expect(result.detail).toContain('timeoutSeconds')
    expect(result.detail).toContain('emailAddress')
  })

  test('a run that starts later than its interval is no news, and sends nothing', async () => {
    const world = await runWorld()
    await world.clock.advance(10 * MINUTE + SECOND)
    expect(await resultOf(world)).toMatchObject({ status: 90, reason: 'run-too-late' })
    expect(world.mail.counts).toEqual({})
  })

  test('a run whose row is gone returns without a result', async () => {
    const world = await runWorld()
    await world.monitors.remove('inbox', 1)
    expect(await handle(world)).toEqual({ kind: 'no-monitor' })
    expect(await world.runs.findResult(runKeyOf(world.request))).toBeUndefined()
  })

  test('a paused monitor is not run by its schedule, but on demand', async () => {
    const world = await runWorld({ enabled: false })
    expect(await handle(world)).toEqual({ kind: 'paused' })
    world.request = { ...world.request, trigger: 'on-demand', requestId: 'r1' }
    expect(await resultOf(world)).toMatchObject({ status: 0, trigger: 'on-demand' })
  })

  test('a run on demand is stored and never judged', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    world.request = { ...world.request, trigger: 'on-demand', requestId: 'r1' }
    expect(await resultOf(world)).toMatchObject({ status: 2 })
    expect(world.published).toEqual([])
  })

  test('an alert that cannot be published stays owed and is told of', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    world.ports.publisher = { publish: () => Promise.reject(new Error('topic gone')) }
    expect(await handle(world)).toMatchObject({
      kind: 'recorded',
      unsent: [{ cause: { message: 'topic gone' } }],
    })
    await world.clock.advance(30 * SECOND)
    expect(await world.runs.due(world.clock.now(), 10)).toEqual([{ kind: 'state', monitorId: 'inbox' }])
  })

  test('no password stands in result, log or alert, and its mark stands in the log', async () => {
    const world = await runWorld()
    const quoting = (password: string) =>
      `-ERR ${password} is wrong, ${Buffer.from(`\0probe\0${password}`).toString('base64')} too`
    world.ports.mail = {
      ...world.mail,
      mailbox: () => ({
        open(dialogue) {
          dialogue.server(quoting(MAILBOX_PASSWORD))
          throw new Error(quoting(SMTP_PASSWORD))
        },
      }),
    }
    const result = await resultOf(world)
    const everything = JSON.stringify([result, await logOf(world), world.published])
    for (const password of [MAILBOX_PASSWORD, SMTP_PASSWORD]) {
      expect(everything).not.toContain(password)
      expect(everything).not.toContain(Buffer.from(`\0probe\0${password}`).toString('base64').slice(10, -4))
    }
    expect(JSON.stringify(await logOf(world))).toContain('<secret> is wrong')
    expect(result.detail).toContain('<secret> is wrong')
  })
})
