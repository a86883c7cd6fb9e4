import { describe, expect, test } from 'vitest'

import { SECOND } from '../../../shared/core/time/units.ts'
import { type RunWorld, resultOf, runWorld } from '../../support/worlds/run-world.ts'

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

  test('is opened anew when its session is over while it waits, which is no verdict', async () => {
    const world = await waitingWorld()
    world.mail.transitMs = 20 * SECOND
    world.mail.on('mailbox.list', (count) => {
      world.mail.staysOpen = count !== 5
    })
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
    expect(world.mail.counts['mailbox.open']).toBe(2)
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
