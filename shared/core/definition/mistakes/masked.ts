/** A reference says where a password is; all else that stands in its place may be the password itself. */
const REFERENCE = /^(?:ssm|secretsmanager|env):/
const PASSWORD_FIELD = /pass|pwd|secret/i

/** Stands for what may be a password. */
export const NOT_SHOWN = '(not shown: no reference)'

/**
 * A row's definition as it may be shown: rows are typed by hand too, and somebody types a password where its
 * reference belongs, or into a server's URL. A definition without mistakes comes out as it went in.
 */
export function masked(definition: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(definition).map(([name, value]) => [name, maskedField(name, value)]),
  )
}

function maskedField(name: string, value: unknown): unknown {
  if (PASSWORD_FIELD.test(name)) {
    return typeof value === 'string' && REFERENCE.test(value) ? value : NOT_SHOWN
  }
  return maskedValue(name, value)
}

function maskedValue(name: string, value: unknown): unknown {
  if (typeof value === 'string') return name === 'server' && value.includes('@') ? NOT_SHOWN : value
  // The console makes sets.
  const list = value instanceof Set ? [...value] : value
  if (Array.isArray(list)) return list.map((element) => maskedValue(name, element))
  // Nothing in a definition is octets; what was typed as such is told by its kind alone.
  if (value instanceof Uint8Array) return '(octets)'
  if (typeof value === 'object' && value !== null) return masked(value as Record<string, unknown>)
  return value
}
