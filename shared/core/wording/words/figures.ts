import { MAILBOX_PHASES, type PhaseTimes, SENDING_PHASES } from '../../time/phases.ts'
import { DAY, type EpochMs, HOUR, MINUTE, type Millis, SECOND, isoInstant } from '../../time/units.ts'

/** As `2026-01-05 12:00:06 UTC`. */
export function utcTime(at: EpochMs): string {
  return `${isoInstant(at).slice(0, 19).replace('T', ' ')} UTC`
}

/** As `12:00 UTC`, for where there is no room; as `2026-01-05` from a day before `now` on. */
export function utcMinute(at: EpochMs, now: EpochMs = at): string {
  return now - at < DAY ? `${isoInstant(at).slice(11, 16)} UTC` : isoInstant(at).slice(0, 10)
}

/** The span if it can be one: clocks that are set back make some that end before they begin. */
export function knownSpan(ms: Millis | undefined): Millis | undefined {
  return ms !== undefined && Number.isFinite(ms) && ms >= 0 ? ms : undefined
}

/** As `3.5 ms`, `850 ms`, `1.2 s`, `12 min 5 s`, `2 h 3 min`, `4 d 1 h`; of none that can be: `unknown`. */
export function span(ms: Millis | undefined): string {
  return knownSpan(ms) === undefined ? 'unknown' : words(ms ?? 0)
}

/** The same with how closely it is known, as `324 ms (±120 ms)`; `withinMs` absent: nobody knows. */
export function spanWithin(ms: Millis, withinMs: Millis | undefined): string {
  return withinMs === undefined ? span(ms) : `${span(ms)} (±${span(withinMs)})`
}

/** As ages are told: `58 s`, `14 min`, `2 h 3 min`, `4 d 1 h`, rounded down; below 0 it is `0 s`. */
export function age(ms: Millis): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))} s`
  return ms < HOUR ? `${Math.floor(ms / MINUTE)} min` : words(ms)
}

function words(ms: Millis): string {
  if (ms < SECOND) return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`
  if (ms < MINUTE) return `${(Math.min(599, Math.round(ms / 100)) / 10).toFixed(1)} s`
  if (ms < HOUR) return inTwo(ms, MINUTE, 'min', SECOND, 's')
  return ms < DAY ? inTwo(ms, HOUR, 'h', MINUTE, 'min') : inTwo(ms, DAY, 'd', HOUR, 'h')
}

/** Each phase that was reached, in the order in which they come. */
export function phaseSpans(times: PhaseTimes): string {
  return [...new Set([...SENDING_PHASES, ...MAILBOX_PHASES])]
    .flatMap((phase) => (times[phase] === undefined ? [] : [`${phase} ${span(times[phase])}`]))
    .join(', ')
}

function inTwo(ms: Millis, large: Millis, largeName: string, small: Millis, smallName: string): string {
  const rest = Math.floor((ms % large) / small)
  const whole = `${Math.floor(ms / large)} ${largeName}`
  return rest > 0 ? `${whole} ${rest} ${smallName}` : whole
}
