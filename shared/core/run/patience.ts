import { type Millis, SECOND } from '../time/units.ts'

/** Slow servers greet after 20 to 35 s, on purpose or under load. */
export const GREETING_TIMEOUT: Millis = 30 * SECOND
const GREETING_SHARE = 0.4

/**
 * How long a greeting is waited for in a run of this timeout: 30 s, or two fifths of the timeout where that
 * is longer.
 */
export function greetingPatience(timeoutSeconds: number): Millis {
  return Math.max(GREETING_TIMEOUT, GREETING_SHARE * timeoutSeconds * SECOND)
}
