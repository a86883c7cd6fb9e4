import type { Target } from '../arguments/target.ts'
import type { FolderNeed, Opened, Opening } from './opened.ts'

/**
 * Opens what a command speaks of; `need` is of a local folder. Throws `CannotDo`, or what AWS or the database
 * answers. Loaded only when one is opened: the SDK takes longer to load than all the rest.
 */
export async function open(target: Target, need: FolderNeed, opening: Opening = {}): Promise<Opened> {
  switch (target.kind) {
    case 'stack': {
      const { openDeployed } = await import('./deployed.ts')
      return openDeployed(target.stackName, opening.clock)
    }
    case 'local': {
      const { openLocal } = await import('./local.ts')
      return openLocal(target.folder, need, opening)
    }
    default:
      return target satisfies never
  }
}
