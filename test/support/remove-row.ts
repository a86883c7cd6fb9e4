import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'

/** Removes the monitor's row, as somebody who has just read it. */
export async function removeRow(
  monitors: Pick<MonitorStore, 'find' | 'remove'>,
  monitorId: string,
): Promise<void> {
  const row = await monitors.find(monitorId)
  if (row) await monitors.remove(row)
}
