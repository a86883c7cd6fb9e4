import { type TextReading, elementPath, fieldPath } from './text-reading.ts'

/** Deeper than any definition. */
const MOST_LEVELS = 50

const SPACE = /[ \t\r\n]*/y
/** Control characters are escaped, except those above ASCII (RFC 8259 §7). */
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy
const NUMBER_OR_WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

class Unexpected extends Error {}

/**
 * Reads JSON (RFC 8259) and where everything in it stands: the line (from 1) of each value by its path, as
 * `parseMonitors` writes paths; a list at the top is `monitors`. `twice`: paths of fields that stand in one
 * object more than once.
 */
export function readJson(text: string): TextReading {
  const lines = new Map<string, number>()
  const twice: string[] = []
  let at = 0
  let counted = { at: 0, line: 1 }

  function line(): number {
    for (let n = text.indexOf('\n', counted.at); n >= 0 && n < at; n = text.indexOf('\n', n + 1)) {
      counted = { at: n + 1, line: counted.line + 1 }
    }
    return counted.line
  }

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    at += found?.length ?? 0
    return found
  }

  function takes(sign: string): boolean {
    take(SPACE)
    if (!text.startsWith(sign, at)) return false
    at += sign.length
    return true
  }

  function expect(what: string, found: unknown): void {
    if (found === undefined || found === false) throw new Unexpected(what)
  }

  function value(path: string, level: number): void {
    expect('fewer levels', level < MOST_LEVELS)
    take(SPACE)
    lines.set(path, line())
    if (takes('{')) object(path, level)
    else if (takes('[')) list(path, level)
    else expect('a value', take(STRING) ?? take(NUMBER_OR_WORD))
  }

  function object(path: string, level: number): void {
    if (takes('}')) return
    const fields = new Set<string>()
    do {
      take(SPACE)
      const nameLine = line()
      const quoted = take(STRING)
      expect("a field's name in double quotes", quoted)
      const field = fieldPath(path, JSON.parse(quoted ?? '""') as string)
      if (fields.has(field)) twice.push(field)
      fields.add(field)
      expect('":"', takes(':'))
      value(field, level + 1)
      lines.set(field, nameLine)
    } while (takes(','))
    expect('"," or "}"', takes('}'))
  }

  function list(path: string, level: number): void {
    if (takes(']')) return
    let index = 0
    do value(elementPath(path, index++), level + 1)
    while (takes(','))
    expect('"," or "]"', takes(']'))
  }

  try {
    value('', 0)
    take(SPACE)
    expect('the end of the file', at === text.length)
    return { ok: true, value: JSON.parse(text) as unknown, lines, twice }
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error
    return { ok: false, mistake: { line: line(), message: messageFor(error.message, text.slice(at)) } }
  }
}

function messageFor(expected: string, rest: string): string {
  if (/^\/[/*]/.test(rest)) return 'not JSON: comments are not allowed; a .ts file may have them'
  if (rest === '') return `not JSON: the file ends where ${expected} was expected`
  if (rest.startsWith("'")) return `not JSON: expected ${expected}; put text in double quotes`
  if (/^[\]}]/.test(rest) && !expected.startsWith('"')) {
    return `not JSON: expected ${expected}; remove the comma before the closing bracket`
  }
  return `not JSON: expected ${expected}`
}
