import { homedir } from 'node:os'
import path from 'node:path'

import { folderProblem } from '../../local/store/folder-problem.ts'
import { ownFolder } from '../../local/store/private-folder.ts'
import type { Target } from '../arguments/target.ts'
import { CannotDo } from './cannot-do.ts'
import type { Opened } from './opened.ts'

/**
 * Where what is opened has its keys, and says where it is served: a local mode in its own folder, a stack in one
 * below the user's folder for state (XDG Base Directory Specification). Throws `CannotDo` where it cannot be made.
 */
export async function homeFolder(
  target: Target,
  { stackId = '' }: Pick<Opened, 'stackId'>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  if (target.kind === 'local') return target.folder
  const folder = path.join(stateFolder(env.XDG_STATE_HOME), 'roundtrip', stackId)
  try {
    await ownFolder(folder)
  } catch (error) {
    const why = folderProblem(error)
    if (why === undefined) throw error
    throw new CannotDo(
      `${folder}, where the key is kept, cannot be used: ${why}; XDG_STATE_HOME names another`,
      {
        cause: error,
      },
    )
  }
  return folder
}

/** A path that is not absolute is to be ignored, says the specification. */
function stateFolder(named = ''): string {
  return path.isAbsolute(named) ? named : path.join(homedir(), '.local', 'state')
}
