import { type Millis, SECOND } from '../time/units.ts'

/**
 * The waits between looks into the mailbox: `first`, then each 1.25 times the one before, at most 30 s. Mail
 * that takes long is measured less finely, in proportion; 300 s of waiting costs about 30 logins.
 */
export function lookGaps(first: Millis = 300): Generator<Millis, never> {
  return geometricGaps(first, 1.25, 30 * SECOND)
}

function* geometricGaps(first: Millis, ratio: number, most: Millis): Generator<Millis, never> {
  for (let gap = first; ; gap = Math.min(gap * ratio, most)) yield gap
}
