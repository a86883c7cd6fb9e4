import { removeAsRead } from '../../../app/monitors/change-monitor.ts'
import { route } from '../../route.ts'
import { CHANGE, refused, rowToChange } from './row-to-change.ts'

export const removeMonitor = route({
  ...CHANGE,
  method: 'delete',
  path: '/monitors/{monitorId}',
  operationId: 'removeMonitor',
  tag: 'monitors',
  summary: 'Remove a monitor; its results stay',
  needs: 'administer',
  answers: { 204: { description: 'It is removed.' } },
  async handle(request, home) {
    const row = await rowToChange(request, home)
    const done = await removeAsRead(row, home.ports)
    if (done.kind !== 'removed') throw await refused(done, row.monitorId, home)
    return { status: 204 }
  },
})
