import { type MonitorFigures, fleetFigures } from '../../../shared/app/history/views/fleet-figures.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { past } from '../../support/worlds/past.ts'
import { DEFINITION } from '../../support/worlds/run-world.ts'

export const row = (monitorId: string, more: object = {}) => ({ ...DEFINITION, monitorId, ...more })

export const failed = (change: Partial<RunResult>) =>
  lostResult({
    outcome: 'failed',
    reason: 'mailbox-login-refused',
    phase: 'mailbox.auth',
    detail: 'no',
    ...change,
  })

/** What metrics are made of where these monitors ran so; all of it is counted. */
export async function figuresOf(
  definitions: readonly ReturnType<typeof row>[],
  results: readonly RunResult[] = [],
): Promise<MonitorFigures[]> {
  const { ports, clock } = await past({ now: NOON - 60 * MINUTE, definitions, results })
  const ask = fleetFigures({ ...ports, clock })
  await ask()
  await clock.advance(62 * MINUTE)
  return ask()
}

/** One monitor of each kind, at two minutes past noon. */
export function oneOfEach(): Promise<MonitorFigures[]> {
  const window = { mode: 'mute', zone: 'UTC', start: '2026-01-05T11:30', durationMinutes: 60 }
  const before = { monitorId: 'down', scheduledAt: NOON - 10 * MINUTE }
  return figuresOf(
    [
      row('up'),
      row('down'),
      row('inconclusive'),
      row('new'),
      row('paused', { enabled: false }),
      row('maintained', { maintenance: [window] }),
      row('mistaken', { intervalMinutes: 0 }),
    ],
    [
      deliveredResult({ monitorId: 'up' }),
      deliveredResult({ monitorId: 'up', location: 'berlin' }),
      deliveredResult(before),
      lostResult({ monitorId: 'down' }),
      failed({
        monitorId: 'inconclusive',
        status: 90,
        outcome: 'inconclusive',
        reason: 'secret-not-found',
        phases: { smtp: {}, mailbox: {} },
      }),
      deliveredResult({ monitorId: 'paused', scheduledAt: NOON - 30 * MINUTE }),
    ],
  )
}
