import { masked } from '../../../../core/definition/mistakes/masked.ts'
import type { EpochMs } from '../../../../core/time/units.ts'
import type { MonitorRow } from '../../../ports/monitor-store.ts'
import type { MonitorNow } from '../monitor-now.ts'
import { type OverviewPorts, monitorsNow } from '../overview.ts'

/** What of a row is written, beside how the monitor is. */
export interface WrittenRow {
  revision: number
  /** As it was written; what may be a password is masked. */
  definition: Readonly<Record<string, unknown>>
}

export type WrittenMonitor = MonitorNow & WrittenRow

export interface MonitorsPage {
  /** By their ids. */
  items: readonly WrittenMonitor[]
  /** The id of the last one; absent: there are no more. */
  next?: string
}

/** At most `limit` monitors whose ids come after that one. Reads the rows, and the states of those. */
export async function writtenMonitors(
  { after = '', limit }: { after?: string; limit: number },
  ports: OverviewPorts,
): Promise<MonitorsPage> {
  const rows = (await ports.monitors.list())
    .filter(({ monitorId }) => monitorId > after)
    .sort((a, b) => (a.monitorId < b.monitorId ? -1 : 1))
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await writtenNow(shown, ports, ports.clock.now()),
    ...(last && rows.length > limit && { next: last.monitorId }),
  }
}

async function writtenNow(
  rows: readonly MonitorRow[],
  ports: OverviewPorts,
  now: EpochMs,
): Promise<WrittenMonitor[]> {
  const monitors = await monitorsNow(rows, ports, now)
  return monitors.flatMap((monitor, index) => (rows[index] ? { ...monitor, ...writtenRow(rows[index]) } : []))
}

export function writtenRow({ revision, definition }: MonitorRow): WrittenRow {
  return { revision, definition: masked(definition) }
}
