import { describe, expect, test } from 'vitest'

import { sleep } from '../../../../shared/app/concurrency/timing.ts'
import { MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { evidenceFor, failing } from '../../../support/memory/mail-steps.ts'
import { ProbeError } from '../../../../shared/app/ports/probe-error.ts'
import { DEFINITION, type RunWorld, logOf, resultOf, runWorld } from '../../../support/worlds/run-world.ts'
import { longTest } from '../../../support/thorough.ts'

/** A world whose mailbox has one session for all looks, as IMAP has. */
async function waitingWorld(change: Record<string, unknown> = {}): Promise<RunWorld> {
  const world = await runWorld(change)
  world.mail.staysOpen = true
  return world
}

describe('a mailbox whose session waits for news', () => {
  test('is logged in to once, and the message is seen the moment it arrives', async () => {
    const world = await waitingWorld()
    world.mail.transitMs = 20 * SECOND
    expect(await resultOf(world)).toMatchObject({ status: 0, roundTripMs: 20 * SECOND, warnings: [] })
    expect(world.mail.counts).toMatchObject({ 'mailbox.open': 1, 'mailbox.remove': 1 })
    expect(world.mail.messages).toEqual([])
  })

  test('reads no message twice', async () => {
    const world = await waitingWorld()
    world.mail.deliver('From: someone\r\n\r\nelse')
    world.mail.transitMs = 20 * SECOND
    expect(await resultOf(world)).toMatchObject({ status: 0 })
    expect(world.mail.counts['mailbox.header']).toBe(2)
  })

  test('is opened anew when its session is lost while it waits, which is no verdict', async () => {
    const world = await waitingWorld()
    world.mail.transitMs = 20 * SECOND
    world.mail.on('mailbox.news', failing('mailbox.news', { kind: 'connection-lost' }, 1))
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
    expect(world.mail.counts['mailbox.open']).toBe(2)
  })

  test('is opened anew in proportion to the time waited, however often it was looked into', async () => {
    const world = await waitingWorld()
    const begun = world.clock.now()
    const opened: number[] = []
    world.mail.transitMs = 30 * SECOND
    world.mail.on('mailbox.open', () => void opened.push(world.clock.now() - begun))
    for (let ms = 100; ms < 10 * SECOND; ms += 100)
      world.clock.after(ms, () => world.mail.deliver('From: someone\r\n\r\nelse'))
    const lose = failing('mailbox.news', { kind: 'connection-lost' })
    world.clock.after(10 * SECOND, () => world.mail.on('mailbox.news', lose))
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
    expect(opened[1]).toBeLessThan(17 * SECOND)
  })

  longTest('is asked as often as it has something to say, and no log or store hears of it', async () => {
    const world = await waitingWorld()
    world.mail.transitMs = 45 * SECOND
    world.mail.newsMs = () => 40
    world.mail.deliver('From: someone\r\n\r\nrefused')
    const arrivesAt = world.clock.now() + 45 * SECOND
    world.mail.on('mailbox.header', () => {
      if (world.clock.now() < arrivesAt)
        throw new ProbeError({ ...evidenceFor('mailbox.header'), kind: 'refused' })
    })
    let writes = 0
    const { replaceOpen } = world.runs
    world.runs.replaceOpen = (...change) => {
      writes += 1
      return replaceOpen(...change)
    }
    expect(await resultOf(world)).toMatchObject({ status: 0 })
    expect(world.mail.counts['mailbox.list']).toBeGreaterThan(1000)
    expect((await logOf(world)).length).toBeLessThan(20)
    expect(writes).toBeLessThan(5)
  })

  test('has waits by the time that has passed, however often it was looked into before', async () => {
    const world = await waitingWorld()
    world.mail.transitMs = Infinity
    const begunMs = world.clock.now()
    world.mail.newsMs = () => (world.clock.now() - begunMs < 2 * SECOND ? 40 : Infinity)
    const looksAt: number[] = []
    world.mail.on('mailbox.list', () => void looksAt.push(world.clock.now() - begunMs))
    await resultOf(world)
    const late = looksAt.filter((at) => at >= 2 * SECOND)
    expect((late[1] ?? 0) - (late[0] ?? 0)).toBeLessThanOrEqual(1 * SECOND)
    expect(late.at(-1)).toBe(60 * SECOND - 250)
  })

  test('has the phases of the look that found the message', async () => {
    const world = await waitingWorld()
    world.mail.transitMs = 20 * SECOND
    world.mail.on('mailbox.list', (_count, signal) => sleep(world.clock, 100, signal))
    world.mail.on('mailbox.header', (_count, signal) => sleep(world.clock, 30, signal))
    world.mail.deliver('From: someone\r\n\r\nelse')
    const { phases } = await resultOf(world)
    expect(phases.mailbox).toMatchObject({ search: 100, retrieve: 30, delete: 0 })
  })

  test('is logged in to at once, however far apart logins are to be', async () => {
    const mailbox = { ...DEFINITION.mailbox, server: 'imap://mail.example.test', secondsBetweenLogins: 60 }
    const world = await waitingWorld({ mailbox, timeoutSeconds: 120 })
    world.mail.transitMs = 100 * SECOND
    expect(await resultOf(world)).toMatchObject({ status: 0, roundTripMs: 100 * SECOND })
    expect(world.mail.counts['mailbox.open']).toBe(1)
  })

  test('is looked into until the deadline, whatever else comes before the last look is due', async () => {
    const world = await waitingWorld({ timeoutSeconds: 60 })
    world.mail.transitMs = 59 * SECOND
    world.clock.after(58 * SECOND, () => world.mail.deliver('From: someone\r\n\r\nelse'))
    expect(await resultOf(world)).toMatchObject({ status: 0, roundTripMs: 59 * SECOND })
  })

  test('says that a message is lost in time', async () => {
    const world = await waitingWorld({ timeoutSeconds: 60 })
    world.mail.transitMs = Infinity
    const result = await resultOf(world)
    expect(result).toMatchObject({ outcome: 'lost' })
    expect(result.finishedAt - result.startedAt).toBeLessThanOrEqual(60 * SECOND)
    expect(world.mail.counts['mailbox.open']).toBe(1)
    expect(world.clock.pendingTimers).toBe(0)
  })
})

/**
 * Seconds since the start at which each login was made, refused or taken, in a world whose server keeps a
 * delay.
 */
function keepingApart(world: RunWorld, delayMs: number): { logins: number[]; refused: number[] } {
  const begun = world.clock.now()
  const made = { logins: [] as number[], refused: [] as number[] }
  let lastAt = -Infinity
  world.mail.loginDelayMs = delayMs
  world.mail.on('mailbox.open', () => {
    const at = world.clock.now()
    const isTooSoon = at - lastAt < delayMs
    made[isTooSoon ? 'refused' : 'logins'].push((at - begun) / SECOND)
    if (!isTooSoon) lastAt = at
    if (isTooSoon)
      throw new ProbeError({
        ...evidenceFor('mailbox.open'),
        kind: 'refused',
        responseCode: 'LOGIN-DELAY',
        text: 'too soon',
      })
  })
  return made
}

describe('a server that keeps a login delay of a minute', () => {
  test('is logged in to once where the message is there 2 s after it was sent', async () => {
    const world = await runWorld({ timeoutSeconds: 300 })
    const made = keepingApart(world, MINUTE)
    world.mail.transitMs = 1.5 * SECOND
    expect(await resultOf(world)).toMatchObject({ status: 0, roundTripMs: 2000, warnings: [] })
    expect(made).toEqual({ logins: [2], refused: [] })
  })

  test('shows that it does by one refusal, and is then logged in to a minute apart, and at the end', async () => {
    const world = await runWorld({ timeoutSeconds: 300 })
    const made = keepingApart(world, MINUTE)
    world.mail.transitMs = Infinity
    expect(await resultOf(world)).toMatchObject({ outcome: 'lost', warnings: ['mailbox-waited-for'] })
    expect(made.refused).toHaveLength(1)
    expect(made.logins.map(Math.floor)).toEqual([2, 62, 122, 182, 299])
  })

  test.each([
    { transitMs: 80 * SECOND, outcome: 'delivered' },
    { transitMs: Infinity, outcome: 'lost' },
  ])('that allows one more login gets it just before the deadline ($outcome)', async (mail) => {
    const world = await runWorld({ timeoutSeconds: 90 })
    const made = keepingApart(world, MINUTE)
    world.mail.transitMs = mail.transitMs
    expect(await resultOf(world)).toMatchObject({ outcome: mail.outcome })
    expect(made.logins.map(Math.floor)).toEqual([2, 89])
    expect(made.refused).toHaveLength(1)
  })

  test('ends a run that has no time for another login, at once', async () => {
    const world = await runWorld({ timeoutSeconds: 60 })
    const made = keepingApart(world, MINUTE)
    world.mail.transitMs = 50 * SECOND
    const result = await resultOf(world)
    expect(result).toMatchObject({ reason: 'mailbox-login-delay', phase: 'mailbox.auth' })
    expect(result.detail).toBe('too soon (60 s between two logins, timeout 60 s)')
    expect(result.finishedAt - result.startedAt).toBeLessThan(10 * SECOND)
    expect(made.logins.map(Math.floor)).toEqual([2])
  })

  test('is connected to again where sending takes longer than an idle connection may last', async () => {
    const world = await runWorld({ timeoutSeconds: 300 })
    const made = keepingApart(world, MINUTE)
    world.mail.on(
      'smtp.open',
      () => new Promise((resolve) => void world.clock.after(45 * SECOND, () => resolve())),
    )
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
    expect(made).toEqual({ logins: [47], refused: [] })
    expect((await logOf(world)).map(({ text }) => text)).toContain(
      'the connection ended while it waited for the login: opened again',
    )
  })
})

test('a definition that keeps logins a minute apart has the last one just before the deadline', async () => {
  const mailbox = { ...DEFINITION.mailbox, secondsBetweenLogins: 60 }
  const world = await runWorld({ timeoutSeconds: 200, mailbox })
  const made = keepingApart(world, MINUTE)
  world.mail.loginDelayMs = undefined
  world.mail.transitMs = 190 * SECOND
  expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
  expect(made.refused).toEqual([])
  expect(made.logins.map(Math.floor)).toEqual([2, 62, 122, 199])
})
