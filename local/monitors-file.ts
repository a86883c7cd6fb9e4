import { readFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import { CannotStart } from './cannot-start.ts'

/**
 * The monitors that a file holds, unparsed: a JSON array, or what a .ts or .js module exports as `monitors`. Throws
 * `CannotStart` when there is no such file, or not that in it.
 */
export async function readMonitorsFile(path: string): Promise<readonly unknown[]> {
  const found = extname(path) === '.json' ? await readJson(path) : await importMonitors(path)
  if (!Array.isArray(found)) throw new CannotStart(`${path} does not hold a list of monitors.`)
  return found as unknown[]
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(withoutMark(await readFile(path, 'utf8'))) as unknown
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

/** Some editors begin a file with a byte order mark, which JSON does not allow. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

async function importMonitors(path: string): Promise<unknown> {
  if (!['.ts', '.js', '.mts', '.mjs'].includes(extname(path))) {
    throw new CannotStart(`${path} is no .json, .ts or .js file.`)
  }
  try {
    const module = (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>
    return module.monitors
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

function unreadable(path: string, cause: unknown): CannotStart {
  // V8's message quotes the text around the mistake, and a password may stand there.
  if (cause instanceof SyntaxError) {
    return new CannotStart(`${path} cannot be parsed; npx roundtrip validate ${path} shows where.`)
  }
  const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
  return new CannotStart(`${path} cannot be read: ${why}`, { cause })
}
