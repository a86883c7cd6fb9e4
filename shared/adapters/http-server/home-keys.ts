import path from 'node:path'

import { CannotServe } from './cannot-serve.ts'
import { UnsafeFile, putOwnFile, readOwnFile } from '../own-file.ts'
import { isSecret, newSecret } from './proof.ts'

/**
 * The keys of a folder's API, 256 random bits each: made once and kept, so that bookmarks and scrapers outlive
 * a restart. Throws `CannotServe` where somebody else may know one.
 */
export async function homeKeys(folder: string): Promise<{ page: string; metrics: string }> {
  return {
    page: await keyIn(path.join(folder, 'page-key')),
    metrics: await keyIn(path.join(folder, 'metrics-key')),
  }
}

async function keyIn(file: string): Promise<string> {
  const kept = await keptIn(file)
  if (kept !== undefined) return kept
  const key = newSecret()
  await putOwnFile(file, `${key}\n`)
  return key
}

async function keptIn(file: string): Promise<string | undefined> {
  try {
    const kept = (await readOwnFile(file))?.trimEnd()
    if (kept === undefined || isSecret(kept)) return kept
    throw new UnsafeFile(`${file} holds no key`)
  } catch (error) {
    throw error instanceof UnsafeFile ? unusable(error.message, error) : error
  }
}

function unusable(why: string, cause?: Error): CannotServe {
  return new CannotServe(`${why}; delete it, and the next start makes a new key.`, { cause })
}
