import { rename, rm, writeFile } from 'node:fs/promises'

import { fileName } from '../definitions/placed-problem.ts'
import { CannotDo } from '../opened/cannot-do.ts'

/** A file is there whole or not at all, in the place of one that was there. Throws `CannotDo`. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.part`
  try {
    await writeFile(part, text)
    await rename(part, file)
  } catch (cause) {
    await rm(part, { force: true })
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
    throw new CannotDo(`${fileName(file)} cannot be written (${code})`, { cause })
  }
}
