import * as v from 'valibot'

import type { Owner } from '../../../app/monitors/change-maintenance.ts'
import { cancelWindow, planWindow } from '../../../app/monitors/plan-maintenance.ts'
import { type Reading, section } from '../../../core/definition/fields/fields.ts'
import { WINDOW_FIELDS } from '../../../core/definition/fields/maintenance-field.ts'
import { tag } from '../../../core/definition/fields/text-fields.ts'
import { shown } from '../../../core/definition/mistakes/shown-value.ts'
import { listedWindow } from '../../answers/maintenance.ts'
import { Problem, withMistakes } from '../../problem.ts'
import { documented, monitorIdField, textField } from '../../request/fields.ts'
import { route } from '../../route.ts'
import { noMonitor } from '../monitors/row-of.ts'

const MOST_MONITORS = 100

const monitorsField = v.pipe(
  documented(
    (written): Reading<unknown[]> =>
      Array.isArray(written) && written.length >= 1 && written.length <= MOST_MONITORS
        ? { ok: true, value: written }
        : { ok: false, message: `expected a list of 1 to ${MOST_MONITORS} ids, got ${shown(written)}` },
    { minItems: 1, maxItems: MOST_MONITORS },
  ),
  v.array(monitorIdField),
)

const body = section('an object with monitors or tag, start and durationMinutes', {
  ...WINDOW_FIELDS,
  monitors: v.optional(monitorsField),
  tag: v.optional(tag),
  start: textField('`now`, or by the clocks of the zone: `2026-12-01T22:00`, or `22:00` on `days`.'),
  zone: v.optional(WINDOW_FIELDS.zone),
})

export const addWindow = route({
  method: 'post',
  path: '/maintenance',
  operationId: 'addWindow',
  tag: 'maintenance',
  summary: 'Add a maintenance window to monitors, or to every monitor with a tag',
  description: 'Also to monitors of the stack file. One that is there already is answered as it stands.',
  needs: 'operate',
  body: { schema: body },
  answers: { 201: { description: 'The windows.', schema: v.object({ items: v.array(listedWindow) }) } },
  problems: ['not-found', 'conflict'],
  async handle({ body: { monitors, tag, ...written } }, { ports }) {
    const done = await planWindow(ownersOf(monitors, tag), written, ports)
    switch (done.kind) {
      case 'planned':
        return { status: 201, body: { items: done.windows } }
      case 'mistakes':
        throw withMistakes('invalid-body', done.problems)
      case 'refused':
        if (done.owner.kind === 'monitor' && done.refusal.kind === 'no-monitor') {
          throw noMonitor(done.owner.monitorId)
        }
        throw busy()
      default:
        return done satisfies never
    }
  },
})

export const removeWindow = route({
  method: 'delete',
  path: '/maintenance/{id}',
  operationId: 'removeWindow',
  tag: 'maintenance',
  summary: 'Remove a maintenance window',
  needs: 'operate',
  params: { id: textField('As the list names it.', 64) },
  answers: { 204: { description: 'It is removed.' } },
  problems: ['not-found', 'conflict'],
  async handle({ params: { id } }, { ports }) {
    const { kind } = await cancelWindow(id, ports)
    if (kind === 'conflict') throw busy()
    if (kind === 'cancelled') return { status: 204 }
    throw new Problem('not-found', { detail: 'there is no such window, or it was changed: look at the list' })
  },
})

function ownersOf(monitors: readonly string[] | undefined, tag: string | undefined): Owner[] {
  if ((monitors === undefined) === (tag === undefined)) {
    throw new Problem('invalid-body', { detail: 'expected either monitors or tag' })
  }
  if (tag !== undefined) return [{ kind: 'tag', tag }]
  return [...new Set(monitors)].map((monitorId) => ({ kind: 'monitor', monitorId }))
}

function busy(): Problem {
  return new Problem('conflict', { detail: 'others keep changing these windows; try again' })
}
