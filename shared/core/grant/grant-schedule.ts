import { DAY, type EpochMs, HOUR, MINUTE, type Millis, SECOND } from '../time/units.ts'
import { isGood, nextWarningAt, renewAt, retryIn } from './grant-times.ts'
import type { GrantRefusal, GrantState } from './grant-state.ts'
import type { AccessToken } from './token.ts'

/** Who asks the endpoint is done by then, or has died at it. */
export const GRANT_LEASE: Millis = 30 * SECOND
/** Clocks in agreement differ by less: what lies further ahead was written by one that was put right since. */
const CLOCK_SKEW: Millis = MINUTE
/** A token that was renewed since a mail server refused one like it is not renewed for that again, so long. */
const REFUSED_AGAIN: Millis = HOUR
/** What was mended at the provider must not wait longer; after throttling the endpoint says how long. */
const LONGEST_REMEMBERED: Millis = 5 * MINUTE

/** After a try for a refusal that brought no token, another is made so much later. */
const REFUSED_RETRY: Millis = 5 * MINUTE
/** How often a grant is compared with the one that its token was fetched with: people store another. */
const LOOK_EVERY: Millis = 15 * MINUTE

type Life = Pick<AccessToken, 'issuedAt' | 'expiresAt'>

/** Whether a token may be handed out: it is good for long enough, and not from the future. */
export function isUsable(life: Life, now: EpochMs): boolean {
  return isGood(life, now) && life.issuedAt - now <= CLOCK_SKEW
}

/** Whether somebody asks the endpoint now. */
export function isLeased({ leaseUntil }: Pick<GrantState, 'leaseUntil'>, now: EpochMs): boolean {
  return leaseUntil !== undefined && leaseUntil > now && leaseUntil - now <= GRANT_LEASE + CLOCK_SKEW
}

/**
 * Why a token is fetched: there is none that may be handed out, its time to be renewed ahead has come, or it is the
 * one that a mail server has refused, or somebody asks; undefined: it is left alone.
 */
export type RenewalNeed = 'missing' | 'ahead' | 'refused' | 'asked'

export function renewalNeed(
  access: Life | undefined,
  state: Pick<GrantState, 'renewAt' | 'renewedForRefusalAt'>,
  { now, refused, asked }: { now: EpochMs; refused?: EpochMs | undefined; asked?: boolean | undefined },
): RenewalNeed | undefined {
  if (asked) return 'asked'
  if (!access || !isUsable(access, now)) return 'missing'
  if (access.issuedAt === refused) {
    const { renewedForRefusalAt = -Infinity } = state
    return Math.abs(now - renewedForRefusalAt) > REFUSED_AGAIN ? 'refused' : undefined
  }
  return state.renewAt !== undefined && state.renewAt <= now ? 'ahead' : undefined
}

/**
 * The refusal that is answered in place of asking again, so that a fleet with a wrong secret does not ask for each
 * of its runs: for 1, 2, 4, 5 minutes after each failure in a row, for an hour at most where the endpoint asked for it.
 * An endpoint that cannot be reached is asked anew for whoever waits for it.
 */
export function refusalThatStands(state: GrantState, now: EpochMs): GrantRefusal | undefined {
  const { refusal, failures, renewAt = 0 } = state
  if (!refusal || refusal.reason === 'token-endpoint-unavailable') return undefined
  const retryMs = retryIn(Math.max(1, failures))
  const until =
    refusal.reason === 'token-throttled'
      ? Math.max(renewAt, refusal.at + retryMs)
      : refusal.at + Math.min(retryMs, LONGEST_REMEMBERED)
  const isPast = refusal.at - now <= CLOCK_SKEW && until - now <= HOUR + CLOCK_SKEW
  return isPast && until > now ? refusal : undefined
}

/** What `renewedForRefusalAt` is after a try that brought no token. */
export function triedForRefusal(now: EpochMs): EpochMs {
  return now - REFUSED_AGAIN + REFUSED_RETRY
}

/** When a token that stands is looked at next: to be renewed, or for a grant that was stored anew. */
export function nextLookAt(life: Life, now: EpochMs): EpochMs {
  return Math.min(renewAt(life), now + LOOK_EVERY)
}

/**
 * How many days ahead of its end it was told last, as far as that can be: a warning whose time has not come was told by
 * a clock that was put right since, and does not count.
 */
export function toldBefore(
  { endsAt, toldDays }: Pick<GrantState, 'endsAt' | 'toldDays'>,
  now: EpochMs,
): number | undefined {
  if (endsAt === undefined || toldDays === undefined) return undefined
  return now >= endsAt - toldDays * DAY - CLOCK_SKEW ? toldDays : undefined
}

/** When someone must look at this grant; undefined: when a run asks. The end of one that nobody uses troubles nobody. */
export function grantDueAt({ renewAt, endsAt, toldDays }: GrantState): EpochMs | undefined {
  if (renewAt === undefined) return undefined
  const warnAt = endsAt === undefined ? undefined : nextWarningAt(endsAt, toldDays)
  return Math.min(renewAt, warnAt ?? Infinity)
}
