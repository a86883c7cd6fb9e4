import { describe, expect, test } from 'vitest'

import { sleep } from '../../../../shared/app/concurrency/timing.ts'
import { SECOND } from '../../../../shared/core/time/units.ts'
import { type StepBehaviour, failing } from '../../../support/memory/mail-steps.ts'
import { DEFINITION, type RunWorld, logOf, resultOf, runWorld } from '../../../support/worlds/run-world.ts'

/** A world whose one session is lost in its `wait`-th wait, and whose message comes after 20 s. */
async function losingWorld(wait = 2, mailbox: Record<string, unknown> = {}): Promise<RunWorld> {
  const server = 'imap://mail.example.test'
  const world = await runWorld({ mailbox: { ...DEFINITION.mailbox, server, ...mailbox } })
  world.mail.staysOpen = true
  world.mail.transitMs = 20 * SECOND
  world.mail.on('mailbox.news', (count) =>
    count === wait ? lose(1, new AbortController().signal) : undefined,
  )
  return world
}

const lose = failing('mailbox.news', { kind: 'connection-lost' })
const REFUSED = { kind: 'connection-refused', errno: 'ECONNREFUSED' } as const

/** Openings of these numbers fail. */
function openingsFail(
  world: RunWorld,
  numbers: readonly number[],
  evidence: Parameters<typeof failing>[1],
): void {
  const fail: StepBehaviour = failing('mailbox.open', evidence)
  world.mail.on('mailbox.open', (count, signal) => (numbers.includes(count) ? fail(1, signal) : undefined))
}

const logTexts = async (world: RunWorld) => (await logOf(world)).map(({ text }) => text)

describe('a session that is lost while it waits', () => {
  test('is no verdict: another is opened when the next look is due, and the log says so', async () => {
    const world = await losingWorld()
    expect(await resultOf(world)).toMatchObject({ status: 0, roundTripMs: 20 * SECOND, warnings: [] })
    expect(world.mail.counts['mailbox.open']).toBe(2)
    expect(await logTexts(world)).toContain('the server ended the session while it waited for mail')
  })

  test('is opened anew as often as looks are made, where the server ends each', async () => {
    const world = await losingWorld()
    world.mail.transitMs = Infinity
    world.mail.on('mailbox.news', lose)
    expect(await resultOf(world)).toMatchObject({ outcome: 'lost' })
    expect(world.mail.counts['mailbox.open']).toBeLessThan(20)
  })

  test('keeps what was seen: the resolution counts from the last look, whichever session made it', async () => {
    const world = await losingWorld()
    world.mail.deliver('From: someone\r\n\r\nelse')
    world.mail.transitMs = 350
    const { roundTripMs = 0, resolutionMs } = await resultOf(world)
    expect(roundTripMs).toBeGreaterThan(350)
    // Looks: at once, after 300 ms by the first session, and by the second.
    expect(resolutionMs).toBe(roundTripMs - 300)
    expect(world.mail.counts['mailbox.header']).toBe(2)
  })

  test('counts as the login it was: the next one keeps its distance', async () => {
    const world = await losingWorld(1, { secondsBetweenLogins: 15 })
    const begunMs = world.clock.now()
    const logins: number[] = []
    world.mail.on('mailbox.open', () => void logins.push(world.clock.now() - begunMs))
    expect(await resultOf(world)).toMatchObject({ status: 0 })
    expect(logins).toEqual([0, 15 * SECOND])
  })

  test('is looked for until the deadline where no other login is allowed in time', async () => {
    const world = await losingWorld(1, { secondsBetweenLogins: 90 })
    const result = await resultOf(world)
    expect(result).toMatchObject({ outcome: 'lost', reason: 'message-not-delivered' })
    expect(world.mail.counts['mailbox.open']).toBe(1)
    expect(result.finishedAt - result.startedAt).toBeGreaterThan(59 * SECOND)
  })
})

describe('an opening that fails right after a session was lost', () => {
  test('is passed over once, and the log says so', async () => {
    const world = await losingWorld()
    openingsFail(world, [2], REFUSED)
    expect(await resultOf(world)).toMatchObject({ status: 0, roundTripMs: 20 * SECOND })
    expect(await logTexts(world)).toContain('no new session yet: mailbox.auth: connection-refused')
  })

  test('is the verdict where the next one fails too', async () => {
    const world = await losingWorld()
    openingsFail(world, [2, 3], REFUSED)
    expect(await resultOf(world)).toMatchObject({ status: 1, reason: 'mailbox-connection-refused' })
    expect(world.mail.counts['mailbox.open']).toBe(3)
  })

  test('is passed over again after another session was lost', async () => {
    const world = await losingWorld()
    openingsFail(world, [2, 4], REFUSED)
    world.mail.on('mailbox.news', (count, signal) =>
      count === 2 || count === 4 ? lose(1, signal) : undefined,
    )
    expect(await resultOf(world)).toMatchObject({ status: 0 })
    expect(world.mail.counts['mailbox.open']).toBe(5)
  })

  test('is the verdict where the mailbox was never looked into since the message was sent', async () => {
    const world = await losingWorld(1)
    world.mail.on('smtp.submit', (_count, signal) => sleep(world.clock, 57 * SECOND, signal))
    openingsFail(world, [2, 3], REFUSED)
    expect(await resultOf(world)).toMatchObject({ status: 1, reason: 'mailbox-connection-refused' })
  })

  test('is no login of another password: a login refused then is a limit, and waited out', async () => {
    const world = await losingWorld()
    world.mail.transitMs = Infinity
    openingsFail(world, [2], { kind: 'refused', command: 'LOGIN', text: 'LOGIN failed.' })
    expect(await resultOf(world)).toMatchObject({ reason: 'mailbox-login-limit', phase: 'mailbox.auth' })
  })
})

describe('a look that is refused, after others that were not', () => {
  const refuse = failing('mailbox.list', { kind: 'refused', text: 'some of them are gone' })

  test.each([
    ['once is no verdict: another program may have deleted what was asked for', [3], { status: 0 }],
    ['twice in a row is one', [3, 4], { reason: 'mailbox-command-refused' }],
  ])('%s', async (_title, numbers, result) => {
    const world = await losingWorld(0)
    world.mail.on('mailbox.list', (count, signal) =>
      numbers.includes(count) ? refuse(1, signal) : undefined,
    )
    expect(await resultOf(world)).toMatchObject(result)
  })
})
