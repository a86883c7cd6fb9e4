import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { bundleInto } from '../../../cdk/function/bundled-code.ts'

export interface BundledScripts {
  folder: string
  /** The bundle of a script, named without its ending. */
  file(name: string): string
  remove(): Promise<void>
}

/**
 * Scripts as plain JavaScript, bundled as the functions are. Node strips the types of a `.ts` file when it loads it,
 * which takes time and memory of the process that is to be measured.
 */
export async function bundledScripts(sources: readonly string[]): Promise<BundledScripts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'roundtrip-scripts-'))
  for (const entry of sources) bundleInto(path.join(folder, path.parse(entry).name), { entry })
  return {
    folder,
    file: (name) => path.join(folder, name, 'index.mjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
