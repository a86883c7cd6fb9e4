import type { Reading } from './fields/fields.ts'
import { readInstant } from './fields/instant.ts'
import { shown } from './mistakes/shown-value.ts'
import type { Monitor } from './monitor.ts'
import { type EpochMs, SECOND, isoInstant } from '../time/units.ts'

/**
 * `pausedUntil` of a monitor that is paused until somebody resumes it: the last second that ISO 8601 can say
 * in four digits.
 */
export const UNTIL_RESUMED = '9999-12-31T23:59:59Z'

/** Whether the schedule leaves its runs out now. A run under way is seen to its end all the same. */
export function isPaused({ enabled, pausedUntil }: Pick<Monitor, 'enabled' | 'pausedUntil'>, now: EpochMs) {
  return !enabled || (pausedUntil !== undefined && now < pausedUntil)
}

/**
 * The same of a definition as it is written, which may have mistakes elsewhere: whoever paused it wants no
 * alert about those.
 */
export function isPausedAsWritten(definition: Readonly<Record<string, unknown>>, now: EpochMs): boolean {
  const until = readInstant(definition.pausedUntil)
  return isPaused(
    { enabled: definition.enabled !== false, ...(until.ok && { pausedUntil: until.value }) },
    now,
  )
}

/** The instant as `pausedUntil` holds it: whole seconds, no sooner than `at`. */
export function pausedUntilText(at: EpochMs): string {
  return isoInstant(Math.ceil(at / SECOND) * SECOND).replace('.000Z', 'Z')
}

/** `pausedUntil` of a pause that ends then; without an end it is until somebody resumes the monitor. */
export function pauseEnd(until: EpochMs | undefined, now: EpochMs): Reading<string> {
  if (until === undefined) return { ok: true, value: UNTIL_RESUMED }
  if (until > now) return { ok: true, value: pausedUntilText(until) }
  return { ok: false, message: `expected a time in the future, got ${shown(pausedUntilText(until))}` }
}
