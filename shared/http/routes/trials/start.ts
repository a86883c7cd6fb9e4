import * as v from 'valibot'

import { startTrial } from '../../../app/run/start-trial.ts'
import { section } from '../../../core/definition/fields/fields.ts'
import { startedTrial } from '../../answers/trial.ts'
import { API } from '../../openapi/api.ts'
import { Problem, withMistakes } from '../../problem.ts'
import { anyDefinition } from '../../request/definitions.ts'
import { textField } from '../../request/fields.ts'
import { route } from '../../route.ts'
import { KEYED, notStarted, probesOf, requestIdOf } from '../runs/asked.ts'

export const startTrialRun = route({
  method: 'post',
  path: '/trials',
  operationId: 'startTrial',
  tag: 'runs',
  summary: 'Make one run of a definition that is not saved',
  description:
    'It is kept for an hour, listed nowhere, and counts for nothing. Only passwords that are stored for the hosts of the definition are sent. Paths of mistakes are those of the definition, as `mailbox.server`.',
  needs: 'administer',
  headers: KEYED,
  body: {
    schema: section('an object with definition', {
      definition: anyDefinition,
      location: v.optional(
        textField('Where the run is made; left out: the first location of the definition.', 64),
      ),
    }),
  },
  answers: {
    202: {
      description: 'The run that is asked for.',
      schema: startedTrial,
      headers: { Location: 'Where its progress is told.' },
    },
  },
  problems: ['conflict', 'too-many-requests'],
  async handle({ body: { definition, location }, header }, home) {
    const requestId = requestIdOf(header('idempotency-key'), home.ports)
    const wish = { requestId, ...(location !== undefined && { location }) }
    const done = await startTrial(definition, wish, { ...home.ports, ...(await probesOf(home)) })
    switch (done.kind) {
      case 'started': {
        const { kind: _kind, ...started } = done
        return { status: 202, body: started, headers: { location: `${API}/trials/${done.trialId}` } }
      }
      case 'mistakes':
        throw withMistakes('invalid-body', done.problems)
      case 'no-location':
        throw new Problem('conflict', { detail: done.message })
      case 'not-started':
        throw notStarted(done)
      default:
        return done satisfies never
    }
  },
})
