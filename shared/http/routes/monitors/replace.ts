import { redefineMonitor } from '../../../app/monitors/change-monitor.ts'
import { definitionBody } from '../../request/definition.ts'
import { route } from '../../route.ts'
import { definePorts } from './define-ports.ts'
import { CHANGE, ROW_ANSWER, changedRow, rowToChange } from './row-to-change.ts'

export const replaceMonitor = route({
  ...CHANGE,
  method: 'put',
  path: '/monitors/{monitorId}',
  operationId: 'replaceMonitor',
  tag: 'monitors',
  summary: 'Replace the definition of a monitor',
  description:
    'Fields that are left out have their defaults again; so a pause and maintenance windows end too.',
  needs: 'administer',
  body: { schema: definitionBody },
  answers: { 200: ROW_ANSWER },
  async handle(request, home) {
    const row = await rowToChange(request, home)
    const done = await redefineMonitor(row, request.body, await definePorts(home))
    return changedRow(done, row.monitorId, home)
  },
})
