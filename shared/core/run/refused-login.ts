import { type EpochMs, MINUTE, type Millis } from '../time/units.ts'
import type { Evidence } from './evidence.ts'

/** Recovery is seen within this time, or one interval where that is longer. */
const LONGEST_SPACING: Millis = 15 * MINUTE

/** A login that its server refused, until it takes it again: how often it was tried, and when it may be next. */
export interface RefusedLogin {
  /** Of server, userid and secret: `loginIdOf`. */
  loginId: string
  /** From 1 on; rises with each write. */
  version: number
  /** Tries in a row that were refused, from 1 on. */
  refusals: number
  /** When the run that tried last was scheduled. */
  triedAt: EpochMs
  /** The same of the last try that is surely over: `triedAt` may be of one under way, which counts in advance. */
  refusedAt: EpochMs
  /** Runs scheduled before then do not log in. */
  tryAgainAt: EpochMs
  /** What the server answered. */
  evidence: Evidence
}

/** One try that was refused, or is about to be made and counts in advance. */
export interface LoginTry {
  loginId: string
  scheduledAt: EpochMs
  intervalMs: Millis
  evidence: Evidence
}

/**
 * The record after one more refused try of the same login. The next one is 1, 2, 4 … intervals later, at most
 * as many as fit into 15 minutes.
 */
export function refusedAgain(before: RefusedLogin | undefined, refused: LoginTry): RefusedLogin {
  const { intervalMs, scheduledAt, ...login } = refused
  const refusals = (before?.refusals ?? 0) + 1
  // A run comes once an interval: a spacing that ends between two would last until the later one.
  const longest = Math.floor(LONGEST_SPACING / intervalMs) * intervalMs || LONGEST_SPACING
  const spacing = Math.min(intervalMs * 2 ** (refusals - 1), longest)
  return {
    ...login,
    version: (before?.version ?? 0) + 1,
    refusals,
    triedAt: scheduledAt,
    refusedAt: scheduledAt,
    tryAgainAt: scheduledAt + spacing,
  }
}

/** Whether a scheduled run may try it again. A time further ahead than that was written by a clock now put right. */
export function isDueAgain({ tryAgainAt }: RefusedLogin, scheduledAt: EpochMs): boolean {
  return scheduledAt >= tryAgainAt || tryAgainAt - scheduledAt > LONGEST_SPACING
}
