import { createHash } from 'node:crypto'

import * as v from 'valibot'

import { kept } from '../../app/history/views/kept.ts'
import { type FleetNow, fleetNow, overviewOf } from '../../app/history/views/overview.ts'
import { answerText } from '../../core/time/answer-text.ts'
import { overview } from '../answers/overview.ts'
import { namesEtag } from '../etag.ts'
import type { HttpHome } from '../home.ts'
import { zoneField } from '../request/fields.ts'
import { ok, route } from '../route.ts'

export const getOverview = route({
  method: 'get',
  path: '/overview',
  operationId: 'getOverview',
  tag: 'monitors',
  summary: 'Every monitor now, and one sentence for all of them',
  description: 'Read at most every 10 s, whoever asks: `at` says when.',
  needs: 'view',
  query: { zone: v.optional(zoneField) },
  headers: { 'If-None-Match': { description: 'The ETag of the answer before.' } },
  answers: {
    200: {
      description: 'Every monitor, failing ones first.',
      schema: overview,
      headers: { ETag: 'Of all but `at`.' },
    },
    304: { description: 'Nothing but `at` has changed.' },
  },
  async handle({ query, header }, { ports }) {
    const answer = overviewOf(await readingOf(ports)(), query)
    const { at: _at, ...content } = answer
    const etag = `"${createHash('sha256').update(answerText(content)).digest('base64url').slice(0, 22)}"`
    const known = header('if-none-match')
    if (known !== undefined && namesEtag(known, etag)) return { status: 304, headers: { etag } }
    return ok(answer, { etag })
  },
})

/** One for each home of this process: a wallboard in every room costs what one does. */
const readings = new WeakMap<HttpHome['ports'], () => Promise<FleetNow>>()

function readingOf(ports: HttpHome['ports']): () => Promise<FleetNow> {
  const reading = readings.get(ports) ?? kept(() => fleetNow(ports), ports.clock)
  readings.set(ports, reading)
  return reading
}
