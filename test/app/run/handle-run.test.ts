import { describe, expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { processUnderTest } from '../../support/processes/process-under-test.ts'
import { type MailStep, failing } from '../../support/memory/mail-steps.ts'
import {
  MAILBOX_PASSWORD,
  type RunWorld,
  SMTP_PASSWORD,
  handle,
  logOf,
  resultOf,
  runWorld,
} from '../../support/worlds/run-world.ts'

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
    expect(result.roundTripMs).toBeGreaterThanOrEqual(5000)
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
    ['QUIT', 'mailbox.settle'],
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

describe('what is ours', () => {
  test('a secret that is not set is inconclusive, with its name and the way to set it', async () => {
    const world = await runWorld()
    world.secrets.delete('smtp')
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 90, reason: 'secret-not-found' })
    expect(result.detail).toBe('secret smtp is not set; set it: set smtp')
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
        connect(dialogue) {
          dialogue.client('PASS <secret>', MAILBOX_PASSWORD)
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

  test('a log that cannot be stored is told of and holds up no result', async () => {
    const world = await runWorld()
    world.runs.putLog = () => Promise.reject(new Error('table full'))
    expect(await handle(world)).toMatchObject({
      kind: 'recorded',
      result: { status: 0 },
      logLost: { cause: { message: 'table full' } },
    })
  })

  test.each<[string, (world: RunWorld) => unknown]>([
    ['its secret is gone', (world) => world.secrets.clear()],
    [
      'its secrets cannot be asked for',
      (world) => (world.ports.secrets.read = () => Promise.reject(new Error('no'))),
    ],
    [
      'its definition is broken',
      async (world) => {
        const before = await world.monitors.find('inbox')
        await world.monitors.put({ ...row, definition: { monitorId: 'inbox' }, revision: 2 }, before)
      },
    ],
  ])(
    'a message that was seen is delivered by whoever takes the run over, although %s by then',
    async (_why, spoil) => {
      const world = await runWorld()
      const process = processUnderTest(world.ports, { at: 'runs.putResult #1', fault: 'dies before' })
      await world.clock.runUntil(
        Promise.race([handleRun(world.request, process.ports), process.death]).catch(() => undefined),
      )
      await spoil(world)
      await world.clock.advance(3 * MINUTE)
      expect(await resultOf(world)).toMatchObject({ status: 0, roundTripMs: 300, warnings: ['taken-over'] })
      expect(world.published).toEqual([])
    },
  )
})

const row = { monitorId: 'inbox', managedBy: 'stack' } as const
