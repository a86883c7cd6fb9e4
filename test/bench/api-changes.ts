import { askedOf, benchApp } from './api.ts'
import { type Row, shown, spread, table } from './figures.ts'
import { OLD_MONITOR, type PastWorld, definitionOf, pastWorld } from './past-world.ts'

const MONITORS = 2000
const TIMES = 5
const JSON_TYPE = { 'content-type': 'application/json' }
const PATCH_TYPE = { 'content-type': 'application/merge-patch+json' }

/** What each route that changes something takes beside 2,000 monitors, and a put by the store alone. */
export async function apiChanges(): Promise<string> {
  const world = await pastWorld(1, MONITORS, 1)
  try {
    const app = benchApp(world.ports)
    const etag = async () => (await askedOf(app, `/monitors/${OLD_MONITOR}`)).headers.get('etag') ?? ''
    const sent = (body: unknown, headers = JSON_TYPE) => ({ headers, body: JSON.stringify(body) })
    const all = Array.from({ length: MONITORS }, (_, index) => definitionOf(`monitor-${index}`))
    const fresh = (count: number) => newIds(count).map(definitionOf)
    const on = `/monitors/${OLD_MONITOR}`
    const changes: [string, () => Promise<unknown>][] = [
      ['a put by the store alone', () => putAlone(world)],
      ['POST /monitors', () => askedOf(app, '/monitors', { method: 'POST', ...sent(fresh(1)[0]) })],
      [
        'PATCH /monitors/{id}, and the GET before it',
        async () => {
          const headers = { ...PATCH_TYPE, 'if-match': await etag() }
          await askedOf(app, on, { method: 'PATCH', ...sent({ note: newIds(1)[0] }, headers) })
        },
      ],
      ['PUT /monitors/{id}/pause', () => askedOf(app, `${on}/pause`, { method: 'PUT', ...sent({}) })],
      ['DELETE /monitors/{id}/pause', () => askedOf(app, `${on}/pause`, { method: 'DELETE' })],
      [
        'POST /maintenance of 20 monitors',
        () => {
          const monitors = newIds(20).map((id) => id.replace('new', 'monitor'))
          const window = { monitors, start: 'now', durationMinutes: 60 }
          return askedOf(app, '/maintenance', { method: 'POST', ...sent(window) })
        },
      ],
      ['POST /monitors/{id}/runs', () => askedOf(app, `${on}/runs`, { method: 'POST', ...sent({}) })],
      [
        'POST /validations of 2,000',
        () => askedOf(app, '/validations', { method: 'POST', ...sent({ definitions: all }) }),
      ],
      [
        'POST /imports of 2,000, dry run',
        () =>
          askedOf(app, '/imports', {
            method: 'POST',
            ...sent({ definitions: all, replace: true, dryRun: true }),
          }),
      ],
      [
        'POST /imports of 200 new ones',
        () => askedOf(app, '/imports', { method: 'POST', ...sent({ definitions: fresh(200) }) }),
      ],
    ]
    const rows: Row[] = []
    for (const [name, change] of changes) rows.push(await measured(name, change, world))
    return table(['', 'ms', 'read units', 'write units'], rows)
  } finally {
    await world.close()
  }
}

async function measured(name: string, change: () => Promise<unknown>, { metered }: PastWorld): Promise<Row> {
  const took: number[] = []
  let units = metered.taken()
  for (let time = 0; time < TIMES; time += 1) {
    metered.taken()
    const start = performance.now()
    await change()
    took.push(performance.now() - start)
    units = metered.taken()
  }
  return [name, shown(spread(took), 0), units.reads.toFixed(0), units.writes.toFixed(0)]
}

let made = 0

/** Ids that nobody had before, counted up. */
function newIds(count: number): string[] {
  return Array.from({ length: count }, () => `new-${(made += 1)}`)
}

async function putAlone({ ports }: PastWorld): Promise<void> {
  const [monitorId = ''] = newIds(1)
  const row = { monitorId, managedBy: 'table', revision: 1, definition: definitionOf(monitorId) } as const
  await ports.monitors.put(row, undefined)
}
