import { type Millis, MINUTE, SECOND } from '../time/units.ts'

/**
 * Where the next login has to wait, the first one comes when most mail has arrived: 2 s after the message was
 * sent, or sooner where the wait is short and little is lost by it.
 */
const LONGEST_FIRST_GAP: Millis = 2 * SECOND
const SHORTEST_FIRST_GAP: Millis = 300
const FIRST_GAP_SHARE = 1 / 30

/** A server may count its delay from the end of a session, or in whole seconds. */
export const LOGIN_DELAY_MARGIN: Millis = 250
/** A login by another program, or by the run before, may have come almost a whole delay ago: tried soon. */
const FIRST_RETRY_GAP: Millis = 2 * SECOND
/** Kept free for the last try. */
const LAST_TRY_RESERVE: Millis = 1 * SECOND

/** Ms from sending the message until the first login, where the one after it has to wait for `spacing`. */
export function firstLoginGap(spacing: Millis): Millis {
  return Math.min(LONGEST_FIRST_GAP, Math.max(SHORTEST_FIRST_GAP, FIRST_GAP_SHARE * spacing))
}

export interface LookTiming {
  /** As `lookGap` has it. */
  gap: Millis
  /** Until a login is allowed; 0 where it is now. */
  msToLogin: Millis
  /** From that login to the one after it, at the least; 0: as they come. */
  spacing: Millis
  /** Until the moment of the last look. */
  msLeft: Millis
}

/**
 * When to look next, and whether that is the last look: it comes just before the deadline, so it is waited
 * for where no other login would be allowed after the next one. `undefined`: none is allowed in time.
 */
export function nextLook(timing: LookTiming): { ms: Millis; last: boolean } | undefined {
  const { gap, msToLogin, spacing, msLeft } = timing
  if (msToLogin > Math.max(0, msLeft)) return undefined
  const ms = Math.max(gap, msToLogin)
  const last = ms + spacing >= msLeft
  return { ms: Math.max(0, last ? msLeft : ms), last }
}

/**
 * Ms until the login after one that came too soon: as soon as it is allowed, or at the last moment where none
 * would be allowed after it. `undefined`: not in this run.
 */
export function gapToNextLogin({ msToLogin, spacing, msLeft }: Omit<LookTiming, 'gap'>): Millis | undefined {
  if (msToLogin >= msLeft) return undefined
  return msToLogin + spacing < msLeft ? msToLogin : Math.max(msToLogin, msLeft - LAST_TRY_RESERVE)
}

export interface ForeignLogin {
  delayMs: Millis
  /** Since the first refusal. */
  refusedForMs: Millis
  /** Refusals so far, from 1 on. */
  refusals: number
  /** Until the deadline. */
  msLeft: Millis
}

/**
 * Ms until the next try where a server that keeps a delay refused the first login of the run: somebody else
 * logged in at some time within that delay. Tried soon, then once the delay is surely over, or at the last
 * moment if more than half of it is over by then. `undefined`: not in this run. 0: the delay was over.
 */
export function gapAfterForeignLogin(login: ForeignLogin): Millis | undefined {
  const { delayMs, refusedForMs, refusals, msLeft } = login
  if (refusals === 1 && FIRST_RETRY_GAP < Math.min(delayMs, msLeft)) return FIRST_RETRY_GAP
  const wait = Math.max(0, delayMs + LOGIN_DELAY_MARGIN - refusedForMs)
  if (wait < msLeft) return wait
  return msLeft > delayMs / 2 ? msLeft - LAST_TRY_RESERVE : undefined
}

const FIGURE = /\b(\d{1,5}) ?-?(s|sec|secs|seconds?|m|min|mins|minutes?)\b/i

/** The delay that a refusal names in words, as "at least 1 minute apart"; `undefined` for none. */
export function delayInWords(text: string): Millis | undefined {
  const [, figure = '0', unit = ''] = FIGURE.exec(text) ?? []
  const delayMs = Number(figure) * (/^m/i.test(unit) ? MINUTE : SECOND)
  return delayMs > 0 ? delayMs : undefined
}
