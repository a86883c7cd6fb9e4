import path from 'node:path'

import { CannotStart } from '../cannot-start.ts'
import { levelDatabase } from './dynalite.ts'

export interface FolderLock {
  release(): Promise<void>
}

/**
 * Holds the folder for this process; throws `CannotStart` when another has it. dynalite, when its database is
 * locked, throws from a callback where nobody can catch it; so an empty database of the same make (LevelDB,
 * whose lock the system drops with the process) is opened first, and kept open.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const lock = await tryLock(path.join(folder, 'lock'))
  if (lock) return lock
  throw new CannotStart(
    `The data in ${folder} is in use by another Roundtrip; stop that one, or name another folder: --data DIR.`,
  )
}

/** Holds what this folder stands for; `undefined` where another process does, or this one already. */
export async function tryLock(folder: string): Promise<FolderLock | undefined> {
  const held = levelDatabase(folder)
  try {
    await held.open()
  } catch (cause) {
    if (codeOf(cause) === 'LEVEL_LOCKED') return undefined
    throw cause
  }
  return { release: () => held.close() }
}

/** Opens the database once: dynalite, when it is damaged, throws from a callback. Throws LevelDB's error. */
export async function tryDatabase(folder: string): Promise<void> {
  const tried = levelDatabase(folder)
  await tried.open()
  await tried.close()
}

/** The code of the error, or of what caused it: LevelDB's own stands one deep. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.cause instanceof Error) return codeOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
