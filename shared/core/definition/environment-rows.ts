import { isRecord } from './fields/fields.ts'
import { ENV_IN_ROW } from './fields/secret-reference.ts'
import { SIDES } from '../time/phases.ts'
import type { WrittenRow } from './secret-uses.ts'

/** Those of the rows that name a variable of the environment, as those of an earlier version may. */
export function environmentRows(rows: readonly WrittenRow[]): string[] {
  return rows.filter(namesEnvironment).map(({ monitorId }) => monitorId)
}

/** What is wrong with them, and what to write instead; `ids` as they are listed. */
export function environmentWords(ids: string): string {
  return `${ids}: ${ENV_IN_ROW} (npx roundtrip monitors edit ID --local)`
}

function namesEnvironment({ definition }: WrittenRow): boolean {
  return SIDES.map((side) => definition[side]).some(
    (section) =>
      isRecord(section) &&
      [section.password, section.grant].some(
        (secret) => typeof secret === 'string' && secret.startsWith('env:'),
      ),
  )
}
