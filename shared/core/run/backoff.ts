import { type Millis, SECOND } from '../time/units.ts'

/**
 * The wait before the next look into the mailbox, where the waits before it came to `waitedMs`: `first`, then each 1.25
 * times the one before, at most 30 s. Mail that takes long is measured less finely, in proportion; 300 s of
 * waiting costs about 30 logins. A look that came sooner than its wait was over counts as much as it waited.
 */
export function lookGap(waitedMs: Millis, first: Millis = 300): Millis {
  return Math.min(first + waitedMs / 4, 30 * SECOND)
}
