export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export type Weekday = (typeof WEEKDAYS)[number]

/**
 * A time in which runs are judged for nothing (`mute`) or not made (`pause`). It begins by the clocks of its
 * zone and lasts its minutes by any clock: a start that the clocks skip in spring is the moment after the
 * gap, an hour that comes twice counts once.
 */
export interface MaintenanceWindow {
  mode: 'mute' | 'pause'
  /** An IANA time zone, as `Europe/Berlin`. */
  zone: string
  /** `2026-12-01T22:00` for a one-off window; `22:00` for one that comes every week, on `days`. */
  start: string
  /** On which it begins; absent: it is a one-off. */
  days?: readonly Weekday[]
  /** 1 to 10,080 (a week); it may cross midnight. */
  durationMinutes: number
  /** Why; shown to people. */
  note?: string
}
