import { type Target, placeOf } from '../arguments/target.ts'
import type { Surroundings } from '../surroundings.ts'
import { CannotDo } from './cannot-do.ts'
import type { FolderNeed, Opened } from './opened.ts'
import { storeProblem } from './store-problem.ts'

/** Keeps the target open for as long as `use` takes. What AWS or the database refuses is a `CannotDo`. */
export async function withOpened<T>(
  target: Target,
  need: FolderNeed,
  { open }: Pick<Surroundings, 'open'>,
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
    const message = error instanceof CannotDo ? undefined : storeProblem(error, placeOf(target))
    throw message === undefined ? error : new CannotDo(message, { cause: error })
  }
}
