import * as v from 'valibot'

import { namedSecrets } from '../../../app/monitors/named-secrets.ts'
import { pageSchema, text } from '../../answers/fields.ts'
import { pageOf, pageQuery } from '../../request/page.ts'
import { ok, route } from '../../route.ts'

export const listSecrets = route({
  method: 'get',
  path: '/secrets',
  operationId: 'listSecrets',
  tag: 'secrets',
  summary: 'The secrets that monitors name, with the hosts that they are sent to',
  needs: 'view',
  query: pageQuery,
  answers: {
    200: {
      description: 'Some secrets, by name.',
      schema: pageSchema(v.object({ secret: text, saidTo: v.array(text), monitors: v.array(text) })),
    },
  },
  async handle({ query }, { ports: { monitors, definitionSource } }) {
    const all = namedSecrets(await monitors.list(), definitionSource)
    const listed = all.map(({ reference: _reference, ...secret }) => secret)
    return ok(pageOf(listed, ({ secret }) => secret, query))
  },
})
