import { isRecord } from '../../shared/core/definition/fields/fields.ts'

/** Comments, and texts in quotes; what begins in one ends there. */
const COMMENT_OR_TEXT = /\/\/.*|\/\*[^]*?\*\/|(['"`])(?:\\[^]|(?!\1)[^\\])*\1/g

/**
 * Finds where the fields of monitors stand in a module that was written by hand. A monitor is known by its
 * `monitorId`, if that stands there as a text and once; its fields are looked for in the braces around it.
 * What is computed is not found. The answer is the line (from 1) of the nearest enclosing thing that was
 * found, or `undefined`.
 */
export function moduleLines(
  source: string,
  definitions: readonly unknown[],
): (path: string) => number | undefined {
  const bare = source.replace(COMMENT_OR_TEXT, (found) => (found.startsWith('/') ? blank(found) : found))
  // The same places, but nothing within quotes can be taken for a bracket or a comma.
  const masked = bare.replace(COMMENT_OR_TEXT, (found) => `"${blank(found.slice(1, -1))}"`)
  const lineOf = (at: number) => source.slice(0, at).split('\n').length

  return (path) => {
    const [, index, rest = ''] = /^monitors\[(\d+)\]\.?([^]*)$/.exec(path) ?? []
    const definition = definitions[Number(index)]
    const id = isRecord(definition) ? definition.monitorId : undefined
    const idAt = typeof id === 'string' ? placeOfId(bare, id) : undefined
    if (idAt === undefined) return undefined
    let found = openingBefore(masked, idAt)
    let value = found
    for (const step of rest.match(/[^.[\]]+/g) ?? []) {
      const inside = placeIn(bare, masked, value, step)
      if (!inside) break
      found = inside.at
      value = inside.value
    }
    return lineOf(found)
  }
}

interface Place {
  /** Where the field's name, or the list's element, begins. */
  at: number
  /** Where its value begins. */
  value: number
}

function placeOfId(bare: string, id: string): number | undefined {
  const literal = id.replace(/[^\w-]/g, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
  const found = [...bare.matchAll(new RegExp(`\\bmonitorId['"]?\\s*:\\s*(['"\`])${literal}\\1`, 'gu'))]
  return found.length === 1 ? found[0]?.index : undefined
}

function openingBefore(masked: string, from: number): number {
  let depth = 0
  for (let at = from - 1; at >= 0; at -= 1) {
    if (isClosing(masked[at])) depth += 1
    if (isOpening(masked[at]) && depth-- === 0) return at
  }
  return 0
}

/** The field of that name, or the element of that number, directly within the bracket at `opening`. */
function placeIn(bare: string, masked: string, opening: number, step: string): Place | undefined {
  const isList = masked[opening] === '['
  if (!isList && masked[opening] !== '{') return undefined
  for (const [index, at] of entries(masked, opening).entries()) {
    if (isList) {
      if (String(index) === step) return { at, value: at }
      continue
    }
    const [name = '', , key] = /^(['"]?)([A-Za-z_$][\w$-]*)\1\s*:\s*/.exec(bare.slice(at)) ?? []
    if (key === step) return { at, value: at + name.length }
  }
  return undefined
}

/** Where each entry directly within the bracket begins. */
function entries(masked: string, opening: number): number[] {
  const begins: number[] = []
  let depth = 0
  let awaited = true
  for (let at = opening + 1; at < masked.length && depth >= 0; at += 1) {
    const char = masked[at] ?? ''
    if (awaited && /\S/.test(char) && !isClosing(char)) {
      begins.push(at)
      awaited = false
    }
    if (isOpening(char)) depth += 1
    if (isClosing(char)) depth -= 1
    if (char === ',' && depth === 0) awaited = true
  }
  return begins
}

function isOpening(char: string | undefined): boolean {
  return char === '{' || char === '[' || char === '('
}

function isClosing(char: string | undefined): boolean {
  return char === '}' || char === ']' || char === ')'
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}
