import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'

/** Takes the SMTP server out of the monitor's row, so that the built-in sender sends; gives back what undoes it. */
export async function withoutSmtp(
  monitors: Pick<MonitorStore, 'find' | 'put'>,
  monitorId: string,
): Promise<() => Promise<void>> {
  const row = await monitors.find(monitorId)
  if (!row) throw new Error(`there is no monitor ${monitorId}`)
  const { smtp: _server, ...definition } = row.definition
  const changed = { ...row, definition }
  await monitors.put(changed, row)
  return async () => {
    await monitors.put(row, changed)
  }
}
