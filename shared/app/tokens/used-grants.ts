import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import type { DefinitionSource, SecretReference } from '../../core/definition/monitor.ts'
import { namedSecrets } from '../monitors/named-secrets.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'

export interface UsedGrantPorts {
  monitors: Pick<MonitorStore, 'list'>
  definitionSource: DefinitionSource
}

/** Whether a row of the table names this grant: the `isUsed` of whoever renews tokens. Reads all rows. */
export function grantIsUsed({ monitors, definitionSource }: UsedGrantPorts) {
  return async (grant: SecretReference): Promise<boolean> => {
    const named = namedSecrets(await monitors.list(), definitionSource, 'grant')
    return named.some(({ secret }) => secret === referenceText(grant))
  }
}
