import { shortened } from '../../core/grant/endpoint/refusal-detail.ts'
import type { Grant } from '../../core/grant/grant.ts'
import { secretsOfGrant } from '../../core/grant/secret-text.ts'
import { redactor } from '../../core/redaction/redact.ts'
import { type EpochMs, type Millis, SECOND } from '../../core/time/units.ts'
import { alarm, sleep } from '../concurrency/timing.ts'
import type { Redeemed } from '../ports/token-renewal.ts'
import type { GrantLease } from './grant-lease.ts'
import type { RenewalCall, RenewalPorts } from './renewal-ports.ts'

/** One request: it ends while its lease lasts, with time to store what it brought. */
const LONGEST_REQUEST: Millis = 20 * SECOND
/** What is left of the caller's patience must be worth another request. */
const WORTH_A_REQUEST: Millis = 5 * SECOND
/** Between requests that were refused for now. */
const GAPS: readonly Millis[] = [1, 2, 4, 8].map((seconds) => seconds * SECOND)
const MAX_DETAIL = 300

export interface GrantToRedeem {
  grant: Grant
  fingerprint: string
  /** A good token stands: one request is enough for now. */
  isAhead: boolean
}

export type Answered =
  | (Redeemed & {
      kind: 'granted'
      /** By the wall clock, before the request: its lifetime counts from some time after. */
      requestedAt: EpochMs
      /** The refresh token that was redeemed; absent: the grant has none. */
      said?: string
      /** One that was rotated is stored, and is not the one that was redeemed. */
      isAnother: boolean
    })
  | (Redeemed & { kind: 'refused' })

/**
 * Asks the endpoint, again while it refuses for now and the caller waits: by the refresh token that it handed out
 * last, if that descends from the grant as it is stored, and once by the stored one where that has ended. One that
 * comes with a refusal is stored at once. Undefined: the lease was lost.
 */
export async function redeemPatiently(
  wanted: GrantToRedeem,
  lease: GrantLease,
  { grant: reference, signal, untilMs }: RenewalCall,
  ports: RenewalPorts,
): Promise<Answered | undefined> {
  const { clock, kept, endpoint } = ports
  const { grant, fingerprint, isAhead } = wanted
  const own = grant.kind === 'refresh-token' ? grant.refreshToken : undefined
  const stored = own === undefined ? undefined : await kept.findRotated(reference, never())
  /** Stored, and another than that of the grant. */
  let rotated =
    stored?.grantFingerprint === fingerprint && stored.refreshToken !== own ? stored.refreshToken : undefined

  /** Under a lease that outlasts the request, so that nobody else makes one meanwhile. */
  async function once(refreshToken: string | undefined): Promise<Answered | undefined> {
    if (!(await lease.holds(LONGEST_REQUEST))) return undefined
    const requestedAt = clock.now()
    const timer = alarm(clock, LONGEST_REQUEST, new Error('the token endpoint took too long'))
    const redeemed = await endpoint.redeem(grant, timer.signal, refreshToken).finally(timer.disarm)
    if (redeemed.kind === 'refused') {
      const secrets = [rotated, redeemed.refreshToken, ...secretsOfGrant(grant)]
      return { ...redeemed, detail: safe(redeemed.detail, secrets) }
    }
    const said = refreshToken ?? own
    return {
      ...redeemed,
      requestedAt,
      ...(said !== undefined && { said }),
      isAnother: rotated !== undefined && said === own,
    }
  }

  async function byEither(): Promise<Answered | undefined> {
    const answered = await once(rotated)
    const hasEnded = answered?.kind === 'refused' && answered.reason === 'grant-login-expired'
    if (rotated === undefined || !hasEnded) return answered
    const byOwn = await once(undefined)
    return byOwn?.kind !== 'refused' || byOwn.refreshToken !== undefined ? byOwn : answered
  }

  for (let tries = 0; ; tries += 1) {
    const answered = await byEither()
    if (answered?.kind !== 'refused') return answered
    const { refreshToken } = answered
    if (own !== undefined && refreshToken !== undefined) {
      const newest = { refreshToken, grantFingerprint: fingerprint }
      if (!(await lease.store((until) => kept.putRotated(reference, newest, until)))) return undefined
      rotated = refreshToken
    }
    const gap = GAPS[tries]
    // More requests are what it refuses: only as late as it says, or at the next call.
    const isTooMany = answered.reason === 'token-throttled' && answered.waitMs === undefined
    if (!answered.isPassing || isTooMany || isAhead || gap === undefined) return answered
    const waitMs = Math.max(gap, answered.waitMs ?? 0)
    if (clock.monotonicMs() + waitMs + WORTH_A_REQUEST > untilMs) return answered
    await sleep(clock, waitMs, signal)
    if (signal.aborted) return answered
  }
}

/** The endpoint's own words, whatever they repeat of what was said to it. */
function safe(detail: string, secrets: readonly (string | undefined)[]): string {
  const { hide, apply } = redactor()
  for (const secret of secrets) if (secret !== undefined) hide(secret)
  return shortened(apply(detail), MAX_DETAIL)
}

function never(): AbortSignal {
  return new AbortController().signal
}
