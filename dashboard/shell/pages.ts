import type { PageComponent, Params } from './page.ts'

interface Page {
  /** As `/m/:monitorId`; `shared/http/front-page.ts` has the same. */
  path: string
  /** What the browser calls it. */
  title(params: Params): string
  load(): Promise<PageComponent>
}

/** Every page, each loaded when it is shown. */
const PAGES: readonly Page[] = [
  { path: '/', title: () => 'Now', load: async () => (await import('../now/now-page.tsx')).NowPage },
  {
    path: '/m/:monitorId',
    title: ({ monitorId = '' }) => monitorId,
    load: async () => (await import('../monitor/monitor-page.tsx')).MonitorPage,
  },
  {
    path: '/m/:monitorId/r/:run',
    title: ({ monitorId = '' }) => `Run of ${monitorId}`,
    load: async () => (await import('../run/run-page.tsx')).RunPage,
  },
  {
    path: '/m/:monitorId/edit',
    title: ({ monitorId = '' }) => `Edit ${monitorId}`,
    load: async () => (await import('./other-pages.ts')).EditPage,
  },
  {
    path: '/new',
    title: () => 'New monitor',
    load: async () => (await import('./other-pages.ts')).NewPage,
  },
  {
    path: '/incidents',
    title: () => 'Incidents',
    load: async () => (await import('./other-pages.ts')).IncidentsPage,
  },
  {
    path: '/incidents/:monitorId/:openedAt',
    title: ({ monitorId = '' }) => `Incident of ${monitorId}`,
    load: async () => (await import('./other-pages.ts')).IncidentPage,
  },
  {
    path: '/report',
    title: () => 'Reports',
    load: async () => (await import('./other-pages.ts')).ReportPage,
  },
  {
    path: '/maintenance',
    title: () => 'Maintenance',
    load: async () => (await import('./other-pages.ts')).MaintenancePage,
  },
]

export interface Matched {
  page: Page
  params: Params
}

/** The page at this path; `undefined`: there is none. */
export function pageAt(path: string): Matched | undefined {
  const parts = path.replace(/(?<=.)\/$/, '').split('/')
  for (const page of PAGES) {
    const params = paramsOf(page.path.split('/'), parts)
    if (params) return { page, params }
  }
  return undefined
}

function paramsOf(pattern: readonly string[], parts: readonly string[]): Params | undefined {
  if (pattern.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, name] of pattern.entries()) {
    const part = parts[index] ?? ''
    if (name.startsWith(':') && /^[\w:.-]+$/.test(part)) params[name.slice(1)] = part
    else if (name !== part) return undefined
  }
  return params
}
