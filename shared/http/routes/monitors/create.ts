import { addMonitor } from '../../../app/monitors/change-monitor.ts'
import { API } from '../../openapi/api.ts'
import { Problem, withMistakes } from '../../problem.ts'
import { definitionBody } from '../../request/definition.ts'
import { route } from '../../route.ts'
import { definePorts } from './define-ports.ts'
import { ROW_ANSWER, rowReply } from './row-to-change.ts'

export const createMonitor = route({
  method: 'post',
  path: '/monitors',
  operationId: 'createMonitor',
  tag: 'monitors',
  summary: 'Add a monitor',
  needs: 'administer',
  body: { schema: definitionBody },
  answers: {
    201: { ...ROW_ANSWER, headers: { ...ROW_ANSWER.headers, Location: 'Of the monitor.' } },
  },
  problems: ['conflict'],
  async handle({ body }, home) {
    const done = await addMonitor(body, await definePorts(home))
    switch (done.kind) {
      case 'added':
        return rowReply(done.row, 201, { location: `${API}/monitors/${done.row.monitorId}` })
      case 'exists':
        throw new Problem('conflict', { detail: `there is a monitor ${done.monitorId} already` })
      case 'mistakes':
        throw withMistakes('invalid-body', done.problems)
      default:
        return done satisfies never
    }
  },
})
