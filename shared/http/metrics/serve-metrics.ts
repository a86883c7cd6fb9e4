import type { Hono } from 'hono'

import { fleetFigures } from '../../app/history/views/fleet-figures.ts'
import { checkKey } from '../guard.ts'
import type { HttpHome } from '../home.ts'
import { exposition } from './exposition.ts'

/**
 * `GET /metrics`, with a key that opens nothing else, so that it may lie with the scraper; the page's opens it too.
 * Outside of the API, whose rules Prometheus does not know. Needs: view.
 */
export function serveMetrics(app: Hono, { ports, keys }: HttpHome): void {
  const figures = fleetFigures(ports)
  app.get('/metrics', async (context) => {
    const { headers } = context.req.raw
    checkKey(headers, [keys.metrics, keys.page], 'the key is in the file metrics-key, beside page-key')
    const { contentType, body } = await exposition(await figures(), headers.get('accept') ?? '')
    return context.body(body, 200, { 'content-type': contentType, vary: 'Accept' })
  })
}
