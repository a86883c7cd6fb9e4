import { constants } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** A file that must not be trusted, for this reason: one sentence that names it. */
export class UnsafeFile extends Error {
  override readonly name = 'UnsafeFile'
}

/** More than most of them ever hold. */
const MOST_OCTETS = 4096
/** Rights of the group and of everybody else. */
const OTHERS = 0o077

/**
 * What stands in a file of this user alone; `undefined`: there is none. Throws `UnsafeFile` for a link, for a
 * file of another user or one that others may read or write, else the system's error.
 */
export async function readOwnFile(file: string, mostOctets = MOST_OCTETS): Promise<string | undefined> {
  const handle = await opened(file)
  if (!handle) return undefined
  try {
    const stat = await handle.stat()
    const { uid, size } = stat
    if (!stat.isFile()) throw new UnsafeFile(`${file} is no file`)
    if (uid !== (process.getuid?.() ?? uid)) {
      throw new UnsafeFile(`${file} belongs to another user (uid ${uid})`)
    }
    if (process.getuid && stat.mode & OTHERS) throw new UnsafeFile(`${file} is open to other users`)
    if (size > mostOctets) throw new UnsafeFile(`${file} is too large`)
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

async function opened(file: string) {
  try {
    return await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    if (code === 'ELOOP') throw new UnsafeFile(`${file} is a link`, { cause: error })
    throw error
  }
}

/** Puts the file there for this user alone: whole, or not at all. It is on the disk when this answers. */
export async function putOwnFile(file: string, text: string): Promise<void> {
  const whole = `${file}.new`
  await rm(whole, { force: true })
  await writeFile(whole, text, { mode: 0o600, flag: 'wx', flush: true })
  await rename(whole, file)
  const folder = await open(path.dirname(file))
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
