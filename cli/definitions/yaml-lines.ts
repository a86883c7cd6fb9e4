import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type ParsedNode,
  type YAMLError,
} from 'yaml'

import { type SyntaxMistake, type TextReading, elementPath, fieldPath } from './text-reading.ts'

/** Deeper than any definition. */
const MOST_LEVELS = 50
/**
 * How often anchors may be used, each use weighed with what it repeats; a file of thousands of monitors that
 * share a mailbox is far below.
 */
const MOST_ALIASES = 10_000

const NO_ANCHOR = 'an alias without its anchor'
const TOO_DEEP = 'nested too deeply'

/** What is wrong, by the library's code: its own words may quote the text. */
const MISTAKES: Partial<Record<YAMLError['code'], string>> = {
  BAD_ALIAS: NO_ANCHOR,
  BAD_INDENT: 'the indentation does not fit, or a bracket is not closed',
  TAB_AS_INDENT: 'a tab in the indentation: use spaces',
  BLOCK_AS_IMPLICIT_KEY:
    'a ":" too many, or the indentation of this line is wrong: put text that contains ": " in quotes',
  BAD_SCALAR_START: 'put text that begins with this character in quotes',
  BAD_DQ_ESCAPE: 'unknown escape; in single quotes "\\" is an ordinary character',
  MISSING_CHAR: 'a quote, a bracket or a comma is missing',
  MULTIPLE_DOCS: 'a second document begins here: put all monitors into one list',
  TAG_RESOLVE_FAILED: 'tags are not allowed: remove the "!" and its word, or put the text in quotes',
  RESOURCE_EXHAUSTION: TOO_DEEP,
}

/**
 * Reads YAML 1.2 by its core schema: dates and `no` are text; tags, merge keys and floods of aliases are
 * refused. JSON is YAML too. Never throws.
 */
export function readYaml(text: string): TextReading {
  const counter = new LineCounter()
  const lineAt = (offset: number | undefined) => counter.linePos(offset ?? 0).line || 1
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      resolveKnownTags: false,
      merge: false,
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: counter,
    })
    const [first] = [...document.errors, ...document.warnings]
    if (first) {
      const line = lineAt(first.pos[0])
      const code = /^ *\t/.test(text.split('\n')[line - 1] ?? '') ? 'TAB_AS_INDENT' : first.code
      return refused(line, MISTAKES[code] ?? 'not understood from here on')
    }
    const { lines, twice, mistake } = placesIn(document, lineAt)
    if (mistake) return { ok: false, mistake }
    return { ok: true, value: document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown, lines, twice }
  } catch (error) {
    if (error instanceof ReferenceError) return refused(1, 'too many aliases')
    // What is nested deeper than the stack reaches.
    if (error instanceof RangeError) return refused(1, TOO_DEEP)
    throw error
  }
}

interface Places {
  lines: ReadonlyMap<string, number>
  twice: readonly string[]
  mistake: SyntaxMistake | undefined
}

function placesIn(document: Document.Parsed, lineAt: (offset: number | undefined) => number): Places {
  const lines = new Map<string, number>()
  const twice: string[] = []
  // The library's own `resolve` reads the whole document for each alias.
  const anchored = new Map<string, ParsedNode>()
  let mistake: SyntaxMistake | undefined

  /** What an alias stands for has the alias' own line. */
  function node(found: ParsedNode | null, path: string, within: readonly ParsedNode[]): void {
    if (!found || mistake) return
    if (isAlias(found)) {
      const meant = anchored.get(found.source)
      if (meant === undefined) mistake = mistakeAt(found, NO_ANCHOR)
      else if (within.some((outer) => outer === meant))
        mistake = mistakeAt(found, 'an alias within its own anchor')
      return
    }
    if (found.anchor !== undefined) anchored.set(found.anchor, found)
    if (isScalar(found)) return
    if (within.length >= MOST_LEVELS) {
      mistake = mistakeAt(found, TOO_DEEP)
      return
    }
    const inside = [...within, found]
    if (isSeq(found)) {
      for (const [index, element] of found.items.entries()) {
        const inner = elementPath(path, index)
        lines.set(inner, lineAt(element.range[0]))
        node(element, inner, inside)
      }
    } else if (isMap(found)) {
      const fields = new Set<string>()
      for (const { key, value } of found.items) {
        if (!isScalar(key)) {
          mistake ??= mistakeAt(key, "a field's name is a word, or text in quotes")
          return
        }
        if (key.anchor !== undefined) anchored.set(key.anchor, key)
        const field = fieldPath(path, String(key.value))
        if (fields.has(field)) twice.push(field)
        fields.add(field)
        lines.set(field, lineAt(key.range[0]))
        node(value, field, inside)
      }
    }
  }

  function mistakeAt(found: ParsedNode, what: string): SyntaxMistake {
    return { line: lineAt(found.range[0]), message: `not YAML: ${what}` }
  }

  lines.set('', lineAt(document.contents?.range[0]))
  node(document.contents, '', [])
  return { lines, twice, mistake }
}

function refused(line: number, what: string): { ok: false; mistake: SyntaxMistake } {
  return { ok: false, mistake: { line, message: `not YAML: ${what}` } }
}
