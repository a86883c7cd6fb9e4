import { alertsTold } from '../../shared/app/history/views/alerts-told.ts'
import { availability } from '../../shared/app/history/views/availability.ts'
import { roundTrips } from '../../shared/app/history/views/charts/round-trips.ts'
import { incidents } from '../../shared/app/history/views/incidents.ts'
import { monthReport } from '../../shared/app/history/views/report/month-report.ts'
import { writtenMonitors } from '../../shared/app/history/views/lists/written-monitors.ts'
import { monitorView } from '../../shared/app/history/views/monitor.ts'
import { overview } from '../../shared/app/history/views/overview.ts'
import { run } from '../../shared/app/history/views/run.ts'
import { runs } from '../../shared/app/history/views/runs.ts'
import { strips } from '../../shared/app/history/views/strips.ts'
import { DAY, HOUR, isoInstant } from '../../shared/core/time/units.ts'
import { httpApp } from '../../shared/http/app.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { type Row, shown, spread, table } from './figures.ts'
import { addAlerts, addIncidents } from './past-alerts.ts'
import { OLD_MONITOR, type PastWorld, pastWorld } from './past-world.ts'

const MONITORS = 2000
const DAYS = 365
/** More than any route shows one by one. */
const DAYS_OF_RUNS = 14
/** The longest span that is told by the hour. */
const DAYS_OF_HOURS = 92
const TIMES = 3
const HOST = '127.0.0.1'
const KEY = 'key'

/** What an answer may take at the most. */
const MOST_MS = 10_000
const MOST_OCTETS = 5_000_000

/** What each route that looks takes over the embedded DynamoDB, beside its use case alone. */
export async function api(): Promise<string> {
  const world = await pastWorld(DAYS, MONITORS, DAYS_OF_RUNS)
  try {
    const { ports, ids } = world
    const now = ports.clock.now()
    await addIncidents(ids, now, world)
    await addAlerts(ids, now, world)
    const year = { from: now - DAYS * DAY, to: now }
    const quarter = { from: now - DAYS_OF_HOURS * DAY, to: now }
    const inYear = `from=${isoInstant(year.from)}`
    const of = `/monitors/${OLD_MONITOR}`
    const hundred = ids.slice(0, 100)
    const month = { from: Date.parse('2025-12-01'), to: Date.parse('2026-01-01') }
    const rows: [string, () => Promise<unknown>][] = [
      ['/overview', () => overview(ports)],
      [
        `/strips?by=day&count=90&ids=${hundred.join(',')}`,
        () => strips({ monitorIds: hundred, by: 'day', count: 90 }, ports),
      ],
      ['/monitors?limit=200', () => writtenMonitors({ limit: 200 }, ports)],
      [of, () => monitorView(OLD_MONITOR, ports)],
      [
        `${of}/availability?by=hour&from=${isoInstant(quarter.from)}`,
        () => availability(OLD_MONITOR, { ...quarter, by: 'hour' }, ports),
      ],
      [`${of}/round-trips?${inYear}`, () => roundTrips(OLD_MONITOR, year, ports)],
      [
        `${of}/round-trips?phase=smtp.connect,mailbox.auth&${inYear}`,
        () => roundTrips(OLD_MONITOR, { ...year, phases: ['smtp.connect', 'mailbox.auth'] }, ports),
      ],
      [
        `${of}/round-trips?from=${isoInstant(now - 6 * DAY)}`,
        () => roundTrips(OLD_MONITOR, { from: now - 6 * DAY, to: now }, ports),
      ],
      [`${of}/runs?limit=200`, () => runs(OLD_MONITOR, { limit: 200 }, undefined, ports)],
      [
        `${of}/runs?failed=true&limit=200&${inYear}`,
        () => runs(OLD_MONITOR, { ...year, failed: true, limit: 200 }, undefined, ports),
      ],
      [`${of}/runs/${await lastRun(world)}`, () => run(OLD_MONITOR, ports)],
      ['/incidents?month=2025-12&limit=200', () => incidents(month, ports)],
      [`/incidents?monitor=${OLD_MONITOR}`, () => incidents({ monitorId: OLD_MONITOR }, ports)],
      ['/alerts?limit=200', () => alertsTold({ from: now - 7 * DAY, before: now + HOUR, limit: 200 }, ports)],
      ['/maintenance', () => ports.monitors.list()],
      ['/secrets', () => ports.monitors.list()],
      [
        '/reports/month?month=2025-12&goal=99.9',
        () => monthReport({ month: '2025-12', goal: 0.999 }, 'UTC', ports),
      ],
    ]
    const measuredRows: Row[] = []
    for (const [path, useCase] of rows) measuredRows.push(await measured(path, useCase, world))
    const head = ['GET', 'ms', 'items', 'read units', 'KB', 'KB, gzip', 'use case: ms', 'over']
    return table(head, measuredRows)
  } finally {
    await world.close()
  }
}

async function lastRun({ ports }: PastWorld): Promise<string> {
  return (await ports.runs.newestResult(OLD_MONITOR))?.runId ?? ''
}

async function measured(path: string, useCase: () => Promise<unknown>, world: PastWorld): Promise<Row> {
  const { metered } = world
  const took: number[] = []
  const alone: number[] = []
  let [octets, packed, items, reads] = [0, 0, 0, 0]
  for (let time = 0; time < TIMES; time += 1) {
    metered.itemsRead()
    metered.taken()
    let start = performance.now()
    octets = await answered(path, world, 'identity')
    took.push(performance.now() - start)
    items = metered.itemsRead()
    reads = metered.taken().reads
    start = performance.now()
    await useCase()
    alone.push(performance.now() - start)
    packed = await answered(path, world, 'gzip')
  }
  const isOver = Math.max(...took) > MOST_MS || octets > MOST_OCTETS
  const kb = (count: number) => (count / 1000).toFixed(1)
  const name = path.length > 70 ? `${path.slice(0, 70)}…` : path
  return [
    ...[name, shown(spread(took), 0), String(items), reads.toFixed(0), kb(octets), kb(packed)],
    ...[shown(spread(alone), 0), isOver ? 'yes' : ''],
  ]
}

/** Octets of the answer of an app that keeps nothing from before. */
async function answered(path: string, { ports }: PastWorld, encoding: string): Promise<number> {
  const response = await askedOf(benchApp(ports), path, { headers: { 'accept-encoding': encoding } })
  const { byteLength } = await response.arrayBuffer()
  return byteLength
}

/** The API over these ports; whoever is asked to make a run does not. */
export function benchApp(ports: PastWorld['ports']): ReturnType<typeof httpApp> {
  const asked = () => Promise.resolve()
  return httpApp({
    kind: 'stack',
    place: 'bench',
    version: '0.1.0',
    reportZone: 'UTC',
    ports: { ...ports, ids: randomIds },
    may: 'administer',
    keys: { page: KEY, metrics: 'none' },
    hosts: [HOST],
    probes: { starter: { start: asked, startTrial: asked }, locations: ['berlin'] },
    explain: () => undefined,
    report: (error) => {
      throw error
    },
  })
}

/** Throws where the answer is a problem. */
export async function askedOf(
  app: ReturnType<typeof httpApp>,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = { host: HOST, authorization: `Bearer ${KEY}`, ...(init.headers as Record<string, string>) }
  const response = await app.request(`http://${HOST}/api/v1${path}`, { ...init, headers })
  if (!response.ok) throw new Error(`${path} answers ${response.status}: ${await response.text()}`)
  return response
}
