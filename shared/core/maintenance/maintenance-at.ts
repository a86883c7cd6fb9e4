import type { MaintenanceWindow } from './window.ts'
import { DAY, type EpochMs, type Millis } from '../time/units.ts'
import { lengthOf, startsBetween } from './window-starts.ts'

/** What holds at an instant that a window covers. */
export interface Maintenance {
  mode: MaintenanceWindow['mode']
  /** When it ends; that instant is outside of it. */
  until: EpochMs
  note?: string
}

export interface ComingMaintenance extends Maintenance {
  from: EpochMs
}

/** No end is looked for beyond: windows that follow on one another all week long have none. */
const FURTHEST_AHEAD: Millis = 14 * DAY

/** Within so much time every weekly window begins, whatever the clocks do meanwhile. */
const A_WEEK_AND_MORE: Millis = 9 * DAY

/**
 * What covers the instant, if anything: its start is in a window, its end is not. `pause` beats `mute`, then
 * what is written first. `until` is when no window covers any more, whatever their modes, or 14 days after
 * `at` if that comes first.
 */
export function maintenanceAt(windows: readonly MaintenanceWindow[], at: EpochMs): Maintenance | undefined {
  const covering = windows.filter((window) => startsBetween(window, at - lengthOf(window), at).length > 0)
  const first = covering.find(({ mode }) => mode === 'pause') ?? covering[0]
  return first && { ...saidOf(first), until: endOfCover(windows, at) }
}

/**
 * The latest end of any occurrence, with `after` < end <= `upTo`. It is an end by itself: another window may
 * cover that instant.
 */
export function lastMaintenanceEnd(
  windows: readonly MaintenanceWindow[],
  after: EpochMs,
  upTo: EpochMs,
): EpochMs | undefined {
  const ends = windows.flatMap((window) => {
    const length = lengthOf(window)
    const earliest = window.days ? Math.max(after, upTo - A_WEEK_AND_MORE) : after
    return startsBetween(window, earliest - length, upTo - length).map((start) => start + length)
  })
  return ends.length > 0 ? Math.max(...ends) : undefined
}

/**
 * The next occurrence of any window that begins after `at`, for showing. Of two that begin at once, the one
 * that pauses. `until` is its own end.
 */
export function nextMaintenance(
  windows: readonly MaintenanceWindow[],
  at: EpochMs,
): ComingMaintenance | undefined {
  const coming = windows.flatMap((window) => {
    const [from] = startsBetween(window, at, window.days ? at + A_WEEK_AND_MORE : Infinity)
    return from === undefined ? [] : [{ ...saidOf(window), from, until: from + lengthOf(window) }]
  })
  const earliest = Math.min(...coming.map(({ from }) => from))
  const atOnce = coming.filter(({ from }) => from === earliest)
  return atOnce.find(({ mode }) => mode === 'pause') ?? atOnce[0]
}

function saidOf({ mode, note }: MaintenanceWindow): Pick<MaintenanceWindow, 'mode' | 'note'> {
  return note === undefined ? { mode } : { mode, note }
}

function endOfCover(windows: readonly MaintenanceWindow[], at: EpochMs): EpochMs {
  const furthest = at + FURTHEST_AHEAD
  const occurrences = windows
    .flatMap((window) => {
      const length = lengthOf(window)
      return startsBetween(window, at - length, furthest).map((start) => ({ start, end: start + length }))
    })
    .sort((a, b) => a.start - b.start)
  let until = at
  for (const { start, end } of occurrences) {
    if (start > until) break
    until = Math.max(until, end)
  }
  return Math.min(until, furthest)
}
