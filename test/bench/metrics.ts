import { gzipSync } from 'node:zlib'

import { inParallel } from '../../shared/app/concurrency/in-parallel.ts'
import { fleetFigures } from '../../shared/app/history/views/fleet-figures.ts'
import { SECOND } from '../../shared/core/time/units.ts'
import { exposition } from '../../shared/http/metrics/exposition.ts'
import { type Row, table } from './figures.ts'
import { INTERVAL, type PastWorld, judged, pastWorld, runsOf } from './past-world.ts'

const FLEETS = [20, 2000]
/** At a run every 10 minutes and a scrape every minute. */
const NEW_EACH_TIME = 10
const AT_ONCE = 16

/** What a scrape takes over the embedded DynamoDB, whose CPU is counted too, at two locations a monitor. */
export async function metrics(): Promise<string> {
  const rows: Row[] = []
  for (const fleet of FLEETS) {
    const world = await pastWorld(0, fleet)
    try {
      await ran(world, world.ids, 0)
      const ask = fleetFigures(world.ports)
      rows.push(await rowOf(world, `${fleet} monitors, the first scrape`, ask))
      await ran(world, world.ids.slice(0, fleet / NEW_EACH_TIME), 1)
      rows.push(await rowOf(world, `${fleet} monitors, a tenth has run since`, ask))
      rows.push(await rowOf(world, `${fleet} monitors, none has run since`, ask))
    } finally {
      await world.close()
    }
  }
  return table(['', 'ms', 'CPU, ms', 'of it writing', 'items', 'read units', 'KB', 'KB gzip'], rows)
}

async function rowOf(
  { metered, ports: { clock } }: PastWorld,
  name: string,
  ask: ReturnType<typeof fleetFigures>,
): Promise<Row> {
  await clock.advance(10 * SECOND)
  metered.itemsRead()
  metered.taken()
  const start = performance.now()
  const before = process.cpuUsage()
  const figures = await ask()
  const read = process.cpuUsage(before)
  const { body } = await exposition(figures, 'application/openmetrics-text')
  const all = process.cpuUsage(before)
  const took = [performance.now() - start, cpuMs(all), cpuMs(all) - cpuMs(read)].map((ms) => ms.toFixed(0))
  const octets = [Buffer.byteLength(body), gzipSync(body).byteLength].map((size) => (size / 1000).toFixed(0))
  const units = [String(metered.itemsRead()), metered.taken().reads.toFixed(0)]
  return [name, ...took, ...units, ...octets]
}

function cpuMs({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000
}

/** The runs of the last interval that has passed, `later` intervals on, and the state that knows them. */
async function ran(
  { ports: { runs, clock } }: PastWorld,
  ids: readonly string[],
  later: number,
): Promise<void> {
  const from = clock.now() - (clock.now() % INTERVAL) + (later - 1) * INTERVAL
  const failures = await inParallel(ids, AT_ONCE, async (monitorId) => {
    const results = runsOf(monitorId, from, from + INTERVAL)
    for (const result of results) await runs.putResult(result)
    const { version = 0 } = (await runs.findState(monitorId)) ?? {}
    await runs.putState({ ...judged(results), monitorId, version: version + 1 }, undefined)
  })
  for (const error of failures.values()) throw error
}
