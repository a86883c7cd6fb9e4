import {
  LOGIN_DELAY_MARGIN,
  delayInWords,
  gapAfterForeignLogin,
  gapToNextLogin,
} from '../../core/run/login-spacing.ts'
import { type FailedTry, nextTry } from '../../core/run/retry-policy.ts'
import { reasonOf } from '../../core/run/verdict.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import { ProbeError } from '../ports/probe-error.ts'

/** Longest quotation beside which a detail has room for the delay, characters. */
const MAX_QUOTE = 240

/** How far apart one run logs in: as the definition wants, and the server, once it has shown that it does. */
export interface LoginPace {
  /** Between two logins, at the least, as far as is known; 0: nothing keeps them apart. */
  readonly spacing: Millis
  /** Until the next login is allowed; 0 where it is now. */
  msToLogin(): Millis
  /** The server's own wish. It is kept from the first refusal on, since some servers announce and never refuse. */
  announced(delayMs: Millis | undefined): void
  taken(): void
  /** The same error; where a login came too soon, told with the delay. */
  refused(error: ProbeError): ProbeError
  /** The last refusal of a login that came too soon. */
  readonly refusal: ProbeError | undefined
  /** As of `retry-policy.ts`, with what is known here. */
  nextTry(failed: FailedTry): Millis | undefined
}

export interface Pacing {
  clock: Clock
  /** Of the definition: whole seconds, 0 for none. */
  secondsBetweenLogins: number
  timeoutSeconds: number
}

export function loginPace({ clock, secondsBetweenLogins, timeoutSeconds }: Pacing): LoginPace {
  const wanted = secondsBetweenLogins * SECOND
  let delayMs: Millis | undefined
  let triedAt: Millis | undefined
  let takenAt: Millis | undefined
  let firstRefusedAt: Millis | undefined
  let refusal: ProbeError | undefined

  /** Kept by the server: it has refused a login for it. */
  const kept = () => (refusal ? (delayMs ?? 0) : 0)

  const spacing = () => Math.max(wanted, kept())

  /** Words alone count only where the server has announced a delay that they can be about. */
  function isTooSoon(error: FailedTry['evidence']): boolean {
    const reason = reasonOf(error)
    return reason === 'mailbox-login-delay' || (reason === 'mailbox-login-limit' && delayMs !== undefined)
  }

  function msToLogin(): Millis {
    const now = clock.monotonicMs()
    const byDefinition = triedAt === undefined ? 0 : triedAt + wanted - now
    const byServer = takenAt === undefined || !refusal ? 0 : takenAt + kept() + LOGIN_DELAY_MARGIN - now
    return Math.max(0, byDefinition, byServer)
  }

  function told({ evidence, cause, atMs }: ProbeError, delay: Millis): ProbeError {
    const quote = (evidence.text ?? '').slice(0, MAX_QUOTE)
    const text = `${quote} (${delay / SECOND} s between two logins, timeout ${timeoutSeconds} s)`.trim()
    return Object.assign(new ProbeError({ ...evidence, text }, cause), atMs === undefined ? {} : { atMs })
  }

  return {
    get spacing() {
      return spacing()
    },
    msToLogin,
    announced(announcedMs) {
      delayMs = announcedMs ?? delayMs
    },
    taken() {
      takenAt = triedAt = clock.monotonicMs()
      firstRefusedAt = undefined
    },
    refused(error) {
      const { evidence } = error
      if (evidence.phase !== 'auth') return error
      triedAt = clock.monotonicMs()
      if (!isTooSoon(evidence)) return error
      firstRefusedAt ??= triedAt
      delayMs ??= delayInWords(evidence.text ?? '')
      refusal = delayMs === undefined ? error : told(error, delayMs)
      return refusal
    },
    get refusal() {
      return refusal
    },
    nextTry(failed) {
      const { evidence, failures, msLeft } = failed
      const now = clock.monotonicMs()
      if (delayMs === undefined || !isTooSoon(evidence)) return later(nextTry(failed), msLeft)
      if (takenAt !== undefined) {
        const wait = msToLogin()
        if (wait > 0) return gapToNextLogin({ msToLogin: wait, spacing: spacing(), msLeft })
        return later(nextTry(failed), msLeft)
      }
      const refusedForMs = now - (firstRefusedAt ?? now)
      const gap = gapAfterForeignLogin({ delayMs, refusedForMs, refusals: failures, msLeft })
      return later(gap === 0 ? nextTry(failed) : gap, msLeft)
    },
  }

  /** This gap, or what the pace allows; `undefined` where that is past the deadline. */
  function later(gap: Millis | undefined, msLeft: Millis): Millis | undefined {
    if (gap === undefined) return undefined
    const wait = msToLogin()
    if (wait === 0 || wait < gap) return gap
    return wait < msLeft ? wait : undefined
  }
}
