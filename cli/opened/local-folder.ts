import { stat } from 'node:fs/promises'
import { join } from 'node:path'

import { tameLine } from '../../shared/core/redaction/tame.ts'
import { CannotDo } from './cannot-do.ts'

/** Whether the folder holds the data of a local mode; throws `CannotDo` where it is closed to this user. */
export async function isLocalMode(folder: string): Promise<boolean> {
  try {
    return (await stat(join(folder, 'dynamodb'))).isDirectory()
  } catch (error) {
    if (!isClosed(error)) return false
    throw new CannotDo(`${tameLine(folder, Infinity)} may not be read: ${await whose(folder)}`, {
      cause: error,
    })
  }
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EACCES', 'EPERM'].includes(String(error.code))
}

async function whose(folder: string): Promise<string> {
  try {
    const { uid } = await stat(folder)
    const isOwn = uid === process.getuid?.()
    return isOwn ? 'its mode is closed to you' : `it belongs to another user (uid ${uid})`
  } catch {
    return 'it lies in a folder that is closed to you'
  }
}
