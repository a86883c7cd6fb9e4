import type { MonitorRow } from '../../../app/ports/monitor-store.ts'
import type { HttpHome } from '../../home.ts'
import { Problem } from '../../problem.ts'

/** The monitor's row; throws `Problem` where there is none. */
export async function rowOf(monitorId: string, { ports }: Pick<HttpHome, 'ports'>): Promise<MonitorRow> {
  const row = await ports.monitors.find(monitorId)
  if (!row) throw noMonitor(monitorId)
  return row
}

export function noMonitor(monitorId: string): Problem {
  return new Problem('not-found', { detail: `there is no monitor ${monitorId}` })
}
