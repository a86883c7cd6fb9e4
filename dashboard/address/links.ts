/** Addresses of things; they are the same in every home. */
export const links = {
  now: '/',
  monitor: (monitorId: string) => `/m/${monitorId}`,
  edit: (monitorId: string) => `/m/${monitorId}/edit`,
  run: (monitorId: string, runId: string) => `/m/${monitorId}/r/${runId}`,
  newMonitor: '/new',
  incidents: '/incidents',
  incident: (monitorId: string, openedAt: string) => `/incidents/${monitorId}/${openedAt}`,
  report: '/report',
  maintenance: '/maintenance',
}
