import { tameLine } from '../../redaction/tame.ts'

/** Most characters of a value or a name that a message repeats. */
const MOST_SHOWN = 40
/**
 * Names that are safe in a path as they stand. The three odd ones are quoted: libraries skip keys called so.
 */
const PLAIN_NAME = /^(?!__proto__$|constructor$|prototype$)[A-Za-z_][A-Za-z0-9_-]{0,39}$/

/**
 * A value as a message shows it: one tamed line, text in quotes and at most 40 characters of it, lists and
 * objects by their kind alone. Not for fields that hold a secret.
 */
export function shown(value: unknown): string {
  if (typeof value !== 'string') return scalarOrKind(value)
  if (mayHoldAPassword(value)) return 'text that may hold a password (not shown)'
  return quoted(value)
}

/** What kind of value it is and nothing of what it says: for fields that may hold a secret, or much. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'text'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/**
 * A field's name as a path shows it: plain, or quoted in brackets when it is not made of letters, digits, `_`
 * and `-`.
 */
export function shownName(name: string): string {
  return PLAIN_NAME.test(name) ? name : `[${quoted(name)}]`
}

/** `scheme://user:password@host` and its shorter spellings. */
function mayHoldAPassword(text: string): boolean {
  const colon = text.indexOf(':')
  return colon >= 0 && text.lastIndexOf('@') > colon
}

function scalarOrKind(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : kindOf(value)
}

function quoted(text: string): string {
  const cut = text.length > MOST_SHOWN ? '…' : ''
  return `"${tameLine(text.slice(0, MOST_SHOWN))}${cut}"`
}
