/** A copy that shares nothing with plain data; much quicker for it than `structuredClone`, which copies the rest. */
export function copied<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(copied) as T
  if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value)
  const copy: Record<string, unknown> = {}
  for (const [key, part] of Object.entries(value)) copy[key] = copied(part)
  return copy as T
}
