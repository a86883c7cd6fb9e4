import { createHash } from 'node:crypto'

/**
 * 20 hex digits of SHA-256 over the parts: an alert, incident or policy that is computed twice has one id.
 */
export function contentId(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 20)
}
