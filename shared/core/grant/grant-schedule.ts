import { DAY, type EpochMs, MINUTE, type Millis } from '../time/units.ts'
import type { GrantState } from './grant-state.ts'
import type { AccessToken } from './token.ts'

/** What a token must be good for: the longest run takes 5 minutes and may log in at its end. */
export const TOKEN_KEPT_BACK: Millis = 6 * MINUTE
/** Renewed so long before its end at the least, for endpoints that are down for a while. */
const LEAST_LEAD: Millis = 10 * MINUTE
/** Two clocks in agreement differ by less; what is further ahead was written by one that was put right since. */
const CLOCK_SKEW: Millis = MINUTE
const FIRST_RETRY: Millis = MINUTE
const LONGEST_RETRY: Millis = 15 * MINUTE
/** An endpoint that asks for a longer wait is asked again all the same. */
const LONGEST_WISH: Millis = 60 * MINUTE

/** Days ahead of the end of a client secret or certificate at which it is told, once each. */
export const TOLD_DAYS = [21, 7, 1] as const

/** Whether it may be handed out to a run that begins now. */
export function isUsable({ issuedAt, expiresAt }: Pick<AccessToken, 'issuedAt' | 'expiresAt'>, now: EpochMs) {
  return expiresAt - now >= TOKEN_KEPT_BACK && issuedAt - now <= CLOCK_SKEW
}

/** When a token is renewed ahead of its end: a third of its life before it, or 10 minutes; never before half of it. */
export function renewAheadAt({ issuedAt, expiresAt }: Pick<AccessToken, 'issuedAt' | 'expiresAt'>): EpochMs {
  const lifetime = Math.max(0, expiresAt - issuedAt)
  return expiresAt - Math.min(Math.max(lifetime / 3, LEAST_LEAD), lifetime / 2)
}

/** When the endpoint is asked again after so many refusals in a row: 1, 2, 4, 8 and then every 15 minutes. */
export function askAgainAt(failures: number, now: EpochMs, wish: Millis = 0): EpochMs {
  const gap = Math.min(FIRST_RETRY * 2 ** Math.min(Math.max(0, failures - 1), 10), LONGEST_RETRY)
  return now + Math.max(gap, Math.min(wish, LONGEST_WISH))
}

/** Whether this instant lies ahead as one that was written to be waited for does: not longer than any of those. */
export function isAhead(at: EpochMs | undefined, now: EpochMs, longest: Millis = LONGEST_WISH): boolean {
  return at !== undefined && at > now && at - now <= longest
}

/**
 * When the end of the client secret or certificate is told next; undefined where no end is known, or all of it
 * was told.
 */
export function nextToldAt({ endsAt, toldDays = Infinity }: GrantState): EpochMs | undefined {
  const next = TOLD_DAYS.find((days) => days < toldDays)
  return endsAt === undefined || next === undefined ? undefined : endsAt - next * DAY
}

/** Which of `TOLD_DAYS` is due by now; of several that have passed the last. */
export function daysToTell(state: GrantState, now: EpochMs): number | undefined {
  const { endsAt, toldDays = Infinity } = state
  if (endsAt === undefined) return undefined
  return TOLD_DAYS.findLast((days) => days < toldDays && endsAt - days * DAY <= now)
}

/** When someone must look at this grant; undefined: when a run asks. */
export function grantDueAt(state: GrantState): EpochMs | undefined {
  const times = [state.renewAt, nextToldAt(state)].filter((at) => at !== undefined)
  return times.length === 0 ? undefined : Math.min(...times)
}
