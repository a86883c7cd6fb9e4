import * as v from 'valibot'

import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import type { AcceptedDefinitionStore } from '../../shared/app/ports/stores/accepted-definitions.ts'
import { syncMonitors } from '../../shared/app/monitors/sync-monitors.ts'
import type { StackMonitorsProperties } from '../contract.ts'
import { mistakesIn } from '../runtime/mistakes-in.ts'
import type { JsonLog } from '../runtime/json-log.ts'

/** Never changes: a new id would make CloudFormation delete "the old one" after each update, and with it all rows. */
const PHYSICAL_ID = 'stack-monitors'

const eventSchema = v.object({
  RequestType: v.picklist(['Create', 'Update', 'Delete']),
  ResourceProperties: v.object({
    Definitions: v.pipe(v.string(), v.parseJson(), v.array(v.looseObject({ monitorId: v.string() }))),
  } satisfies Record<keyof StackMonitorsProperties, v.GenericSchema<string, unknown>>),
})

/**
 * The handler of the custom resource that stands for the stack's rows, called through CDK's provider framework. What it throws
 * fails the deploy, and its message is what the deploy shows. Deleting the stack removes the rows; results stay.
 */
export function stackMonitorsHandler(
  store: MonitorStore,
  runs: Pick<AcceptedDefinitionStore, 'dropAccepted'>,
  log: JsonLog,
) {
  return async (event: unknown): Promise<{ PhysicalResourceId: string }> => {
    const parsed = v.safeParse(eventSchema, event)
    if (!parsed.success) {
      throw new Error(`not an event of the stack's monitors: ${mistakesIn(parsed.issues).join('; ')}`)
    }
    const { RequestType, ResourceProperties } = parsed.output
    const definitions = RequestType === 'Delete' ? [] : ResourceProperties.Definitions
    const report = await syncMonitors(definitions, store, runs.dropAccepted)
    const counts = Object.entries(report).map(([done, ids]: [string, readonly string[]]) => [
      done,
      ids.length,
    ])
    log.write('INFO', 'stack monitors written', Object.fromEntries(counts) as Record<string, number>)
    return { PhysicalResourceId: PHYSICAL_ID }
  }
}
