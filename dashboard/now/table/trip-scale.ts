import { MINUTE, type Millis } from '../../../shared/core/time/units.ts'

const FROM: Millis = 100
/** The longest timeout there is. */
const TO: Millis = 5 * MINUTE

/** Where a round trip stands on the bar, from 0 to 1: each tenfold is as long as any other. */
export function tripShare(ms: Millis): number {
  return Math.min(1, Math.max(0, Math.log(ms / FROM) / Math.log(TO / FROM)))
}
