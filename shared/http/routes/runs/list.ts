import * as v from 'valibot'

import { runs as runsOf } from '../../../app/history/views/runs.ts'
import { DAY } from '../../../core/time/units.ts'
import { REASONS } from '../../../core/run/statuses.ts'
import { pageSchema } from '../../answers/fields.ts'
import { listedRun, outcome } from '../../answers/run.ts'
import { monitorIdField, oneOfField, textField } from '../../request/fields.ts'
import { cursorProblem, pageQuery } from '../../request/page.ts'
import { spanOf, spanQuery } from '../../request/span.ts'
import { ok, route } from '../../route.ts'
import { rowOf } from '../monitors/row-of.ts'

/** As long as results are kept. */
const DEFAULT_DAYS = 400

export const listRuns = route({
  method: 'get',
  path: '/monitors/{monitorId}/runs',
  operationId: 'listRuns',
  tag: 'runs',
  summary: 'The runs of a monitor, newest first',
  description:
    'Runs belong to the time at which they were scheduled; without `from`, the 400 days before `to`. ' +
    '`failed=true` selects what availability counts as failed.',
  needs: 'view',
  params: { monitorId: monitorIdField },
  query: {
    ...spanQuery,
    failed: v.optional(oneOfField('What availability counts as failed.', ['true'])),
    outcome: v.optional(oneOfField('What they came to.', outcome.options)),
    reason: v.optional(oneOfField('Why they failed.', REASONS)),
    location: v.optional(textField('Where they were made.', 64)),
    trigger: v.optional(oneOfField('Why they were made.', ['schedule', 'on-demand', 'recheck'])),
    ...pageQuery,
  },
  answers: { 200: { description: 'Some runs.', schema: pageSchema(listedRun) } },
  problems: ['not-found'],
  async handle({ params: { monitorId }, query }, home) {
    const { cursor, failed, ...filter } = query
    // One that was scheduled ahead, by a clock that was wrong, is shown too.
    const span = spanOf(query, home.ports.clock.now() + DAY, DEFAULT_DAYS)
    const asked = { ...filter, ...span, ...(failed && { failed: true as const }) }
    const page = await runsOf(monitorId, asked, cursor, home.ports).catch(cursorProblem)
    if (page.runs.length === 0) await rowOf(monitorId, home)
    const { runs: items, ...next } = page
    return ok({ items, ...next })
  },
})
