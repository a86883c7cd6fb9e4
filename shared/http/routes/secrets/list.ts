import * as v from 'valibot'

import { namedLoginSecrets } from '../../../app/monitors/named-secrets.ts'
import { growing, pageSchema, text } from '../../answers/fields.ts'
import type { LoginSecret } from '../../../core/definition/monitor.ts'
import { pageOf, pageQuery } from '../../request/page.ts'
import { ok, route } from '../../route.ts'

const kindField = growing<LoginSecret['kind']>(
  ['password', 'grant'],
  'A password, or an OAuth2 grant that access tokens are fetched with.',
)

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
      schema: pageSchema(
        v.object({ kind: kindField, secret: text, saidTo: v.array(text), monitors: v.array(text) }),
      ),
    },
  },
  async handle({ query }, { ports: { monitors, definitionSource } }) {
    const listed = namedLoginSecrets(await monitors.list(), definitionSource).map(
      ({ reference: _reference, ...secret }) => secret,
    )
    return ok(pageOf(listed, ({ kind, secret }) => `${secret} ${kind}`, query))
  },
})
