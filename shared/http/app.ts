import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'

import { tameJson, tameLines } from '../core/redaction/tame.ts'
import { answerText } from '../core/time/answer-text.ts'
import { checkHost, checkKey, checkNeeds } from './guard.ts'
import type { HttpHome } from './home.ts'
import { serveMetrics } from './metrics/serve-metrics.ts'
import { API } from './openapi/api.ts'
import { openApiDocument } from './openapi/document.ts'
import { Problem, problemResponse } from './problem.ts'
import { readRequest } from './request/read-request.ts'
import type { Route, RouteReply } from './route.ts'
import { ROUTES } from './routes.ts'
import { servePage } from './serve-page.ts'

/** What an answer says to a browser unless it says otherwise: it is no page, and nothing of it is kept. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** The HTTP face of one home: the page, the API and its document, metrics, and whether it lives. */
export function httpApp(home: HttpHome): Hono {
  const app = new Hono()
  let document: object | undefined
  app.onError((error) => problemResponse(problemOf(error, home)))
  app.notFound((context) =>
    problemResponse(new Problem('not-found', { detail: `there is no ${context.req.path}` })),
  )
  app.use(compress({ threshold: 1024, contentTypeFilter: /json|text|javascript|svg/ }))
  app.use(async (context, next) => {
    await next()
    // Afterwards: a problem is an answer of its own.
    for (const [name, value] of Object.entries(HEADERS)) {
      if (!context.res.headers.has(name)) context.header(name, value)
    }
  })
  app.use(async (context, next) => {
    checkHost(context.req.raw.headers, home)
    await next()
  })
  servePage(app, home)
  app.get('/healthz', (context) => context.json({ ok: true }))
  app.get('/openapi.json', (context) => context.json((document ??= openApiDocument(ROUTES, home.version))))
  serveMetrics(app, home)
  app.use(`${API}/*`, async (context, next) => {
    checkKey(
      context.req.raw.headers,
      [home.keys.page],
      'the key stands in the address that was printed at the start',
    )
    await next()
  })
  for (const route of ROUTES) serve(app, route, home)
  for (const path of new Set(ROUTES.map((one) => one.path))) refuseOthers(app, path)
  return app
}

function serve(app: Hono, route: Route, home: HttpHome): void {
  app.on(route.method.toUpperCase(), pathOf(route.path), async (context) => {
    checkNeeds(route, home)
    const request = await readRequest(context, route)
    const reply = await route.handle(request, home).catch((error: unknown) => {
      throw home.explain(error, route.needs) ?? error
    })
    return answered(context, reply)
  })
}

function answered(context: Context, { status, body, headers = {} }: RouteReply): Response {
  for (const [name, value] of Object.entries(headers)) context.header(name, value)
  context.status(status as 200)
  if (body === undefined) return context.body(null)
  if (typeof body === 'string') return context.body(tameLines(body))
  context.header('content-type', 'application/json')
  return context.body(tameJson(answerText(body)))
}

/** A path that is there, asked in a way that it has not got (RFC 9110 §15.5.6). */
function refuseOthers(app: Hono, path: string): void {
  const methods = ROUTES.filter((one) => one.path === path).map(({ method }) => method.toUpperCase())
  app.all(pathOf(path), () => {
    throw new Problem('method-not-allowed', { headers: { allow: methods.join(', ') } })
  })
}

function pathOf(path: string): string {
  return API + path.replace(/\{(\w+)\}/g, ':$1')
}

function problemOf(error: unknown, home: HttpHome): Problem {
  const problem = error instanceof Problem ? error : home.explain(error, 'view')
  if (problem) return problem
  home.report(error)
  return new Problem('internal-error', {}, { cause: error })
}
