import * as v from 'valibot'

import { knownSecrets } from '../../../app/monitors/known-secrets.ts'
import { growing, optional, pageSchema, text } from '../../answers/fields.ts'
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
  summary: 'The secrets that are stored or that monitors name, with the hosts that they are sent to',
  description:
    'By name and kind: nothing of what is stored is answered. Of a stack, those that no monitor names are listed where the credentials that the API runs with may list them.',
  needs: 'view',
  query: pageQuery,
  answers: {
    200: {
      description: 'Some secrets, by name.',
      schema: v.object({
        ...pageSchema(
          v.object({ kind: kindField, secret: text, saidTo: v.array(text), monitors: v.array(text) }),
        ).entries,
        unlisted: optional(
          v.pipe(text, v.description('Why there may be more that no monitor names; absent: these are all.')),
        ),
      }),
    },
  },
  async handle({ query }, { ports: { monitors, definitionSource }, secrets: stored }) {
    const { secrets, unlisted } = await knownSecrets(await monitors.list(), definitionSource, stored)
    const listed = secrets.map(({ reference: _reference, ...secret }) => secret)
    const page = pageOf(listed, ({ kind, secret }) => `${secret} ${kind}`, query)
    return ok({ ...page, ...(unlisted !== undefined && { unlisted }) })
  },
})
