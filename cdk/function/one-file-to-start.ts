import { writeFileSync } from 'node:fs'
import path from 'node:path'

import { type BuildOptions, type Metafile, buildSync } from 'esbuild'

/**
 * Puts all that `index.mjs` imports at once into it: Node takes longer for twenty files than for one of their length.
 * What is read at need still imports those files by name: each becomes a few words that hand on what is in `index.mjs`,
 * so that every module is there once.
 */
export function oneFileToStart(folder: string, { outputs }: Metafile, options: BuildOptions): void {
  const files = new Map(Object.entries(outputs).map(([file, output]) => [path.basename(file), output]))
  const atOnce = new Set<string>()
  const follow = (name: string) => {
    if (atOnce.has(name)) return
    atOnce.add(name)
    for (const { path: imported, kind, external } of files.get(name)?.imports ?? []) {
      if (kind === 'import-statement' && !external) follow(path.basename(imported))
    }
  }
  follow('index.mjs')
  const shared = [...atOnce].filter((name) => name !== 'index.mjs')
  const namesIn = (file: string) => files.get(file)?.exports ?? []
  const own = (place: number, name: string) => `shared${String(place)}_${name}`
  const lines = shared.flatMap((file, place) => {
    const names = namesIn(file).map((name) => `${name} as ${own(place, name)}`)
    return names.length > 0 ? [`export{${names.join(',')}}from"./${file}"`] : []
  })
  buildSync({
    ...options,
    absWorkingDir: folder,
    stdin: { contents: ['export*from"./index.mjs"', ...lines].join('\n'), resolveDir: folder },
    outfile: path.join(folder, 'index.mjs'),
    allowOverwrite: true,
    bundle: true,
    external: [...files.keys()].filter((name) => !atOnce.has(name)).map((name) => `./${name}`),
  })
  for (const [place, file] of shared.entries()) {
    const names = namesIn(file).map((name) => `${own(place, name)} as ${name}`)
    writeFileSync(path.join(folder, file), `export{${names.join(',')}}from"./index.mjs";\n`)
  }
}
