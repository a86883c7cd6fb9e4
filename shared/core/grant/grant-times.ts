import { DAY, type EpochMs, HOUR, MINUTE, type Millis } from '../time/units.ts'
import type { AccessToken } from './token.ts'

/** A token that ends sooner is not handed out: a run may log in again at its end. */
export const LEAST_LEFT: Millis = 6 * MINUTE
const LEAST_AHEAD: Millis = 10 * MINUTE
const FIRST_RETRY: Millis = MINUTE
const LONGEST_RETRY: Millis = 15 * MINUTE
/** Whatever `Retry-After` says: the endpoint may have meant somebody else. */
const LONGEST_WAIT: Millis = HOUR

/** How many days before the end of a client secret or certificate it is warned of. */
export const WARNING_DAYS = [21, 7, 1] as const

type Life = Pick<AccessToken, 'issuedAt' | 'expiresAt'>

/**
 * When a token is renewed ahead: a third of its life before its end, 10 minutes at least, and never in the
 * first half of a life, which would renew tokens of a few minutes without a pause.
 */
export function renewAt({ issuedAt, expiresAt }: Life): EpochMs {
  const life = expiresAt - issuedAt
  return Math.floor(Math.max(expiresAt - Math.max(life / 3, LEAST_AHEAD), issuedAt + life / 2))
}

/** Whether it may be handed out: 6 minutes are left, or half of its life where that is shorter. */
export function isGood({ issuedAt, expiresAt }: Life, now: EpochMs): boolean {
  return expiresAt - now >= Math.min(LEAST_LEFT, (expiresAt - issuedAt) / 2)
}

/** How long after this many failures in a row (1 or more) the endpoint is asked again: 1, 2, 4, 8, 15 min. */
export function retryIn(failures: number, waitMs: Millis = 0): Millis {
  const growing = FIRST_RETRY * 2 ** Math.min(failures - 1, 10)
  return Math.max(Math.min(growing, LONGEST_RETRY), Math.min(waitMs, LONGEST_WAIT))
}

/**
 * Which warning is due of what ends at `endsAt`: the smallest of 21, 7 and 1 days that has been reached, unless
 * it, or a smaller one, was told. Days told for another end do not count: clear them when `endsAt` changes.
 */
export function warningDue(endsAt: EpochMs, now: EpochMs, toldDays = Infinity): number | undefined {
  const reached = WARNING_DAYS.filter((days) => now >= endsAt - days * DAY)
  const days = reached.at(-1)
  return days !== undefined && days < toldDays ? days : undefined
}

/** When the next warning falls due, also in the past; `undefined`: all were told. */
export function nextWarningAt(endsAt: EpochMs, toldDays = Infinity): EpochMs | undefined {
  const days = WARNING_DAYS.find((days) => days < toldDays)
  return days === undefined ? undefined : endsAt - days * DAY
}
