import { section } from '../../../core/definition/fields/fields.ts'
import { Problem } from '../../problem.ts'
import { oneOfField } from '../../request/fields.ts'
import { route } from '../../route.ts'

export const makeFault = route({
  method: 'post',
  path: '/demo/faults',
  operationId: 'makeFault',
  tag: 'demo',
  summary: 'Let the demo mail server lose its next message',
  description: 'In local mode, as long as its file has no monitor but the demo.',
  needs: 'operate',
  body: {
    schema: section('an object with fault', {
      fault: oneOfField('What goes wrong: `lose` takes the next message and drops it.', ['lose']),
    }),
  },
  answers: { 204: { description: 'It will.' } },
  problems: ['not-found'],
  handle(_request, { demo }) {
    if (!demo) throw new Problem('not-found', { detail: 'there is no demo here' })
    demo.loseNext()
    return Promise.resolve({ status: 204 })
  },
})
