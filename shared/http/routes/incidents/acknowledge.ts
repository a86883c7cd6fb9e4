import * as v from 'valibot'

import { MAX_NOTE, acknowledge, withdrawAcknowledgement } from '../../../app/alerts/acknowledge.ts'
import { section } from '../../../core/definition/fields/fields.ts'
import { isoInstant } from '../../../core/time/units.ts'
import { Problem } from '../../problem.ts'
import { instantField, monitorIdField, textField } from '../../request/fields.ts'
import { route } from '../../route.ts'
import { noMonitor } from '../monitors/row-of.ts'

const ACKNOWLEDGEMENT = {
  path: '/incidents/{monitorId}/{openedAt}/acknowledgement',
  tag: 'incidents',
  needs: 'operate',
  params: { monitorId: monitorIdField, openedAt: instantField('When it was opened, to the millisecond.') },
  problems: ['not-found'],
} as const

interface Meant {
  monitorId: string
  openedAt: number
}

export const acknowledgeIncident = route({
  ...ACKNOWLEDGEMENT,
  method: 'put',
  operationId: 'acknowledgeIncident',
  summary: 'Acknowledge an open incident: its repeats stop, and the recovery is told still',
  description: 'Acknowledged again, it has the later note.',
  body: {
    schema: section('an object with note, or an empty one', {
      note: v.optional(
        textField('One line for those who look, and for the alert of the recovery.', MAX_NOTE),
      ),
    }),
  },
  answers: { 204: { description: 'It is acknowledged.' } },
  async handle({ params: { monitorId, openedAt }, body: { note } }, { ports }) {
    const wish = { openedAt, ...(note !== undefined && { note }) }
    return done(await acknowledge(monitorId, wish, ports), { monitorId, openedAt })
  },
})

export const withdraw = route({
  ...ACKNOWLEDGEMENT,
  method: 'delete',
  operationId: 'withdrawAcknowledgement',
  summary: 'Take an acknowledgement back: repeats go on',
  answers: { 204: { description: 'It is not acknowledged.' } },
  handle: async ({ params: { monitorId, openedAt } }, { ports }) =>
    done(await withdrawAcknowledgement(monitorId, { openedAt }, ports), { monitorId, openedAt }),
})

function done(kind: string, { monitorId, openedAt }: Meant) {
  if (kind === 'no-monitor') throw noMonitor(monitorId)
  if (kind !== 'no-incident') return { status: 204 }
  throw new Problem('not-found', {
    detail: `${monitorId} has no open incident that was opened at ${isoInstant(openedAt)}`,
  })
}
