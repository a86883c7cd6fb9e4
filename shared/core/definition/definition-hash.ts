import { createHash } from 'node:crypto'

/**
 * Fields that people set while the monitor runs, also on a stack monitor: they live in the row, and no deploy
 * undoes them.
 */
export const OPERATIONAL_FIELDS = ['pausedUntil', 'maintenance'] as const

/**
 * The first 16 hex digits of SHA-256 over the definition as it was written: defaults not filled in,
 * operational fields left out, keys sorted. The order of fields and fields that are `undefined` make no
 * difference.
 */
export function definitionHash(definition: Readonly<Record<string, unknown>>): string {
  const operational: readonly string[] = OPERATIONAL_FIELDS
  const lasting = Object.entries(definition).filter(([name]) => !operational.includes(name))
  return fieldsHash(Object.fromEntries(lasting))
}

/** The same over all of these fields. */
export function fieldsHash(fields: Readonly<Record<string, unknown>>): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(fields)))
    .digest('hex')
    .slice(0, 16)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  // A row that was typed in by hand may hold one.
  if (value instanceof Set) return [...value].sort()
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]))
}
