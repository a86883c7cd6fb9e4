import path from 'node:path'

import { build } from 'esbuild'

const ENTRY = 'index.mjs'
/** What esbuild adds to the name of what it was given. */
const HASH = /-[A-Z0-9]{8}\.mjs$/

export interface BundleFiles {
  /** Octets that a start reads: of the entry, and of all that it imports at once. */
  startOctets: number
  /** The file of an `import()`, named without its hash and ending, and the octets that reading it adds. */
  lazy(name: string): { file: string; octets: number }
}

/** The files of a bundled function, and which of them are read when, as Node would follow their imports. */
export async function bundleFiles(taskRoot: string): Promise<BundleFiles> {
  const { metafile } = await build({
    absWorkingDir: taskRoot,
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    outfile: 'nowhere.mjs',
    format: 'esm',
    platform: 'node',
    metafile: true,
    logLevel: 'silent',
  })
  const { inputs } = metafile

  /** With all that is imported at once, and without what was read already. */
  function readWith(file: string, before: readonly string[]): readonly string[] {
    if (before.includes(file)) return before
    const imports = inputs[file]?.imports ?? []
    const atOnce = imports.filter(({ kind, external }) => kind === 'import-statement' && !external)
    return atOnce.reduce<readonly string[]>(
      (read, imported) => readWith(imported.path, read),
      [...before, file],
    )
  }

  const octets = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + (inputs[file]?.bytes ?? NaN), 0)
  const start = readWith(ENTRY, [])
  return {
    startOctets: octets(start),
    lazy(name) {
      const [file, ...others] = Object.keys(inputs).filter((each) => each.replace(HASH, '') === name)
      if (file === undefined || others.length > 0)
        throw new Error(`expected one file of ${name} in ${taskRoot}`)
      return { file: path.join(taskRoot, file), octets: octets(readWith(file, start)) - octets(start) }
    },
  }
}
