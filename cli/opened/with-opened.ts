import { type Target, placeOf } from '../arguments/target.ts'
import { tameLine } from '../../shared/core/redaction/tame.ts'
import type { Surroundings } from '../surroundings.ts'
import { Interrupted } from '../terminal/read-secret.ts'
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

/** The exit code of `work`: what it, AWS or the database cannot do is told in a sentence, and is 1. */
export async function exitCodeOf(
  work: () => Promise<number>,
  target: Target,
  { err }: Pick<Surroundings, 'err'>,
): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Interrupted) return 130
    const told = problemOf(error, target)
    if (!told) throw error
    const lines = [...told.details, `roundtrip: ${told.message}`]
    err.write(lines.map((line) => `${tameLine(line, Infinity)}\n`).join(''))
    return 1
  }
}

function problemOf(
  error: unknown,
  target: Target,
): { message: string; details: readonly string[] } | undefined {
  if (error instanceof CannotDo) return error
  const message = storeProblem(error, placeOf(target))
  return message === undefined ? undefined : { message, details: [] }
}
