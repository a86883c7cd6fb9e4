import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Makes the folder, and those it lies in, where they are not there yet, for this user alone. Throws the
 * system's error. Node's own `recursive` never ends where a folder that is there takes none into it, as
 * `/proc`.
 */
export async function makeFolder(folder: string): Promise<void> {
  const refusal = await refusalOf(folder)
  if (refusal === undefined) return
  const parent = path.dirname(path.resolve(folder))
  if (refusal.code !== 'ENOENT' || parent === path.resolve(folder)) throw refusal
  await makeFolder(parent)
  const second = await refusalOf(folder)
  if (second) throw second
}

/** `undefined`: it stands there now. */
async function refusalOf(folder: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(folder, { mode: 0o700 })
    return undefined
  } catch (error) {
    if (await isFolder(folder)) return undefined
    return error as NodeJS.ErrnoException
  }
}

export async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory()
  } catch {
    return false
  }
}
