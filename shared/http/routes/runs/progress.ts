import * as v from 'valibot'

import { testNow as progressOf } from '../../../app/history/views/test-now.ts'
import { testNow } from '../../answers/test-run.ts'
import { Problem } from '../../problem.ts'
import { countField, monitorIdField, runField } from '../../request/fields.ts'
import { ok, route } from '../../route.ts'

export const getProgress = route({
  method: 'get',
  path: '/monitors/{monitorId}/runs/{run}/progress',
  operationId: 'getProgress',
  tag: 'runs',
  summary: 'How a run goes: its state, and what was said since the last look',
  description: 'Asked at most once a second, until `state` is `done` or `not-started`.',
  needs: 'view',
  params: { monitorId: monitorIdField, run: runField },
  query: {
    after: v.optional(
      countField('`cursor` of the look before.', { least: 0, most: 999_999_999, byDefault: 0 }),
    ),
  },
  answers: { 200: { description: 'How it goes.', schema: testNow } },
  problems: ['not-found'],
  async handle({ params: { monitorId, run: runId }, query: { after } }, { ports }) {
    const now = await progressOf({ monitorId, runId }, ports, after)
    if (now) return ok(now)
    throw new Problem('not-found', {
      detail: `${monitorId} has no such run, and nobody has asked for it in the last hour`,
    })
  },
})
