import * as v from 'valibot'

import { startTest } from '../../../app/run/start-test.ts'
import { section } from '../../../core/definition/fields/fields.ts'
import { startedTest } from '../../answers/test-run.ts'
import { API } from '../../openapi/api.ts'
import { Problem } from '../../problem.ts'
import { monitorIdField, textField, zoneField } from '../../request/fields.ts'
import { route } from '../../route.ts'
import { noMonitor } from '../monitors/row-of.ts'
import { KEYED, notStarted, probesOf, requestIdOf } from './asked.ts'

export const startRun = route({
  method: 'post',
  path: '/monitors/{monitorId}/runs',
  operationId: 'startRun',
  tag: 'runs',
  summary: 'Make a run of a monitor now, where it runs',
  description:
    'It is stored and listed, and counts for no incident, alert or availability. One at a time: while one is under way, whoever asks is answered that one.',
  needs: 'operate',
  params: { monitorId: monitorIdField },
  query: { zone: v.optional(zoneField) },
  headers: KEYED,
  body: {
    schema: section('an object with location, or an empty one', {
      location: v.optional(textField('Where the run is made; left out: the usual location.', 64)),
    }),
  },
  answers: {
    202: {
      description: 'The run that is asked for.',
      schema: startedTest,
      headers: { Location: 'Where its progress is told.' },
    },
  },
  problems: ['not-found', 'conflict', 'too-many-requests'],
  async handle({ params: { monitorId }, query, body, header }, home) {
    const { ports } = home
    const { location } = body
    const requestId = requestIdOf(header('idempotency-key'), ports)
    const wish = { ...query, requestId, ...(location !== undefined && { location }) }
    const done = await startTest(monitorId, wish, { ...ports, ...probesOf(home) })
    switch (done.kind) {
      case 'started':
      case 'joined': {
        const progress = `${API}/monitors/${monitorId}/runs/${done.runId}/progress`
        return { status: 202, body: done, headers: { location: progress } }
      }
      case 'no-monitor':
        throw noMonitor(monitorId)
      case 'refused':
        throw new Problem('conflict', {
          detail: done.message,
          ...(done.problems && { problems: done.problems }),
        })
      case 'not-started':
        throw notStarted(done)
      default:
        return done satisfies never
    }
  },
})
