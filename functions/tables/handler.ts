import type { TableCatalog } from '../../shared/app/ports/tables.ts'
import { refuseForgottenTables, takeUpTables } from '../../shared/app/store/take-up-tables.ts'
import { parseEvent } from './parse-event.ts'

/** Never changes: another id would make CloudFormation delete "the old one" after each update. */
const PHYSICAL_ID = 'tables'

export interface TablesHandlerOptions {
  catalog: TableCatalog
  /** How the names of the stack's own tables begin. */
  tablePrefix: string
  /** Whether this stack has such a resource by now. */
  hasResource(stackId: string, logicalId: string): Promise<boolean>
}

export interface TablesAnswer {
  PhysicalResourceId: string
  Data?: { MonitorsStreamArn: string }
}

/**
 * The handler of the custom resource that comes before all that uses the tables. With `Existing` it takes
 * those up; else it refuses to let the stack make new ones beside those of an earlier stack. What it throws
 * fails the deploy, and is what the deploy shows.
 */
export function tablesHandler({ catalog, tablePrefix, hasResource }: TablesHandlerOptions) {
  return async (event: unknown): Promise<TablesAnswer> => {
    const { RequestType, StackId, ResourceProperties } = parseEvent(event)
    const { Existing, LogicalId } = ResourceProperties
    if (RequestType === 'Delete') return { PhysicalResourceId: PHYSICAL_ID }
    if (Existing) {
      const { Monitors: monitors, Results: results } = Existing
      const MonitorsStreamArn = await takeUpTables({ monitors, results }, catalog)
      return { PhysicalResourceId: PHYSICAL_ID, Data: { MonitorsStreamArn } }
    }
    // A stack from before this check has its tables already, and they are its own.
    const own = LogicalId !== undefined && (await hasResource(StackId, LogicalId))
    if (!own) await refuseForgottenTables(tablePrefix, catalog)
    return { PhysicalResourceId: PHYSICAL_ID }
  }
}
