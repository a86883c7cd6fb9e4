import { runSummary } from '../../../app/history/views/run.ts'
import { doneRun } from '../../answers/run.ts'
import { monitorIdField, runField } from '../../request/fields.ts'
import { ok, route } from '../../route.ts'
import { foundRun } from './found-run.ts'

export const getRun = route({
  method: 'get',
  path: '/monitors/{monitorId}/runs/{run}',
  operationId: 'getRun',
  tag: 'runs',
  summary:
    'One run: its result, advice, neighbours, recheck, the last good run before it, incident, and alerts',
  needs: 'view',
  params: { monitorId: monitorIdField, run: runField },
  answers: { 200: { description: 'The run.', schema: doneRun } },
  problems: ['not-found'],
  handle: async ({ params }, home) => ok(runSummary(await foundRun(params, home))),
})
