import { expect, test } from 'vitest'

import { DAY, type EpochMs, MINUTE } from '../../shared/core/time/units.ts'
import { type RunWorld, handle, runWorld } from '../support/worlds/run-world.ts'

/** Many days of scheduled runs; `minute` is told before each. Answers when the mailbox was logged in to. */
async function runsOf(
  days: number,
  intervalMinutes: number,
  minute: (world: RunWorld, at: EpochMs) => void,
): Promise<{ world: RunWorld; tries: readonly EpochMs[] }> {
  const world = await runWorld({ intervalMinutes, timeoutSeconds: 30 })
  const start = world.clock.now()
  const tries: EpochMs[] = []
  world.mail.on('mailbox.open', () => void tries.push(world.clock.now()))
  for (let at = start; at < start + days * DAY; at += intervalMinutes * MINUTE) {
    minute(world, at - start)
    await world.clock.advance(Math.max(0, at - world.clock.now()))
    world.request = { ...world.request, scheduledAt: at }
    await handle(world)
  }
  return { world, tries: tries.map((at) => at - start) }
}

const wrongPassword = (world: RunWorld) => void (world.mail.takes = { mailbox: 'another password' })

/** Before logins were spaced: one for each run, and as many messages. */
test.each([
  [30, 5, 2881],
  [30, 15, 2880],
  [30, 60, 720],
  [7, 1, 675],
])(
  '%i days with a wrong password, every %i minutes: %i logins, one message',
  async (days, interval, logins) => {
    const { world, tries } = await runsOf(days, interval, wrongPassword)
    expect(tries).toHaveLength(logins)
    expect(world.mail.submissions).toHaveLength(1)
    // What locks and bans count: five within ten minutes.
    const within = tries.map((from) => tries.filter((at) => at >= from && at < from + 10 * MINUTE).length)
    expect(Math.max(...within)).toBeLessThan(5)
  },
)

test.each([4, 5, 10, 15, 60])(
  'a password that is mended on the server is seen within 15 minutes or one interval (%i minutes)',
  async (interval) => {
    // Broken at each midnight, mended a little later each day.
    const mended = (at: EpochMs) => 3 * MINUTE + (Math.floor(at / DAY) * 37 + 11) * MINUTE
    const { world, tries } = await runsOf(30, interval, (one, at) => {
      one.mail.takes = at % DAY < mended(at) ? { mailbox: 'another password' } : {}
    })
    const bound = Math.max(15, interval) * MINUTE
    for (let day = 0; day < 30; day += 1) {
      const from = day * DAY + mended(day * DAY)
      expect(tries.find((at) => at >= from)).toBeLessThanOrEqual(from + bound)
    }
    // One message is lost at each break, and every other comes back.
    const opened = world.published.filter(({ attributes }) => attributes.transition === 'opened')
    expect(opened).toHaveLength(30)
  },
)
