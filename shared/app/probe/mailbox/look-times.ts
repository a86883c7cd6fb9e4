import type { Arrival } from '../../../core/run/looking/arrivals.ts'
import { whenToLook } from '../../../core/run/looking/when-to-look.ts'
import type { Millis } from '../../../core/time/units.ts'
import type { ProbeContext } from '../probe-context.ts'

/** What the next look is asked for with. */
export interface LookAsked {
  /** Until the last look. */
  msLeft: Millis
  /** From its login to the one after it, at the least; 0: as they come, or it needs none. */
  spacing: Millis
  /** That the last look took, with its login. */
  lookMs: Millis
  /** Where the first look is the first login, and nothing is known of arrivals. */
  firstGap?: Millis | undefined
}

/** When one run looks, by its monitor's recent arrivals. */
export interface LookTimes {
  /** A look that needs a login begins. */
  loggingIn(): void
  /** Ms until the next look is due, above 0, counted from now; the message was sent, or may have been. */
  gap(asked: LookAsked): Millis
}

export function lookTimes(context: ProbeContext): LookTimes {
  const { clock } = context.ports
  let logins = 0
  let sentMs: Millis | undefined
  let dueMs = -Infinity
  let arrivals: readonly Arrival[] = []
  // A store that does not answer holds up no look.
  void context.arrivals?.then((known) => (arrivals = known))

  /** In a resumed run by the wall clock: another process heard the answer, or none did. */
  function sentAgo(): Millis {
    const { acceptedAt } = context.ledger.open
    if (context.accepted) return clock.monotonicMs() - context.accepted.monotonicMs
    return context.resumed && acceptedAt !== undefined ? Math.max(0, clock.now() - acceptedAt) : 0
  }

  return {
    loggingIn() {
      logins += 1
    },
    gap({ msLeft, spacing, lookMs, firstGap }) {
      const now = clock.monotonicMs()
      sentMs ??= now - sentAgo()
      // In a session looks come closer, and change nothing.
      if (now >= dueMs) {
        const waitedMs = now - sentMs
        const left = Math.max(0, msLeft)
        dueMs =
          now + whenToLook({ arrivals, waitedMs, msLeft: left, spacing, firstGap, loginMs: lookMs, logins })
      }
      return dueMs - now
    },
  }
}
