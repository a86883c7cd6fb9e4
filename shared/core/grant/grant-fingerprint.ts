import { createHash } from 'node:crypto'

/**
 * Tells two grants apart as they are stored: 20 hex digits of SHA-256 over the whole text. What is secret in it was
 * drawn at random by its provider, so that nobody finds it by trying.
 */
export function grantFingerprint(storedText: string): string {
  return createHash('sha256').update(`grant\n${storedText}`).digest('hex').slice(0, 20)
}
