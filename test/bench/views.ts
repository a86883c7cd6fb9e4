import { availability } from '../../shared/app/history/views/availability.ts'
import { incidents } from '../../shared/app/history/views/incidents.ts'
import { overview } from '../../shared/app/history/views/overview.ts'
import { run } from '../../shared/app/history/views/run.ts'
import { runs } from '../../shared/app/history/views/runs.ts'
import { strips } from '../../shared/app/history/views/strips.ts'
import { DAY } from '../../shared/core/time/units.ts'
import { type Row, shown, spread, table } from './figures.ts'
import { OLD_MONITOR, type PastWorld, pastWorld } from './past-world.ts'

const DAYS = 365
const MONITORS = 2000
const TIMES = 3

/**
 * What a question about the past takes over the embedded DynamoDB, beside reading all that it is about. Making
 * the past takes minutes.
 */
export async function views(): Promise<string> {
  const world = await pastWorld(DAYS, MONITORS)
  try {
    const { ports } = world
    const now = ports.clock.now()
    const today = now - (now % DAY)
    const span = (days: number) => ({ from: today - days * DAY, to: now })
    const of = (days: number, zone: string) => () =>
      availability(OLD_MONITOR, { ...span(days), by: 'day', zone }, ports)
    const all = (days: number) => () => everyRun({ from: today - days * DAY, before: now }, world)
    const failed = () => runs(OLD_MONITOR, { failed: true, from: today - DAYS * DAY }, undefined, ports)
    const rows = [
      await rowOf(
        world,
        `overview of ${MONITORS} monitors`,
        () => overview(ports),
        () => everyState(world),
      ),
      await rowOf(world, 'a month by the day', of(30, 'UTC'), all(30)),
      await rowOf(world, 'a month by the day, in Kathmandu', of(30, 'Asia/Kathmandu'), all(30)),
      await rowOf(world, 'a year by the day', of(DAYS, 'UTC'), all(DAYS)),
      await rowOf(world, 'what failed in a year', failed, all(DAYS)),
      await rowOf(world, 'the last 50 runs', () => runs(OLD_MONITOR, {}, undefined, ports)),
      await rowOf(world, 'the last run', () => run(OLD_MONITOR, ports)),
      await rowOf(world, '90 days at a glance', () =>
        strips({ monitorIds: [OLD_MONITOR], by: 'day', count: 90 }, ports),
      ),
      await rowOf(world, 'incidents of a month', () =>
        incidents({ from: Date.parse('2026-01'), to: Date.parse('2026-02') }, ports),
      ),
    ]
    const head = ['', 'ms', 'items', 'read units', 'all of it: ms', 'items', 'read units']
    return table(head, rows)
  } finally {
    await world.close()
  }
}

/** The view, and what it would take to read all that it speaks of. */
async function rowOf(
  world: PastWorld,
  name: string,
  view: () => Promise<unknown>,
  baseline?: () => Promise<unknown>,
): Promise<Row> {
  const asked = await measured(world, view, TIMES)
  const whole = baseline ? await measured(world, baseline, 1) : ['', '', '']
  return [name, ...asked, ...whole]
}

async function measured(
  { metered }: PastWorld,
  ask: () => Promise<unknown>,
  times: number,
): Promise<string[]> {
  const took: number[] = []
  for (let time = 0; time < times; time += 1) {
    metered.itemsRead()
    metered.taken()
    const start = performance.now()
    await ask()
    took.push(performance.now() - start)
  }
  return [shown(spread(took), 0), String(metered.itemsRead()), metered.taken().reads.toFixed(0)]
}

async function everyRun(span: { from: number; before: number }, { ports }: PastWorld): Promise<number> {
  let count = 0
  for await (const { status } of ports.runs.resultsBackwards(OLD_MONITOR, { ...span, pageSize: 1000 })) {
    count += status === 0 ? 1 : 0
  }
  return count
}

async function everyState({ ports }: PastWorld): Promise<void> {
  for (const { monitorId } of await ports.monitors.list()) await ports.runs.findState(monitorId)
}
