import { maintenance } from '../../../../cli/commands/maintenance/maintenance.ts'
import type { MaintenanceSurroundings } from '../../../../cli/commands/maintenance/surroundings.ts'
import type { MaintenanceWindow } from '../../../../shared/core/maintenance/window.ts'
import { type MonitorsWorld, NOW, monitorsWorld } from '../monitors/monitors-world.ts'

export interface MaintenanceWorld extends Omit<MonitorsWorld, 'says'> {
  /** What `roundtrip maintenance` says at `NOW`, and its exit code; a `UsageError` is thrown. */
  says(line: string, at?: number): Promise<{ code: number; out: string; err: string }>
  /** What `roundtrip monitors` says. */
  monitorsSay: MonitorsWorld['says']
  /** The windows that stand in the row of this monitor. */
  windowsOf(monitorId: string): Promise<unknown>
  tagged(): Promise<readonly { tag: string; window: MaintenanceWindow }[]>
}

/** `roundtrip maintenance` within this process, over an embedded DynamoDB, on a machine in Berlin. */
export async function maintenanceWorld(): Promise<MaintenanceWorld> {
  const world = await monitorsWorld()
  return {
    ...world,
    monitorsSay: world.says,
    async says(line, at = NOW) {
      const said = { out: '', err: '' }
      const output = (name: 'out' | 'err') => ({
        write: (text: string) => void (said[name] += text),
        isTerminal: false,
        columns: 100,
      })
      const surroundings: MaintenanceSurroundings = {
        out: output('out'),
        err: output('err'),
        clock: { now: () => at },
        defaultStack: 'Roundtrip',
        machineZone: 'Europe/Berlin',
        open: world.open,
      }
      const code = await maintenance(line.split(' '), surroundings)
      return { code, ...said }
    },
    windowsOf: async (monitorId) => (await world.definitionOf(monitorId))?.maintenance,
    tagged: async () => (await world.tagWindows.findTagWindows()).windows,
  }
}
