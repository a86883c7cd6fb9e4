import { isRecord } from './fields/fields.ts'

/** What a JSON merge patch makes of a value (RFC 7396): `null` removes a field, a list takes the place of a list. */
export function mergePatched(value: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch
  const before = isRecord(value) ? value : {}
  const kept = Object.entries(before).filter(([name]) => !Object.hasOwn(patch, name))
  const set = Object.entries(patch)
    .filter(([, change]) => change !== null)
    .map(([name, change]) => [
      name,
      mergePatched(Object.hasOwn(before, name) ? before[name] : undefined, change),
    ])
  return Object.fromEntries([...kept, ...set])
}
