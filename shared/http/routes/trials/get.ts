import * as v from 'valibot'

import { trialNow as trialNowOf } from '../../../app/history/views/trial-now.ts'
import type { Reading } from '../../../core/definition/fields/fields.ts'
import { trialNow } from '../../answers/trial.ts'
import { Problem } from '../../problem.ts'
import { countField, documented } from '../../request/fields.ts'
import { ok, route } from '../../route.ts'

const trialIdField = documented(
  (written): Reading<string> =>
    typeof written === 'string' && /^[0-9a-f]{20}$/.test(written)
      ? { ok: true, value: written }
      : { ok: false, message: 'expected the id of a trial' },
  { type: 'string', pattern: '^[0-9a-f]{20}$', description: 'The id of a trial.' },
)

export const getTrial = route({
  method: 'get',
  path: '/trials/{trialId}',
  operationId: 'getTrial',
  tag: 'runs',
  summary: 'How the run of a definition that is not saved goes',
  description: 'Asked at most once a second, until `state` is `done`, `interrupted` or `not-started`.',
  needs: 'view',
  params: { trialId: trialIdField },
  query: {
    after: v.optional(
      countField('`cursor` of the look before.', { least: 0, most: 999_999_999, byDefault: 0 }),
    ),
  },
  answers: { 200: { description: 'How it goes.', schema: trialNow } },
  problems: ['not-found'],
  async handle({ params: { trialId }, query: { after } }, { ports }) {
    const now = await trialNowOf(trialId, ports, after)
    if (now) return ok(now)
    throw new Problem('not-found', {
      detail: 'there is no such trial, or none any more: it is kept for an hour',
    })
  },
})
