import type { Context, Hono } from 'hono'

import { FRONT_PAGES, frontPage } from './front-page.ts'
import type { HttpHome } from './home.ts'
import { Problem, problemResponse } from './problem.ts'

/** What the page may load, and where it may send anything: to where it came from, and no code written into it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Serves the built page at all its addresses; for whoever is no browser, and without one, a text on the API. */
export function servePage(app: Hono, home: HttpHome): void {
  for (const path of FRONT_PAGES) {
    app.get(path, async (context) => {
      const page = asksForHtml(context) ? await home.page?.() : undefined
      if (!page) return context.text(frontPage(home, context.req.path))
      context.header('content-security-policy', POLICY)
      return context.html(page.html)
    })
  }
  app.get('/assets/:name', async (context) => {
    const file = (await home.page?.())?.files.get(context.req.path)
    if (!file) return problemResponse(new Problem('not-found'))
    // Its name changes with what lies under it.
    context.header('cache-control', 'public, max-age=31536000, immutable')
    return context.body(file.body, 200, { 'content-type': file.type })
  })
}

function asksForHtml({ req }: Context): boolean {
  return (req.header('accept') ?? '').includes('text/html')
}
