import type { Clock } from '../../shared/app/ports/clock.ts'
import type { Target } from '../arguments/target.ts'
import type { FolderNeed, Opened } from './opened.ts'

/**
 * Opens what a command speaks of; `need` is of a local folder. Throws `CannotDo`, or what AWS or the database
 * answers. `clock`: by which the stores tell what has expired; default: this machine's. Loaded only when one is opened: the SDK takes longer to load than all the rest.
 */
export async function open(target: Target, need: FolderNeed, clock?: Clock): Promise<Opened> {
  switch (target.kind) {
    case 'stack': {
      const { openDeployed } = await import('./deployed.ts')
      return openDeployed(target.stackName, clock)
    }
    case 'local': {
      const { openLocal } = await import('./local.ts')
      return openLocal(target.folder, need, clock)
    }
    default:
      return target satisfies never
  }
}
