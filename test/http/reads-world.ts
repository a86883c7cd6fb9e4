import { rebuildDay } from '../../shared/app/history/rebuild-day.ts'
import { rebuildSummary } from '../../shared/app/history/rebuild-summary.ts'
import type { HttpHome } from '../../shared/http/home.ts'
import { runName } from '../../shared/core/run/run-id.ts'
import { definition } from '../cli/commands/monitors/monitors-world.ts'
import { registered } from '../support/worlds/registered.ts'
import { apiWorld } from './api-world.ts'

const YESTERDAY = '2026-11-23'
const A_DAY_AGO = 24 * 60

const MOVING = { mode: 'mute', zone: 'UTC', start: '2026-11-24T17:00', durationMinutes: 120, note: 'moving' }
const SUNDAYS = {
  mode: 'pause',
  zone: 'Europe/Berlin',
  start: '22:00',
  days: ['sun'],
  durationMinutes: 60,
} as const

/** A shop that failed yesterday and is down, a blog in maintenance, and a monitor with mistakes that is down. */
export async function readsWorld(differing: Partial<HttpHome> = {}) {
  const world = apiWorld({
    topics: () =>
      Promise.resolve([
        {
          name: 'alerts',
          subscriptions: [{ protocol: 'email', endpoint: 'a@example.com', confirmed: false }],
        },
        { name: 'night' },
      ]),
    queues: { letters: () => Promise.resolve({ deadLetters: 0, unhandled: 0 }) },
    ...differing,
  })
  const { runs, clock } = world
  await runs.putLocation(registered('eu-west-1'))
  await world.has('shop', { tags: ['web'], name: '=Shop' })
  await world.has('blog', { tags: ['web'], maintenance: [MOVING] })
  await world.has('mail', {
    mailbox: { server: 'mail.example.com', userid: 'm', password: 'hunter2' },
    maintenance: [{ ...MOVING, start: 'yesterday' }],
  })
  await runs.putTagWindows({ version: 1, windows: [{ tag: 'web', window: SUNDAYS }] })

  for (const minutes of [90, 80, 70, 60]) await world.delivered('shop', A_DAY_AGO + minutes)
  await world.lost('shop', A_DAY_AGO + 40)
  await world.delivered('shop', A_DAY_AGO + 30)
  await rebuildDay('shop', YESTERDAY, { runs })
  await rebuildSummary('shop', YESTERDAY, { runs, clock })
  const before = await world.delivered('shop', 60)
  await world.lost('shop', 30)
  const last = await world.lost('shop', 20)
  for (const minutes of [50, 30]) await world.delivered('blog', minutes)
  await world.lost('mail', 25, { location: 'us-east-1' })

  const trialId = 'c0ffee00000000000000'
  await runs.putTrial({
    trialId,
    location: 'eu-west-1',
    definition: definition('new'),
    askedAt: clock.now(),
    stage: 'asked',
  })
  const { incident } = (await runs.findState('shop')) ?? {}
  if (!incident) throw new Error('the shop is not down')
  return { ...world, before, last, ref: runName(last), trialId, incident }
}

export type ReadsWorld = Awaited<ReturnType<typeof readsWorld>>
