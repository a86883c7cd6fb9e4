import { type WrittenDefinition, plain, syncMonitors } from '../../shared/app/monitors/sync-monitors.ts'
import { isRecord } from '../../shared/core/definition/fields/fields.ts'
import type { Side } from '../../shared/core/time/phases.ts'
import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import type { AcceptedDefinitionStore } from '../../shared/app/ports/stores/accepted-definitions.ts'
import type { TlsSeenStore } from '../../shared/app/ports/stores/tls-seen.ts'
import type { JsonLog } from '../runtime/json-log.ts'
import { parseEvent } from './parse-event.ts'

/**
 * Never changes: a new id would make CloudFormation delete "the old one" after each update, and with it all
 * rows.
 */
const PHYSICAL_ID = 'stack-monitors'

export interface StackMonitorsHandlerOptions {
  ports: {
    monitors: MonitorStore
    runs: Pick<AcceptedDefinitionStore, 'dropAccepted'> & Pick<TlsSeenStore, 'dropTlsSeen'>
  }
  log: JsonLog
}

/**
 * The handler of the custom resource that stands for the stack's rows, called through CDK's provider
 * framework. What it throws fails the deploy, and its message is what the deploy shows. Deleting the stack
 * removes the rows; results stay.
 */
export function stackMonitorsHandler({ ports: { monitors, runs }, log }: StackMonitorsHandlerOptions) {
  return async (event: unknown): Promise<{ PhysicalResourceId: string }> => {
    const { definitions, before } = parseEvent(event)
    const report = await syncMonitors(definitions, monitors, {
      async beforeRemoval(monitorId) {
        await runs.dropAccepted(monitorId)
        await runs.dropTlsSeen(monitorId)
      },
      mayKeepClear: saidNothingIn(before),
    })
    const counts = Object.entries(report).map(([done, ids]: [string, readonly string[]]) => [
      done,
      ids.length,
    ])
    log.write('INFO', 'stack monitors written', Object.fromEntries(counts) as Record<string, number>)
    return { PhysicalResourceId: PHYSICAL_ID }
  }
}

/** Whether the file before said nothing of TLS there: what the row has is then not what the file took away. */
function saidNothingIn(before: readonly WrittenDefinition[]): (monitorId: string, side: Side) => boolean {
  return (monitorId, side) => {
    const written = before.find((definition) => definition.monitorId === monitorId)
    const section = written && plain(written)[side]
    return isRecord(section) && section.tls === undefined
  }
}
