import { type ListedRun, MOST_RUNS, runs as runsView } from '../../../shared/app/history/views/runs.ts'
import { monitorView } from '../../../shared/app/history/views/monitor.ts'
import type { RunsFilter } from '../../../shared/app/history/views/runs-filter.ts'
import type { ViewPorts } from '../../../shared/app/history/views/view-ports.ts'
import { inWords } from '../../../shared/core/run/schemes.ts'
import type { Trigger } from '../../../shared/core/run/run.ts'
import type { Reason } from '../../../shared/core/run/statuses.ts'
import type { Now } from '../../arguments/read-times.ts'
import { type SpanFlags, spanIn } from '../../arguments/span-flags.ts'
import { rowOf } from '../../opened/refusals.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import { onView, writeViewHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { printColumns } from '../../terminal/columns.ts'
import { counted } from '../../terminal/counted.ts'
import { writeLine, writeRemark } from '../../terminal/words.ts'
import { runColumns } from './run-columns.ts'

/** The options that say which runs are meant. */
export interface RunsFlags extends SpanFlags {
  failed: boolean
  reason?: Reason | undefined
  location?: string | undefined
  trigger?: Trigger | undefined
}

const DEFAULT_LIMIT = 50

export const runs = onView(
  async (
    viewing,
    surroundings: Surroundings,
    flags: RunsFlags & ViewFlags & { limit?: number | undefined },
    monitorId: string,
  ) => {
    const { limit = DEFAULT_LIMIT } = flags
    const { out, clock } = surroundings
    const { ports, zone, opened } = viewing
    const filter = filterOf(flags, { now: clock.now(), zone })
    const found: ListedRun[] = []
    for await (const run of runsOf(monitorId, filter, limit, ports)) found.push(run)
    if (found.length === 0) {
      await rowOf(monitorId, opened)
      if (flags.location !== undefined) await tellNowhere(monitorId, flags.location, ports, surroundings)
    }
    if (flags.json) printJson(out, 'roundtrip.runs/1', { items: found })
    else {
      writeViewHeading(viewing, surroundings, monitorId)
      if (found.length > 0) printColumns(out, runColumns(found, zone), found)
      else if (out.isTerminal) writeLine(out, 'No matching runs.')
      if (out.isTerminal && found.length === limit) {
        writeRemark(out, `The newest ${counted(limit, 'run')}; --limit shows more.`, 'dim')
      }
    }
    return 0
  },
)

/** Says where there are runs, if none was ever made at this location. */
async function tellNowhere(
  monitorId: string,
  location: string,
  ports: ViewPorts,
  { err }: Pick<Surroundings, 'err'>,
): Promise<void> {
  const places = Object.keys((await monitorView(monitorId, ports))?.lastRuns ?? {})
  if (places.length === 0 || places.includes(location)) return
  writeLine(err, `roundtrip: no run at ${location}; there are runs at ${inWords(places, 'and')}`)
}

/** Newest first, page by page, at most `limit`. */
export async function* runsOf(
  monitorId: string,
  filter: RunsFilter,
  limit: number,
  ports: ViewPorts,
): AsyncGenerator<ListedRun> {
  let cursor: string | undefined
  let left = limit
  do {
    const page = await runsView(monitorId, { ...filter, limit: Math.min(MOST_RUNS, left) }, cursor, ports)
    yield* page.runs
    left -= page.runs.length
    cursor = page.next
  } while (cursor !== undefined && left > 0)
}

/** Throws `UsageError`. */
export function filterOf(flags: RunsFlags, here: Now): RunsFilter {
  const { failed, reason, location, trigger } = flags
  const { from, until } = spanIn(flags, here)
  return {
    ...(from !== undefined && { from }),
    ...(until !== undefined && { to: until }),
    ...(failed && { failed }),
    ...(reason && { reason }),
    ...(location !== undefined && { location }),
    ...(trigger && { trigger }),
  }
}
