import { patchMonitor } from '../../../app/monitors/change-monitor.ts'
import { definitionPatch } from '../../request/definition.ts'
import { route } from '../../route.ts'
import { definePorts } from './define-ports.ts'
import { CHANGE, ROW_ANSWER, changedRow, rowToChange } from './row-to-change.ts'

export const patchDefinition = route({
  ...CHANGE,
  method: 'patch',
  path: '/monitors/{monitorId}',
  operationId: 'patchMonitor',
  tag: 'monitors',
  summary: 'Change fields of the definition of a monitor',
  description: 'The body is a JSON merge patch (RFC 7396).',
  needs: 'administer',
  body: { schema: definitionPatch, type: 'application/merge-patch+json' },
  answers: { 200: ROW_ANSWER },
  async handle(request, home) {
    const row = await rowToChange(request, home)
    const done = await patchMonitor(row, request.body, await definePorts(home))
    return changedRow(done, row.monitorId, home)
  },
})
