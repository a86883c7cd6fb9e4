import { createRequire } from 'node:module'
import path from 'node:path'

import { CannotStart } from '../cannot-start.ts'

interface LevelDatabase {
  open(): Promise<void>
  close(): Promise<void>
}

export interface FolderLock {
  release(): Promise<void>
}

interface LevelModule {
  Level: new (location: string) => LevelDatabase
}

/**
 * Holds the folder for this process; throws `CannotStart` when another has it. dynalite, when its database is
 * locked, throws from a callback where nobody can catch it; so an empty database of the same make (LevelDB,
 * whose lock the system drops with the process) is opened first, and kept open.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const held = levelIn(path.join(folder, 'lock'))
  try {
    await held.open()
  } catch (cause) {
    if (codeOf(cause) !== 'LEVEL_LOCKED') throw cause
    throw new CannotStart(
      `The data in ${folder} is in use by another Roundtrip; stop that one, or name another folder: --data DIR.`,
      { cause },
    )
  }
  return { release: () => held.close() }
}

/** Opens the database once: dynalite, when it is damaged, throws from a callback. Throws LevelDB's error. */
export async function tryDatabase(folder: string): Promise<void> {
  const tried = levelIn(folder)
  await tried.open()
  await tried.close()
}

function levelIn(folder: string): LevelDatabase {
  // dynalite's own copy, so that the lock is of the same make whatever is installed beside it.
  const fromDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'))
  const { Level } = fromDynalite('level') as LevelModule
  return new Level(folder)
}

/** The code of the error, or of what caused it: LevelDB's own stands one deep. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.cause instanceof Error) return codeOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
