import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { build } from 'esbuild'

export interface BundledScripts {
  folder: string
  /** The bundle of a script, named without its ending. */
  file(name: string): string
  remove(): Promise<void>
}

/**
 * Scripts as single files of plain JavaScript, made as the function's bundle is. Node strips the types of a
 * `.ts` file when it loads it, which takes time and memory of the process that is to be measured.
 */
export async function bundledScripts(sources: readonly string[]): Promise<BundledScripts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'roundtrip-scripts-'))
  await build({
    entryPoints: [...sources],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
  })
  return {
    folder,
    file: (name) => path.join(folder, `${name}.mjs`),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
