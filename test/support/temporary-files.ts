import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { onTestFinished } from 'vitest'

/** A folder that is gone with the test. */
export async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'roundtrip-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/** A folder for a local mode's data, not made yet. */
export async function dataFolder(): Promise<string> {
  return join(await folder(), 'data')
}

/** A file of this name, gone with the test. */
export async function fileOf(name: string, text: string): Promise<string> {
  const path = join(await folder(), name)
  await writeFile(path, text)
  return path
}
