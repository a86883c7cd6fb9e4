import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { inTurn } from '../../shared/app/concurrency/in-turn.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'
import { type FolderLock, tryLock } from '../store/folder-lock.ts'
import { privateFolder } from '../store/private-folder.ts'

/** Those of this process take turns here: the system's locks tell only processes apart. */
const WRITERS = {}
/** How long another process is waited for. */
const LOCK_TIMEOUT: Millis = 10 * SECOND
const LOCK_GAP: Millis = 20

/**
 * Does the work while no other writer of this lock does, in this process or another; the folder is made if need
 * be. Throws what `busy` makes where another writer does not end within 10 s.
 */
export function inFolderTurn<T>(
  folder: string,
  lockName: string,
  work: () => Promise<T>,
  busy: () => Error,
): Promise<T> {
  const lockFolder = path.join(path.resolve(folder), lockName)
  return inTurn(WRITERS, lockFolder, async () => {
    await privateFolder(folder)
    const lock = await turnAt(lockFolder, busy)
    try {
      return await work()
    } finally {
      await lock.release()
    }
  })
}

/** The system drops the lock with its process, so that none is ever left behind. */
async function turnAt(lockFolder: string, busy: () => Error): Promise<FolderLock> {
  const until = performance.now() + LOCK_TIMEOUT
  for (;;) {
    const lock = await tryLock(lockFolder)
    if (lock) return lock
    if (performance.now() > until) throw busy()
    await delay(LOCK_GAP)
  }
}
