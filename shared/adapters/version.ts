import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../..')
/** What a stack is made of. */
const PARTS = ['shared', 'functions', 'cdk']
/** What users write: it says where they test, and is no code of ours. */
const OF_USERS = ['cdk/settings.ts', 'cdk/monitors.ts']

interface Package {
  version: string
  dependencies?: Readonly<Record<string, string>>
}

/** Of Roundtrip, as `0.1.0`. */
export function productVersion(): string {
  return packageIn(ROOT).version
}

let known: string | undefined

/**
 * Of Roundtrip and of the code that a stack is made of, as `0.1.0+3f9c2a81` (build metadata of Semantic Versioning
 * 2.0.0 §10): the same for the same sources and packages, wherever they lie, so that a deploy without a change of
 * them finds nothing to do, and another for those of any other commit that changes them. Settings and monitors of
 * users count as nothing.
 */
export function codeVersion(): string {
  return (known ??= codeVersionIn(ROOT))
}

/** The same of another checkout. */
export function codeVersionIn(root: string): string {
  const { version, dependencies = {} } = packageIn(root)
  const hash = createHash('sha256').update(JSON.stringify(dependencies))
  for (const file of sourcesIn(root)) {
    // Git may write other line ends on another machine.
    const text = readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n')
    hash.update(JSON.stringify([file, text]))
  }
  return `${version}+${hash.digest('hex').slice(0, 8)}`
}

function packageIn(root: string): Package {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Package
}

/** With `/` on every system, in one order. */
function sourcesIn(root: string): string[] {
  const files = PARTS.flatMap((part) =>
    readdirSync(path.join(root, part), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${part}/${name.replaceAll(path.sep, '/')}`),
  )
  return files.filter((file) => !OF_USERS.includes(file)).sort()
}
