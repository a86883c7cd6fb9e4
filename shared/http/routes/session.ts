import * as v from 'valibot'

import { type Answered } from '../../core/time/answer-text.ts'
import { NEEDS } from '../needs.ts'
import { ok, route } from '../route.ts'

const session = v.object({
  kind: v.picklist(['local', 'stack']),
  place: v.string(),
  version: v.string(),
  may: v.picklist(NEEDS),
  locations: v.pipe(
    v.array(v.string()),
    v.description('Where runs are made when asked for, the usual one first; none: nobody makes them.'),
  ),
})

/** What somebody who has the key is told first. */
export const getSession = route({
  method: 'get',
  path: '/session',
  operationId: 'getSession',
  tag: 'session',
  summary: 'What this looks at, and what may be done',
  needs: 'view',
  answers: { 200: { description: 'The session.', schema: session } },
  handle: (_request, { kind, place, version, may, probes }) => {
    const locations = probes?.locations ?? []
    const body = { kind, place, version, may, locations } satisfies Answered<v.InferOutput<typeof session>>
    return Promise.resolve(ok(body))
  },
})
