import { chmod, lstat, readdir, stat } from 'node:fs/promises'
import path from 'node:path'

import { makeFolder } from './make-folder.ts'

/** The folder must not be used, for this reason, in the words that follow "cannot be used: ". */
export class UnsafeFolder extends Error {
  override readonly name = 'UnsafeFolder'
}

/** Folders inside it: of the database, and those that stand for a lock. */
const INNER = ['dynamodb', 'lock', 'secrets.lock']
/** Everything that is put there; what else lies there is none of ours. */
const OURS: readonly string[] = [
  ...INNER,
  ...['endpoint.json', 'api.json', 'page-key', 'metrics-key', 'open.html'],
  ...['secrets.json', 'secrets.json.new'],
]

/** Rights of the group and of everybody else, and those of them to write. */
const OTHERS = 0o077
const OTHERS_WRITE = 0o022

/**
 * Makes the folder of the database, and its own inside it, for this user alone: 0700, files 0600. What an
 * earlier version left open to others is closed. A folder that holds other things keeps its mode. Throws
 * `UnsafeFolder` where another user owns it, may write into it or has put something there, else the system's
 * error.
 */
export async function privateFolder(folder: string): Promise<void> {
  await makeFolder(folder)
  await refuseForeign(folder)
  const { mode } = await stat(folder)
  const entries = await readdir(folder)
  if (entries.every((name) => OURS.includes(name.replace(/\.new$/, '')))) await close(folder)
  else if (mode & OTHERS_WRITE)
    throw new UnsafeFolder('other users may write there, and other things lie there')
  for (const name of INNER) {
    const inner = path.join(folder, name)
    await makeFolder(inner)
    await closeAll(inner)
  }
}

/** Makes the folder for this user alone, or closes it to others; throws as `privateFolder`. */
export async function ownFolder(folder: string): Promise<void> {
  await makeFolder(folder)
  await refuseForeign(folder)
  await close(folder)
}

async function closeAll(folder: string): Promise<void> {
  await refuseForeign(folder)
  await close(folder)
  for (const name of await readdir(folder)) {
    const place = path.join(folder, name)
    try {
      await refuseForeign(place)
      await close(place)
    } catch (error) {
      // A process that has the folder takes files away.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}

/** A link that somebody planted is theirs, whatever it leads to. */
async function refuseForeign(place: string): Promise<void> {
  const self = process.getuid?.()
  for (const { uid } of [await lstat(place), await stat(place)]) {
    if (self !== undefined && uid !== self) {
      throw new UnsafeFolder(`${place} belongs to another user (uid ${uid})`)
    }
  }
}

async function close(place: string): Promise<void> {
  const { mode } = await stat(place)
  if (mode & OTHERS) await chmod(place, mode & 0o700)
}
