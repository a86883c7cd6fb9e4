import { describe, expect, test } from 'vitest'

import { scheduledMonitors } from '../../../../local/clock/scheduled-monitors.ts'
import { nextRunAfter } from '../../../../shared/app/history/views/next-run.ts'
import { parseMonitor } from '../../../../shared/core/definition/parse-monitor.ts'
import { emptyState } from '../../../../shared/core/judging/evaluate.ts'
import { nextDue, nextStart } from '../../../../shared/core/schedule/due-times.ts'
import { MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { NOON } from '../../../contracts/run-fixtures.ts'
import { DEFINITION } from '../../../support/worlds/run-world.ts'

const SOURCE = 'local-table'

test.each(['demo', 'shop'])(
  'the next run of %s in local mode is when the clock of the machine starts it',
  (monitorId) => {
    const definition = { ...DEFINITION, monitorId, intervalMinutes: 1, timeoutSeconds: 30 }
    const parsed = parseMonitor(definition, SOURCE)
    if (!parsed.ok) throw new Error('the definition has mistakes')
    const row = { monitorId, managedBy: 'table', revision: 1, definition } as const
    const [scheduled] = scheduledMonitors([row], { definitionSource: SOURCE }, NOON)
    const next = nextRunAfter(NOON - SECOND, {
      ...{ monitor: parsed.monitor, managedBy: 'table', source: SOURCE },
      state: emptyState(monitorId),
    })
    expect(next).toBe(nextDue(parsed.monitor, NOON - SECOND) + (scheduled?.startDelayMs ?? NaN))
  },
)

describe('the next run of a row at several locations', () => {
  const KNOWN = { home: 'eu-west-1', defaults: ['home'] }
  const LOCATIONS = ['home', 'us-east-1', 'berlin']

  function nextOf(written: object, at: number) {
    const parsed = parseMonitor({ ...DEFINITION, ...written }, 'table')
    if (!parsed.ok) throw new Error('the definition has mistakes')
    const { monitor } = parsed
    const state = emptyState(monitor.monitorId)
    return nextRunAfter(at, {
      ...{ monitor, managedBy: 'table', source: 'table', state },
      knownLocations: KNOWN,
    })
  }

  test('is the first of them all', () => {
    const interval = { monitorId: DEFINITION.monitorId, intervalMinutes: 10 }
    const starts = [{}, { location: 'us-east-1' }, { location: 'berlin' }].map((one) =>
      nextStart({ ...interval, ...one }, NOON),
    )
    expect(nextOf({ intervalMinutes: 10, locations: LOCATIONS }, NOON)).toBe(Math.min(...starts))
  })

  test('comes once an interval where they take turns, each time at the next location', () => {
    const rotating = { intervalMinutes: 10, locations: LOCATIONS, locationMode: 'rotate' }
    const first = nextOf(rotating, NOON) ?? NaN
    const second = nextOf(rotating, first) ?? NaN
    const apart = second - first
    // Within a turn the locations start half a minute apart at the most.
    expect(apart).toBeGreaterThanOrEqual(9.5 * MINUTE)
    expect(apart).toBeLessThanOrEqual(10.5 * MINUTE)
  })
})
