import { createHash } from 'node:crypto'

/** The same parts always give the same id: an alert, or an incident, that is computed twice is one. */
export function contentId(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 20)
}
