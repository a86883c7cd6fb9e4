import * as v from 'valibot'

import { section } from '../../../core/definition/fields/fields.ts'
import { parseMonitor, parseMonitors } from '../../../core/definition/parse-monitor.ts'
import { problem } from '../../answers/monitor.ts'
import { Problem } from '../../problem.ts'
import { MOST_OCTETS, anyDefinition, definitionsField, inBody } from '../../request/definitions.ts'
import { ok, route } from '../../route.ts'

export const validate = route({
  method: 'post',
  path: '/validations',
  operationId: 'validate',
  tag: 'monitors',
  summary: 'Every mistake of one or many definitions; nothing is written',
  description:
    'Paths are those of one definition, as `mailbox.server`, or of the list, as `definitions[2].mailbox.server`.',
  needs: 'view',
  body: {
    schema: section('an object with definition or definitions', {
      definition: v.optional(anyDefinition),
      definitions: v.optional(definitionsField),
    }),
    maxOctets: MOST_OCTETS,
  },
  answers: {
    200: {
      description: 'The mistakes; none: all is well.',
      schema: v.object({ valid: v.boolean(), problems: v.array(problem) }),
    },
  },
  handle({ body: { definition, definitions } }, { ports: { definitionSource, builtInSender } }) {
    if ((definition === undefined) === (definitions === undefined)) {
      throw new Problem('invalid-body', { detail: 'expected either definition or definitions' })
    }
    const parsed =
      definitions === undefined
        ? parseMonitor(definition, definitionSource, { builtInSender })
        : parseMonitors(definitions, definitionSource, { builtInSender })
    const problems = parsed.ok ? [] : parsed.problems
    return Promise.resolve(ok({ valid: parsed.ok, problems: definitions ? inBody(problems) : problems }))
  },
})
