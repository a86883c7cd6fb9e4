import path from 'node:path'

import { AssetHashType, DockerImage, type ILocalBundling } from 'aws-cdk-lib'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import { type BuildOptions, buildSync } from 'esbuild'

import { oneFileToStart } from './one-file-to-start.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')

/** What a function is made of. */
export interface Source {
  /** Source file of the entry point, from the top of the repository. */
  entry: string
  /** Names in the code, and the text that is put in their place. */
  constants?: Readonly<Record<string, string>>
  /** It starts often and somebody waits: what a start reads is put into one file. */
  startsQuickly?: true
}

/**
 * The code of a function, bundled at synth, with no container and nothing installed. CDK names it by a hash
 * of its files, so that a deploy without a change of code leaves the function alone.
 */
export function bundledCode(source: Source): lambda.Code {
  return lambda.Code.fromAsset(ROOT, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: { image: DockerImage.fromRegistry('never-used'), local: onThisMachine(source) },
  })
}

/** CDK tells bundlings apart by their JSON: without the source in it, all functions were the first one. */
function onThisMachine(source: Source): ILocalBundling & Source {
  return {
    ...source,
    tryBundle(folder) {
      bundleInto(folder, source)
      return true
    },
  }
}

/**
 * Writes `index.mjs` for Node 24 with the SDK inside, and beside it a file for each `import()`, which is read when
 * that is called, and those that several of them share. Their names hold a hash of what is in them.
 */
export function bundleInto(folder: string, { entry, constants = {}, startsQuickly }: Source): void {
  const format: BuildOptions = {
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    logLevel: 'warning',
  }
  const { metafile } = buildSync({
    ...format,
    metafile: true,
    absWorkingDir: ROOT,
    entryPoints: { index: entry },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    mainFields: ['module', 'main'],
    alias: { 'node:http': path.join(import.meta.dirname, 'node-http.ts') },
    define: Object.fromEntries(Object.entries(constants).map(([name, text]) => [name, JSON.stringify(text)])),
    // CommonJS packages inside an ES module still call require().
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
  })
  if (startsQuickly) oneFileToStart(folder, metafile, format)
}
