import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { type Metafile, type OutputFile, build } from 'esbuild'

import type { PageFile, PageFiles } from '../../shared/http/page-files.ts'

const DASHBOARD = path.join(import.meta.dirname, '..')
const ASSETS = '/assets'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** What stands in the HTML in place of the names that have a hash. */
const ENTRIES = { SCRIPT: 'main.tsx', STYLE: 'styles/index.css', ICON: 'icon.svg' }

/** Builds the page in memory, in about 0.1 s. Writes nothing. */
export async function buildPage(): Promise<PageFiles> {
  const [template, { outputFiles, metafile }] = await Promise.all([
    readFile(path.join(DASHBOARD, 'index.html'), 'utf8'),
    bundled(),
  ])
  const files = new Map(outputFiles.map((file) => [`${ASSETS}/${nameOf(file)}`, asFile(file)]))
  const html = Object.entries(ENTRIES).reduce(
    (text, [mark, entry]) => text.replace(`${ASSETS}/${mark}`, `${ASSETS}/${outputOf(entry, metafile)}`),
    template,
  )
  return { html, files }
}

function bundled() {
  return build({
    absWorkingDir: DASHBOARD,
    entryPoints: Object.values(ENTRIES),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.svg': 'copy' },
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    outdir: 'assets',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
}

function nameOf({ path: written }: OutputFile): string {
  return path.basename(written)
}

function asFile({ path: written, contents }: OutputFile): PageFile {
  return { type: TYPES[path.extname(written)] ?? 'application/octet-stream', body: Uint8Array.from(contents) }
}

function outputOf(entry: string, { outputs }: Metafile): string {
  const [name] =
    Object.entries(outputs).find(
      ([, { entryPoint, inputs }]) => entryPoint === entry || Object.keys(inputs).join() === entry,
    ) ?? []
  if (name === undefined) throw new Error(`esbuild has made nothing of ${entry}`)
  return path.basename(name)
}
