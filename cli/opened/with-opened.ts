import { type Target, placeOf } from '../arguments/target.ts'
import type { Surroundings } from '../surroundings.ts'
import { isAwsProblem } from './aws-problem.ts'
import { CannotDo } from './cannot-do.ts'
import type { FolderNeed, Opened } from './opened.ts'
import { localWords } from './local-words.ts'
import { storeProblem } from './store-problem.ts'

/** Keeps the target open for as long as `use` takes. What AWS or the database refuses is a `CannotDo`. */
export async function withOpened<T>(
  target: Target,
  need: FolderNeed,
  { open, needs }: Pick<Surroundings, 'open' | 'needs'>,
  use: (opened: Opened) => Promise<T>,
): Promise<T> {
  try {
    const opened = await open(target, need)
    try {
      return await use(opened)
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (error instanceof CannotDo) throw error
    const stackName = target.kind === 'stack' ? target.stackName : undefined
    const message = storeProblem(error, placeOf(target), { stackName, needs })
    if (message === undefined) throw error
    const more = target.kind === 'stack' && isNoAccess(error) ? `; ${await localWords()}` : ''
    throw new CannotDo(`${message}${more}`, { cause: error })
  }
}

/** Nothing here says which account or Region is meant: perhaps none is. */
function isNoAccess(error: unknown): boolean {
  const asked = error instanceof Error && error.name === 'StoreError' ? error.cause : error
  return isAwsProblem(asked, ['credentials', 'region'])
}
