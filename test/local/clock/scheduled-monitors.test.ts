import { expect, test } from 'vitest'

import { scheduledMonitors } from '../../../local/clock/scheduled-monitors.ts'
import { startDelay } from '../../../shared/core/schedule/due-times.ts'

const DEFINITION = {
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3://pop.example.com', userid: 'probe', password: 'ssm:shop' },
  timeoutSeconds: 60,
  intervalMinutes: 5,
}

const NOW = Date.parse('2026-11-24T18:00:00Z')

const SOURCES = { definitionSource: 'local-table' } as const

const scheduled = (definition: Record<string, unknown>) =>
  scheduledMonitors([{ monitorId: 'shop', managedBy: 'table', revision: 1, definition }], SOURCES, NOW)

function spread(intervalMinutes: number) {
  const interval = { monitorId: 'shop', intervalMinutes }
  return { ...interval, startDelayMs: startDelay(interval) }
}

test('the demo begins with the minute', () => {
  const demo = { monitorId: 'demo', managedBy: 'stack', revision: 1, definition: DEFINITION } as const
  expect(scheduledMonitors([demo], SOURCES, NOW)).toMatchObject([{ monitorId: 'demo', startDelayMs: 0 }])
})

test.each([
  ['at its own interval', {}, [spread(5)]],
  ['not at all when it is disabled', { enabled: false }, []],
  ['not at all while it is paused', { pausedUntil: '2026-11-24T18:00:01Z' }, []],
  ['again when its pause is over', { pausedUntil: '2026-11-24T18:00:00Z' }, [spread(5)]],
  ['every 10 minutes when it has mistakes', { timeoutSeconds: 'long' }, [spread(10)]],
  ['every 10 minutes when it is nothing of a monitor', { mailbox: null, intervalMinutes: [] }, [spread(10)]],
  ['not at all when it has mistakes and is disabled', { timeoutSeconds: 'long', enabled: false }, []],
  [
    'not at all when it has mistakes and is paused',
    { timeoutSeconds: 'long', pausedUntil: '2026-11-25T18:00:00Z' },
    [],
  ],
])('a row is run %s', (_when, change, expected) => {
  expect(scheduled({ ...DEFINITION, ...change })).toEqual(expected)
})
