import * as v from 'valibot'

import { section } from '../../../core/definition/fields/fields.ts'
import { parseMonitor, parseMonitors } from '../../../core/definition/parse-monitor.ts'
import { problem } from '../../answers/monitor.ts'
import { Problem } from '../../problem.ts'
import { MOST_OCTETS, anyDefinition, definitionsField, inBody } from '../../request/definitions.ts'
import { ok, route } from '../../route.ts'
import { definePorts } from './define-ports.ts'

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
  async handle({ body: { definition, definitions } }, home) {
    if ((definition === undefined) === (definitions === undefined)) {
      throw new Problem('invalid-body', { detail: 'expected either definition or definitions' })
    }
    const { source, ...known } = await definePorts(home)
    const parsed =
      definitions === undefined
        ? parseMonitor(definition, source, known)
        : parseMonitors(definitions, source, known)
    const problems = parsed.ok ? [] : parsed.problems
    return ok({ valid: parsed.ok, problems: definitions ? inBody(problems) : problems })
  },
})
