import * as v from 'valibot'

import { pauseMonitor, resumeMonitor, stillDisabled } from '../../../app/monitors/change-monitor.ts'
import { section } from '../../../core/definition/fields/fields.ts'
import { pauseEnd } from '../../../core/definition/paused.ts'
import { withMistakes } from '../../problem.ts'
import { instantField, monitorIdField } from '../../request/fields.ts'
import { route } from '../../route.ts'
import { ROW_ANSWER, changedRow, managedByStack } from './row-to-change.ts'

const PAUSE = {
  path: '/monitors/{monitorId}/pause',
  tag: 'monitors',
  needs: 'operate',
  params: { monitorId: monitorIdField },
  answers: { 200: ROW_ANSWER },
} as const

export const pause = route({
  ...PAUSE,
  method: 'put',
  operationId: 'pauseMonitor',
  summary: 'Pause a monitor: its scheduled runs are left out',
  description: 'Also a monitor of the stack file.',
  body: {
    schema: section('an object with until, or an empty one', {
      until: v.optional(instantField('When the pause ends; left out: when the monitor is resumed.')),
    }),
  },
  problems: ['not-found', 'changed-meanwhile'],
  async handle({ params: { monitorId }, body: { until } }, home) {
    const end = pauseEnd(until, home.ports.clock.now())
    if (!end.ok) throw withMistakes('invalid-body', [{ path: 'until', message: end.message }])
    return changedRow(await pauseMonitor(monitorId, end.value, home.ports.monitors), monitorId, home)
  },
})

export const resume = route({
  ...PAUSE,
  method: 'delete',
  operationId: 'resumeMonitor',
  summary: 'Resume a monitor',
  problems: ['not-found', 'managed-by-stack', 'changed-meanwhile'],
  async handle({ params: { monitorId } }, home) {
    const done = await resumeMonitor(monitorId, home.ports.monitors)
    // Its file says enabled: false.
    if ('row' in done && stillDisabled(done.row)) throw managedByStack(monitorId)
    return changedRow(done, monitorId, home)
  },
})
