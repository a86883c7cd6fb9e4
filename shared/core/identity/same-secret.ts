import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether two texts are the same, in a time that depends on neither where they differ nor how long they are. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
