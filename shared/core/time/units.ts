/**
 * An instant on the wall clock, ms since 1970-01-01T00:00Z. Compare and store these; never subtract two for a
 * duration within a run.
 */
export type EpochMs = number

/** A span in ms, measured on the monotonic clock unless its name says otherwise. */
export type Millis = number

export const SECOND: Millis = 1000
export const MINUTE: Millis = 60 * SECOND
export const HOUR: Millis = 60 * MINUTE
export const DAY: Millis = 24 * HOUR

/** The instant as ISO 8601 in UTC with ms, as it stands in keys, headers and JSON. */
export function isoInstant(at: EpochMs): string {
  return new Date(at).toISOString()
}
