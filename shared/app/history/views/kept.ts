import { type Millis, SECOND } from '../../../core/time/units.ts'
import type { Clock } from '../../ports/clock.ts'

const KEPT: Millis = 10 * SECOND

/** Asks once for whoever wants the answer within `keepMs` (default 10 s); one that fails is not kept. */
export function kept<T>(
  ask: () => Promise<T>,
  clock: Pick<Clock, 'monotonicMs'>,
  keepMs: Millis = KEPT,
): () => Promise<T> {
  let standing: { askedAt: Millis; answer: Promise<T> } | undefined
  return () => {
    const now = clock.monotonicMs()
    if (standing && now - standing.askedAt < keepMs) return standing.answer
    const asked = { askedAt: now, answer: ask() }
    standing = asked
    asked.answer.catch(() => {
      if (standing === asked) standing = undefined
    })
    return asked.answer
  }
}
