import { describe, expect, test } from 'vitest'

import { runKeyOf } from '../../../../shared/core/identity/run-key.ts'
import type { Seen } from '../../../../shared/core/run/run.ts'
import { MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { sleep } from '../../../../shared/app/concurrency/timing.ts'
import { failing } from '../../../support/memory/mail-steps.ts'
import { DEFINITION, type RunWorld, logOf, resultOf, runWorld } from '../../../support/worlds/run-world.ts'
import { outcomeOfSeen } from '../../../../shared/app/probe/seen-outcome.ts'

const IMAP = { mailbox: { ...DEFINITION.mailbox, server: 'imap://mail.example.test' } }

/** A world whose mailbox shows the junk folder too, in one session, as IMAP does. */
async function junkWorld(): Promise<RunWorld> {
  const world = await runWorld(IMAP)
  world.mail.staysOpen = true
  world.mail.transitMs = 2300
  world.mail.junks = true
  return world
}

/** What a filter writes above the message on its way. */
function marking(world: RunWorld, ...fields: string[]): void {
  world.mail.marks = fields.map((field) => `${field}\r\n`).join('')
}

describe('a test message that is put into the junk folder', () => {
  test('fails with what marks it, and is deleted there', async () => {
    const world = await junkWorld()
    marking(world, 'X-Spam-Status: Yes, score=7.1\r\n\ttests=BAYES_99', 'X-Spam-Flag: YES')
    expect(await resultOf(world)).toMatchObject({
      status: 2,
      outcome: 'failed',
      reason: 'message-junked',
      phase: 'mailbox.search',
      detail: 'arrived after 2.3 s; X-Spam-Flag: YES; X-Spam-Status: Yes, score=7.1 tests=BAYES_99',
      warnings: [],
      phases: { transit: 2300 },
    })
    expect(world.mail.messages).toEqual([])
    expect((await logOf(world)).map(({ text }) => text)).toContain(
      'the message is in the junk folder: X-Spam-Flag: YES; X-Spam-Status: Yes, score=7.1 tests=BAYES_99',
    )
  })

  test('fails with the time alone where nothing marks it', async () => {
    const world = await junkWorld()
    expect(await resultOf(world)).toMatchObject({ reason: 'message-junked', detail: 'arrived after 2.3 s' })
  })

  test('is written down with its marks before it is deleted', async () => {
    const world = await junkWorld()
    marking(world, 'X-Spam-Flag: YES')
    const written: (Seen | undefined)[] = []
    world.mail.on('mailbox.remove', async () => {
      written.push((await world.runs.findOpen(runKeyOf(world.request)))?.seen)
    })
    await resultOf(world)
    expect(written).toMatchObject([{ junkMarks: 'X-Spam-Flag: YES' }])
  })

  test('says nothing of a password that a filter quotes, and no more than 300 characters', async () => {
    const world = await junkWorld()
    const [password = ''] = [...world.secrets.values()]
    marking(world, `X-Spam-Report: ${password}\x07 ${'x'.repeat(1000)}`)
    const { detail = '' } = await resultOf(world)
    expect(detail).toContain('<secret>')
    expect(detail).toContain('\\x07')
    expect(detail).not.toContain(password)
    expect(detail.length).toBeLessThanOrEqual(300)
    expect(JSON.stringify(await logOf(world))).not.toContain(password)
  })

  test('is delivered twice where a second copy comes into the inbox meanwhile', async () => {
    const world = await junkWorld()
    world.mail.copies = 0
    world.mail.on('junk.list', () => {
      const [{ text } = { text: '' }] = world.mail.submissions.splice(0)
      if (text === '') return
      world.mail.deliver(text, true)
      world.mail.deliver(text, false)
    })
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: ['duplicate'] })
    expect(world.mail.messages).toEqual([])
  })

  test('is looked for as long as a slow server takes, which counts for what comes into the inbox meanwhile', async () => {
    const world = await junkWorld()
    world.mail.junks = false
    world.mail.transitMs = 300
    world.mail.on('junk.list', (_count, signal) => sleep(world.clock, 1000, signal))
    const { roundTripMs = 0, resolutionMs = 0 } = await resultOf(world)
    expect(roundTripMs).toBeGreaterThanOrEqual(1000)
    expect(resolutionMs).toBeGreaterThanOrEqual(roundTripMs - 300)
  })

  test('stays where it cannot be deleted, and the run fails all the same', async () => {
    const world = await junkWorld()
    world.mail.on('mailbox.remove', failing('mailbox.remove', { kind: 'refused' }))
    expect(await resultOf(world)).toMatchObject({ reason: 'message-junked', warnings: ['not-deleted'] })
    expect(world.mail.messages).toHaveLength(1)
  })

  test('is told apart from a message of the inbox that has the same id there', async () => {
    const world = await junkWorld()
    world.mail.nextUid = () => '1:1'
    world.mail.deliver('From: someone\r\n\r\n', false)
    expect(await resultOf(world)).toMatchObject({ reason: 'message-junked' })
    expect(world.mail.messages).toHaveLength(1)
  })
})

describe('what a run comes to whose message was seen in the junk folder', () => {
  const seen = { at: 0, roundTripMs: 2300, resolutionMs: 100, junkMarks: 'X-Spam-Flag: YES' }

  test('is a failure as a rule', () => {
    expect(outcomeOfSeen(seen, 'failed')).toMatchObject({
      outcome: {
        kind: 'failed',
        evidence: { kind: 'junked', text: 'arrived after 2.3 s; X-Spam-Flag: YES' },
      },
    })
  })

  test('is a failure without words where neither marks nor the time are known', () => {
    const { outcome } = outcomeOfSeen({ at: 0, junkMarks: '' }, 'failed')
    expect(outcome).toEqual({
      kind: 'failed',
      evidence: { side: 'mailbox', phase: 'search', kind: 'junked' },
    })
  })

  test.each(['ok', 'off', undefined] as const)('is delivered with a warning where the rule is %s', (junk) => {
    expect(outcomeOfSeen(seen, junk)).toEqual({
      outcome: { kind: 'delivered', roundTripMs: 2300, resolutionMs: 100 },
      warnings: ['found-in-junk'],
    })
  })
})

describe('leftovers in the junk folder', () => {
  test.each([
    ['', 5 * SECOND, 0],
    [', also where our own message is in the inbox before junk is looked into', 0, 500],
  ])(
    'are swept, and the lost run learns that its message came, and where%s',
    async (_also, transitMs, openMs) => {
      const world = await junkWorld()
      world.mail.transitMs = Infinity
      const lost = await resultOf(world)
      await world.clock.advance(10 * MINUTE)
      world.mail.deliver(world.mail.submissions[0]?.text ?? '', true)
      world.mail.transitMs = transitMs
      world.mail.on('mailbox.open', (_count, signal) => sleep(world.clock, openMs, signal))
      world.mail.junks = false
      world.request = { ...world.request, scheduledAt: world.request.scheduledAt + 10 * MINUTE }
      expect(await resultOf(world)).toMatchObject({ status: 0, warnings: ['leftovers-swept'] })
      expect(world.mail.messages).toEqual([])
      expect(await world.runs.findResult(lost)).toMatchObject({ lateArrival: { junked: true } })
    },
  )
})
