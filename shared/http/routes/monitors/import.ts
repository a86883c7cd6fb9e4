import * as v from 'valibot'

import { importDefinitions } from '../../../app/monitors/import-definitions.ts'
import { section } from '../../../core/definition/fields/fields.ts'
import { firstOf } from '../../../core/wording/words/first-of.ts'
import { text } from '../../answers/fields.ts'
import { Problem, withMistakes } from '../../problem.ts'
import { MOST_OCTETS, definitionsField, inBody, optionalFlag } from '../../request/definitions.ts'
import { ok, route } from '../../route.ts'
import { definePorts } from './define-ports.ts'
import { managedByStack } from './row-to-change.ts'

const ids = v.array(text)

export const importMonitors = route({
  method: 'post',
  path: '/imports',
  operationId: 'importMonitors',
  tag: 'monitors',
  summary: 'Write many definitions into the table',
  description:
    'With a mistake in any of them nothing is written. Monitors that are not named stay; so do pauses and maintenance windows of which a definition says nothing. Where it stops halfway, the same import goes on.',
  needs: 'administer',
  body: {
    schema: section('an object with definitions', {
      definitions: definitionsField,
      replace: optionalFlag('Change monitors that are there with another definition.'),
      dryRun: optionalFlag('Answer what would be done, and write nothing.'),
    }),
    maxOctets: MOST_OCTETS,
  },
  answers: {
    200: {
      description: 'What was done, or would be.',
      schema: v.object({ dryRun: v.boolean(), added: ids, updated: ids, unchanged: ids }),
    },
  },
  problems: ['conflict', 'managed-by-stack'],
  async handle({ body: { definitions, replace = false, dryRun = false } }, home) {
    const done = await importDefinitions(definitions, { replace, dryRun }, await definePorts(home))
    switch (done.kind) {
      case 'imported': {
        const { kind: _kind, ...imported } = done
        return ok(imported)
      }
      case 'mistakes':
        throw withMistakes('invalid-body', inBody(done.problems))
      case 'managed-by-stack':
        throw managedByStack(...done.monitorIds)
      case 'different':
        throw new Problem('conflict', {
          detail: `${firstOf(done.monitorIds)}: there already with another definition; nothing was written; replace: true changes it`,
        })
      case 'conflict':
        throw new Problem('conflict', {
          detail: `somebody else has changed ${firstOf(done.monitorIds)} meanwhile; ${done.written.length} were written, and the same import goes on`,
        })
      default:
        return done satisfies never
    }
  },
})
