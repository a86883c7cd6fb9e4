import { conditionOf } from '../../core/definition/condition.ts'
import type { Monitor } from '../../core/definition/monitor.ts'
import { locationsOf } from '../../core/location/known-locations.ts'
import { sourceOfRow } from '../monitors/source-of-row.ts'
import type { StackPorts } from './check.ts'

/** A monitor that is neither paused nor disabled, and where it runs, as results call the places. */
export interface PlacedMonitor {
  monitor: Monitor
  locations: readonly string[]
}

/** Those whose rows have no mistakes. */
export async function placedMonitors(
  ports: Pick<StackPorts, 'rows' | 'clock' | 'definitionSource' | 'isOwn' | 'known'>,
): Promise<PlacedMonitor[]> {
  const now = ports.clock.now()
  return (await ports.rows()).flatMap((row) => {
    const { kind, monitor } = conditionOf(row.definition, sourceOfRow(row, ports), now)
    if (kind !== 'enabled' || !monitor) return []
    return [{ monitor, locations: locationsOf(monitor, ports.known) }]
  })
}
