import { isRecord } from './fields/fields.ts'
import { ENV_IN_ROW } from './fields/secret-reference.ts'

interface Row {
  monitorId: string
  definition: Readonly<Record<string, unknown>>
}

/** Those of the rows that name a variable of the environment, as those of an earlier version may. */
export function environmentRows(rows: readonly Row[]): string[] {
  return rows.filter(namesEnvironment).map(({ monitorId }) => monitorId)
}

/** What is wrong with them, and what to write instead; `ids` as they are listed. */
export function environmentWords(ids: string): string {
  return `${ids}: ${ENV_IN_ROW} (npx roundtrip monitors edit ID --local)`
}

function namesEnvironment({ definition: { mailbox, smtp } }: Row): boolean {
  return [mailbox, smtp].some(
    (side) => isRecord(side) && typeof side.password === 'string' && side.password.startsWith('env:'),
  )
}
