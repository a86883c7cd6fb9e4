import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { putOwnFile } from '../../shared/adapters/own-file.ts'
import { inTurn } from '../../shared/app/concurrency/in-turn.ts'
import { type SecretWriter, SecretNotWritable } from '../../shared/app/ports/secret-writer.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'
import { type FolderLock, tryLock } from '../store/folder-lock.ts'
import { privateFolder } from '../store/private-folder.ts'
import { BrokenSecretsFile, readSecretsFile, secretsFileIn, secretsFileText } from './secrets-file.ts'

/** Those of this process take turns here: the system's locks tell only processes apart. */
const WRITERS = {}
/** How long another process is waited for. */
const LOCK_TIMEOUT: Millis = 10 * SECOND
const LOCK_GAP: Millis = 20

/**
 * Writes secrets by their short names into the file of this data folder, which is made if need be. Writers take
 * turns; the file is replaced as a whole and is on the disk when this answers. Throws `SecretNotWritable` where
 * the file is broken, or another writer does not end.
 */
export function secretFileWriter(folder: string): SecretWriter {
  return {
    write: (name, value) => inTurn(WRITERS, path.resolve(folder), () => write(folder, name, value)),
  }
}

async function write(folder: string, name: string, value: string): Promise<string> {
  await privateFolder(folder)
  const lock = await turnIn(folder)
  try {
    const secrets = await readSecretsFile(folder)
    await putOwnFile(secretsFileIn(folder), secretsFileText({ ...secrets, [name]: value }))
  } catch (error) {
    throw error instanceof BrokenSecretsFile ? new SecretNotWritable(error.message, { cause: error }) : error
  } finally {
    await lock.release()
  }
  return secretsFileIn(folder)
}

/** The system drops the lock with its process, so that none is ever left behind. */
async function turnIn(folder: string): Promise<FolderLock> {
  const until = performance.now() + LOCK_TIMEOUT
  for (;;) {
    const lock = await tryLock(path.join(folder, 'secrets.lock'))
    if (lock) return lock
    if (performance.now() > until)
      throw new SecretNotWritable(
        `another command has been writing ${secretsFileIn(folder)} for 10 s: try again`,
      )
    await delay(LOCK_GAP)
  }
}
