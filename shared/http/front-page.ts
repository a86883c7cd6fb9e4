/** Where it stands: the addresses of things are the same in every home. */
export const FRONT_PAGES = [
  '/',
  '/m/:monitorId',
  '/m/:monitorId/r/:run',
  '/m/:monitorId/edit',
  '/new',
  '/incidents',
  '/incidents/:monitorId/:openedAt',
  '/report',
  '/maintenance',
]

/** For whoever follows the printed address. The key in its fragment never comes here. */
export function frontPage({ place, version }: { place: string; version: string }, path: string): string {
  return `Roundtrip ${version}: ${place}

This is an HTTP API. What it offers:

  /openapi.json   every route, as OpenAPI 3.1
  /api/v1/        the routes
  /healthz        whether this server answers

Each request to /api/v1/ needs the key: the part behind "#key=" of the address that was printed.

  curl -H "Authorization: Bearer KEY" ADDRESS/api/v1${inApi(path)}
`
}

/** `/m/shop/r/RUN` is `/monitors/shop/runs/RUN` there. */
function inApi(path: string): string {
  const [, monitorId, run] = /^\/m\/([\w-]+)(?:\/r\/([\w-]+))?$/.exec(path) ?? []
  if (monitorId === undefined) return '/overview'
  return `/monitors/${monitorId}${run === undefined ? '' : `/runs/${run}`}`
}
