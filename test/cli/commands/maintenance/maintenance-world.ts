import { roundtrip } from '../../../../cli/roundtrip.ts'
import type { MaintenanceWindow } from '../../../../shared/core/maintenance/window.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { surroundings } from '../../surroundings.ts'
import { type MonitorsWorld, NOW, monitorsWorld } from '../monitors/monitors-world.ts'

export interface MaintenanceWorld extends Omit<MonitorsWorld, 'says'> {
  /** What `roundtrip maintenance` says at `NOW`, and its exit code. */
  says(line: string, at?: number): Promise<{ code: number; out: string; err: string }>
  /** What `roundtrip monitors` says. */
  monitorsSay: MonitorsWorld['says']
  /** The windows that stand in the row of this monitor. */
  windowsOf(monitorId: string): Promise<unknown>
  tagged(): Promise<readonly { tag: string; window: MaintenanceWindow }[]>
}

/** `roundtrip maintenance` within this process, on a machine in Berlin. */
export function maintenanceWorld(world = monitorsWorld()): MaintenanceWorld {
  return {
    ...world,
    monitorsSay: world.says,
    async says(line, at = NOW) {
      const { said, surroundings: made } = surroundings({
        clock: fakeClock(at),
        settings: () => Promise.resolve({ stackName: 'Roundtrip' }),
        open: world.open,
      })
      const code = await roundtrip(['maintenance', ...line.split(' ')], made)
      return { code, ...said }
    },
    windowsOf: async (monitorId) => (await world.definitionOf(monitorId))?.maintenance,
    tagged: async () => (await world.runs.findTagWindows()).windows,
  }
}
