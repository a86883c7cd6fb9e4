import { TABLES, type TableShape } from '../../core/aws/tables.ts'
import type { StandingTable, TableCatalog } from '../ports/tables.ts'

/** The settings' `existingTables`. */
export interface ExistingTables {
  monitors: string
  results: string
}

const SETTING = 'existingTables in cdk/settings.ts'

/**
 * Takes up tables that an earlier stack left, or that were restored: checks that they are what they are named
 * as, and switches on what a restore loses. Answers the ARN of the Monitors table's stream. Throws one
 * sentence that names the setting.
 */
export async function takeUpTables(existing: ExistingTables, catalog: TableCatalog): Promise<string> {
  await check('monitors', existing.monitors, TABLES.monitors, catalog)
  await check('results', existing.results, TABLES.results, catalog)
  await catalog.bringUp(existing.results, { stream: false, timeToLive: TABLES.results.timeToLive })
  const streamArn = await catalog.bringUp(existing.monitors, { stream: true })
  if (streamArn === undefined)
    throw new Error(`the table ${existing.monitors} has no stream, though it was switched on`)
  return streamArn
}

async function check(
  field: keyof ExistingTables,
  name: string,
  shape: TableShape,
  catalog: TableCatalog,
): Promise<void> {
  const standing = await catalog.find(name)
  if (!standing) {
    throw new Error(`${SETTING}: ${field}: there is no table "${name}" in this account and Region`)
  }
  if (!hasShape(standing, shape)) {
    throw new Error(
      `${SETTING}: ${field}: "${name}" is no ${field} table of Roundtrip: its keys are ${standing.keys.join(', ')}`,
    )
  }
}

function hasShape({ keys, indexes }: StandingTable, shape: TableShape): boolean {
  const wanted = [shape.partitionKey, ...(shape.sortKey ? [shape.sortKey] : [])].map(({ name }) => name)
  const hasIndexes = shape.indexes.every(
    ({ name, partitionKey, sortKey }) => indexes[name]?.join() === [partitionKey.name, sortKey.name].join(),
  )
  return keys.join() === wanted.join() && hasIndexes
}

/**
 * Throws where tables stand that an earlier stack of this name left: new ones beside them would hide all that
 * they hold. Those that hold nothing, as a first deploy that failed leaves them, hide nothing. Names begin as
 * CloudFormation makes them from the stack's.
 */
export async function refuseForgottenTables(prefix: string, catalog: TableCatalog): Promise<void> {
  const left: string[] = []
  for (const name of await catalog.names(prefix)) if (!(await catalog.isEmpty(name))) left.push(name)
  if (left.length === 0) return
  const named = (what: string) => left.filter((name) => name.startsWith(`${prefix}${what}`)).at(-1) ?? '…'
  throw new Error(
    `tables of an earlier stack of this name exist in this account: ${left.join(', ')}. To keep using them, write ` +
      `existingTables: { monitors: '${named('Monitors')}', results: '${named('Results')}' } into cdk/settings.ts; ` +
      'to start empty, delete them first',
  )
}
