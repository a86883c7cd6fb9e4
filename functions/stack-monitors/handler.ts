import { syncMonitors } from '../../shared/app/monitors/sync-monitors.ts'
import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import type { AcceptedDefinitionStore } from '../../shared/app/ports/stores/accepted-definitions.ts'
import type { JsonLog } from '../runtime/json-log.ts'
import { parseEvent } from './parse-event.ts'

/**
 * Never changes: a new id would make CloudFormation delete "the old one" after each update, and with it all
 * rows.
 */
const PHYSICAL_ID = 'stack-monitors'

export interface StackMonitorsHandlerOptions {
  ports: { monitors: MonitorStore; runs: Pick<AcceptedDefinitionStore, 'dropAccepted'> }
  log: JsonLog
}

/**
 * The handler of the custom resource that stands for the stack's rows, called through CDK's provider
 * framework. What it throws fails the deploy, and its message is what the deploy shows. Deleting the stack
 * removes the rows; results stay.
 */
export function stackMonitorsHandler({ ports: { monitors, runs }, log }: StackMonitorsHandlerOptions) {
  return async (event: unknown): Promise<{ PhysicalResourceId: string }> => {
    const report = await syncMonitors(parseEvent(event), monitors, runs.dropAccepted)
    const counts = Object.entries(report).map(([done, ids]: [string, readonly string[]]) => [
      done,
      ids.length,
    ])
    log.write('INFO', 'stack monitors written', Object.fromEntries(counts) as Record<string, number>)
    return { PhysicalResourceId: PHYSICAL_ID }
  }
}
