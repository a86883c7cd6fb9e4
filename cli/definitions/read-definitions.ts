import { readFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import { isRecord } from '../../shared/core/definition/fields/fields.ts'
import type { Problem } from '../../shared/core/definition/monitor.ts'
import { tameLine } from '../../shared/core/redaction/tame.ts'
import { readCsv } from './csv-rows.ts'
import { readJson } from './json-lines.ts'
import { moduleLines } from './module-lines.ts'
import { readYaml } from './yaml-lines.ts'

/** The stack's own monitors. */
export const STACK_FILE = resolve(import.meta.dirname, '../../cdk/monitors.ts')

/** The name of standard input on the command line. */
export const INPUT = '-'

export interface Definitions {
  /** As they are written: a list, or one definition. */
  written: unknown
  /** The line of what has this path, or of what it should stand in; `undefined`: it cannot be told. */
  lineOf(path: string): number | undefined
  /** What the file says twice; the parser sees only the last. */
  twice: readonly Problem[]
  /** What was made of the file that is worth a line each, though no mistake. */
  remarks: readonly string[]
}

/** The file cannot be read as definitions: one sentence, and the line if it is the text that is wrong. */
export interface Unreadable {
  message: string
  line?: number
}

export type DefinitionsReading = { ok: true; definitions: Definitions } | ({ ok: false } & Unreadable)

/** How definitions are written in a file of text. */
export type TextFormat = 'yaml' | 'json' | 'csv'

const READERS = { yaml: readYaml, json: readJson, csv: readCsv } satisfies Record<TextFormat, unknown>

const MODULES = ['.ts', '.mts', '.js', '.mjs']

/** The format that a file's ending tells; `undefined` for every other ending. */
export function formatOf(path: string): TextFormat | undefined {
  const ending = extname(path).toLowerCase()
  if (ending === '.yaml' || ending === '.yml') return 'yaml'
  return ending === '.json' ? 'json' : ending === '.csv' ? 'csv' : undefined
}

/** As `definitionsIn`; at least one monitor is expected. */
export function monitorsIn(text: string, format: TextFormat): DefinitionsReading {
  return expectMonitors(definitionsIn(text, format), format)
}

function expectMonitors(read: DefinitionsReading, format: TextFormat | undefined): DefinitionsReading {
  if (!read.ok) return read
  const { written, lineOf } = read.definitions
  const message = whyNoMonitors(written, format)
  if (message === undefined) return read
  const line = lineOf('')
  return { ok: false, message, ...(line !== undefined && { line }) }
}

/** What is expected instead of nothing, or of a list within something else. */
function whyNoMonitors(written: unknown, format: TextFormat | undefined): string | undefined {
  if (Array.isArray(written) && written.length === 0) {
    if (format === 'csv') return 'expected a line for each monitor below the names of the columns, got none'
    return `expected at least one monitor in the list${format === undefined ? ' called monitors' : ''}, got an empty list`
  }
  if (written === null || written === undefined)
    return 'expected a list of monitors, or one monitor, got nothing'
  return isRecord(written) && Array.isArray(written.monitors)
    ? 'expected the list of monitors itself, got it within "monitors": leave that out'
    : undefined
}

/**
 * Reads a file of YAML, JSON (a list of monitors, or one) or CSV, or what a .ts or .js module exports as
 * `monitors`. `format` overrules the file's ending. At least one is expected, but in the stack's own file, which
 * ships without. Never throws.
 */
export async function readDefinitions(path: string, format = formatOf(path)): Promise<DefinitionsReading> {
  const read = await readAny(path, format)
  return resolve(path) === STACK_FILE ? read : expectMonitors(read, format)
}

async function readAny(path: string, format: TextFormat | undefined): Promise<DefinitionsReading> {
  const isModule = format === undefined && MODULES.includes(extname(path).toLowerCase())
  if (!isModule && format === undefined) return unreadable('not a .yaml, .json, .csv, .ts or .js file')
  let text
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    return unreadable(`cannot be read: ${sentenceOf(error)}`)
  }
  return format === undefined ? fromModule(path, text) : definitionsIn(text, format)
}

/** The same of a text that was read already. */
export function definitionsIn(text: string, format: TextFormat): DefinitionsReading {
  const read = READERS[format](text.replace(/^\uFEFF/, ''))
  if (!read.ok) return { ok: false, ...read.mistake }
  const { value, lines, remarks = [] } = read
  const twice = read.twice.map((path) => ({ path, message: 'appears twice here; only the last one counts' }))
  return {
    ok: true,
    definitions: { written: value, lineOf: (path) => nearestLine(lines, path), twice, remarks },
  }
}

async function fromModule(path: string, source: string): Promise<DefinitionsReading> {
  let written: unknown
  try {
    const module = (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>
    written = module.monitors
  } catch (error) {
    return { ok: false, message: `cannot be loaded: ${sentenceOf(error)}`, ...placeIn(error, resolve(path)) }
  }
  if (!Array.isArray(written)) return unreadable('does not export a list called monitors')
  return { ok: true, definitions: { written, lineOf: moduleLines(source, written), twice: [], remarks: [] } }
}

/** What is missing has no line of its own: then the one of what it is missing from. */
function nearestLine(lines: ReadonlyMap<string, number>, path: string): number | undefined {
  for (let near = path; near !== ''; near = parentOf(near)) {
    const line = lines.get(near)
    if (line !== undefined) return line
  }
  return lines.get('')
}

/** Without the last step: `.name`, `[2]`, or `["odd name"]`, of which a path has one at most, at its end. */
function parentOf(path: string): string {
  const odd = path.indexOf('["')
  return odd >= 0 ? path.slice(0, odd) : path.replace(/(?:^|\.)[^.[\]]*$|\[[^[\]]*\]$/, '')
}

/** The line of the module in which the error arose, by its stack. */
function placeIn(error: unknown, file: string): { line?: number } {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const found = [file, pathToFileURL(file).href]
    .map((name) => /^:(\d+)/.exec(stack.split(name)[1] ?? '')?.[1])
    .find((line) => line !== undefined)
  return found === undefined ? {} : { line: Number(found) }
}

function unreadable(message: string): DefinitionsReading {
  return { ok: false, message }
}

/** The first line of what an error says, without the place that Node adds to it. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return tameLine(String(error))
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'it is a folder'
  return tameLine(error.message.split('\n')[0] ?? '')
}
