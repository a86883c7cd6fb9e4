import { expect, test } from 'vitest'

import { scheduledMonitors } from '../../../../local/clock/scheduled-monitors.ts'
import { nextRunAfter } from '../../../../shared/app/history/views/next-run.ts'
import { parseMonitor } from '../../../../shared/core/definition/parse-monitor.ts'
import { emptyState } from '../../../../shared/core/judging/evaluate.ts'
import { nextDue } from '../../../../shared/core/schedule/due-times.ts'
import { SECOND } from '../../../../shared/core/time/units.ts'
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
