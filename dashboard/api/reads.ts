import type * as a from './answers.ts'
import type { Read } from './kept-answer.ts'

type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** What the page reads, by name: a route of the API with its query. */
export const reads = {
  session: (): Read<a.Session> => ({ path: '/session', everyMs: 60_000 }),
  overview: (zone: string): Read<a.Overview> => read('/overview', { zone }),
  strips: (query: Query): Read<a.Strips> => read('/strips', query),
  monitor: (monitorId: string, zone: string): Read<a.MonitorView> => read(`/monitors/${monitorId}`, { zone }),
  availability: (monitorId: string, query: Query): Read<a.Availability> =>
    read(`/monitors/${monitorId}/availability`, query),
  roundTrips: (monitorId: string, query: Query): Read<a.RoundTrips> =>
    read(`/monitors/${monitorId}/round-trips`, query),
  runs: (monitorId: string, query: Query): Read<a.Page<a.ListedRun>> =>
    read(`/monitors/${monitorId}/runs`, query),
  run: (monitorId: string, runId: string): Read<a.DoneRun> =>
    read(`/monitors/${monitorId}/runs/${runId}`, {}),
  log: (monitorId: string, runId: string): Read<{ items: readonly a.LogLine[] }> => ({
    ...read<{ items: readonly a.LogLine[] }>(`/monitors/${monitorId}/runs/${runId}/log`, {}),
    everyMs: Infinity,
  }),
  incidents: (query: Query): Read<a.IncidentsPage> => read('/incidents', query),
  openIncidents: (): Read<a.IncidentsPage> => ({
    ...read<a.IncidentsPage>('/incidents', { state: 'open', limit: 200 }),
    isWhole: true,
  }),
  incident: (monitorId: string, openedAt: string): Read<a.IncidentStory> =>
    read(`/incidents/${monitorId}/${openedAt}`, {}),
  alerts: (query: Query): Read<a.Page<a.ListedAlert>> => read('/alerts', query),
  topics: (): Read<{ items: readonly a.Topic[] }> => ({ path: '/topics', everyMs: 60_000 }),
  locations: (): Read<{ items: readonly a.Location[] }> => ({ path: '/locations' }),
  windows: (): Read<a.Page<a.ListedWindow>> => ({
    ...read<a.Page<a.ListedWindow>>('/maintenance', { limit: 200 }),
    isWhole: true,
  }),
  report: (query: Query): Read<a.MonthReport> => ({
    ...read<a.MonthReport>('/reports/month', query),
    everyMs: 60_000,
  }),
}

export function read<T>(path: string, query: Query): Read<T> {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return { path: given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}` }
}
