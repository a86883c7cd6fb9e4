import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

import { ROOT } from '../support/project.ts'

/** One file of TypeScript, and what it imports or exports from elsewhere, types included. */
export interface SourceFile {
  /** From the root of the project, as `shared/core/time/units.ts`. */
  path: string
  text: string
  /** Paths like its own. */
  files: readonly string[]
  /** Names as they are written: `node:net`, `valibot`. */
  packages: readonly string[]
}

const IMPORT =
  /^\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

const PRODUCT = ['shared/', 'functions/', 'local/', 'cli/', 'cdk/', 'dashboard/']

export const product: readonly SourceFile[] = PRODUCT.flatMap(sourceFiles)

/** Every file of TypeScript in a folder, and in the folders within. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d)\.tsx?$/.test(name))
    .map((name) => sourceFile(join(folder, name)))
}

function sourceFile(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const names = [...text.matchAll(IMPORT)].map(([, from, alone, dynamic]) => from ?? alone ?? dynamic ?? '')
  const isFile = (name: string) => name.startsWith('.')
  return {
    path,
    text,
    files: names.filter(isFile).map((name) => relative(ROOT, resolve(ROOT, dirname(path), name))),
    packages: names.filter((name) => !isFile(name)),
  }
}

/** What is left when the comments are gone. */
export function codeOf({ text }: SourceFile): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/.*/g, '')
}
