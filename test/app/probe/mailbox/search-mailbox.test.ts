import { describe, expect, test } from 'vitest'

import { handleRun } from '../../../../shared/app/run/handle-run.ts'
import { rebuildDay } from '../../../../shared/app/history/rebuild-day.ts'
import { totalOf } from '../../../../shared/core/history/day.ts'
import { runKeyOf } from '../../../../shared/core/identity/run-key.ts'
import { testMessage } from '../../../../shared/core/run/test-message.ts'
import { DAY, MINUTE } from '../../../../shared/core/time/units.ts'
import { processUnderTest } from '../../../support/processes/process-under-test.ts'
import { failing } from '../../../support/memory/mail-steps.ts'
import { type RunWorld, logOf, resultOf, runWorld } from '../../../support/worlds/run-world.ts'

/** A test message of this installation (or another) whose run is long over, or not. */
async function oldMessage(
  world: RunWorld,
  change: { installation?: string; deadline?: number; runId?: string } = {},
) {
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

  test('a guess in the header of a message that is swept is not confirmed by the log', async () => {
    const textsWith = async (password: string) => {
      const world = await runWorld()
      world.secrets.set('mailbox', password)
      const runId = '20260105T113000Z_swordfish_open-sesame_0123456789ab'
      await oldMessage(world, { runId })
      expect(await resultOf(world)).toMatchObject({ sweptMessages: 1 })
      // Each world is an installation of its own, which is named in the id of its message.
      return (await logOf(world)).map(({ text }) => text.replace(/\/[0-9a-f]{32}\//, '/'))
    }
    const wrong = await textsWith('plover xyzzy')
    for (const guess of ['swordfish', 'open-sesame', '0123456789ab']) {
      expect(await textsWith(guess)).toEqual(wrong)
    }
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

  test.each([
    ['found, since its text begins as ours does', 'This message was sent by Roundtrip\r\n', 'delivered', 0],
    ['let be where its text is another', 'Thank you for your message.\r\n', 'lost', 1],
  ])('a message with our subject and sender alone is %s', async (_what, text, outcome, left) => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    world.mail.on('smtp.answer', () => {
      const [sent] = world.mail.submissions
      const subject = /^Subject: [^]*?\r\n(?=\S)/m.exec(sent?.text ?? '')?.[0] ?? ''
      world.mail.deliver(`From: <${sent?.from ?? ''}>\r\n${subject}\r\n${text}`)
    })
    const warnings = outcome === 'delivered' ? ['header-removed'] : []
    expect(await resultOf(world)).toMatchObject({ outcome, warnings })
    expect(world.mail.messages).toHaveLength(left)
  })

  test('a leftover that cannot be deleted changes no verdict', async () => {
    const world = await runWorld()
    await oldMessage(world)
    world.mail.on('mailbox.remove', failing('mailbox.remove', { kind: 'refused' }, 1))
    expect(await resultOf(world)).toMatchObject({ status: 0 })
  })

  test('the message of an interrupted run is let be while that run may be taken over', async () => {
    const world = await runWorld()
    world.mail.transitMs = Infinity
    const process = processUnderTest(world.ports, { at: 'runs.putResult #1', fault: 'dies before' })
    await world.clock.runUntil(
      Promise.race([handleRun(world.request, process.ports), process.death]).catch(() => undefined),
    )
    world.mail.deliver(world.mail.submissions[0]?.text ?? '')
    await world.clock.advance(10 * MINUTE)
    const interrupted = world.request
    world.request = { ...interrupted, scheduledAt: interrupted.scheduledAt + 11 * MINUTE }
    world.mail.transitMs = 50
    await world.clock.advance(MINUTE)
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
    expect(world.mail.messages).toHaveLength(1)
    await world.clock.runUntil(handleRun(interrupted, world.ports))
    expect(await world.runs.findResult(runKeyOf(interrupted))).toMatchObject({ outcome: 'delivered' })
  })

  describe('old messages that come after the day of their run was made', () => {
    /** A run lost yesterday at noon, whose day was made in the night and whose message is there today. */
    async function lostYesterday(): Promise<RunWorld> {
      const world = await runWorld()
      world.mail.transitMs = Infinity
      await resultOf(world)
      await rebuildDay('inbox', '2026-01-05', world.ports)
      await world.clock.advance(DAY)
      world.mail.deliver(world.mail.submissions[0]?.text ?? '')
      world.mail.transitMs = 50
      world.request = { ...world.request, scheduledAt: world.request.scheduledAt + DAY }
      return world
    }

    const lateOn = async ({ runs }: RunWorld, day: string) =>
      (await runs.findDays('inbox', day, day)).map((made) => totalOf(made).late)

    test('have it made again; that of today waits for the night', async () => {
      const world = await lostYesterday()
      expect(await lateOn(world, '2026-01-05')).toEqual([0])
      expect(await resultOf(world)).toMatchObject({ status: 0, sweptMessages: 1 })
      expect(await lateOn(world, '2026-01-05')).toEqual([1])
      expect(await lateOn(world, '2026-01-06')).toEqual([])
    })

    test('stay when it cannot be made, and have it made at a later sweep', async () => {
      const world = await lostYesterday()
      const { putDay } = world.runs
      world.runs.putDay = () => Promise.reject(new Error('table gone'))
      expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
      expect(world.mail.messages).toHaveLength(1)
      expect(JSON.stringify(await logOf(world))).toContain('old messages stay: Error: table gone')

      world.runs.putDay = putDay
      world.request = { ...world.request, scheduledAt: world.request.scheduledAt + 10 * MINUTE }
      await world.clock.advance(10 * MINUTE)
      expect(await resultOf(world)).toMatchObject({ status: 0, sweptMessages: 1 })
      expect(await lateOn(world, '2026-01-05')).toEqual([1])
    })
  })

  test('a message that comes under a unique id used before is read again', async () => {
    const world = await runWorld()
    // As a server that counts its ids anew: the test message gets the id of the message that was there.
    world.mail.nextUid = () => 'the same'
    world.mail.deliver('From: someone\r\n\r\nshort')
    expect(await resultOf(world)).toMatchObject({ status: 0 })
  })
})
