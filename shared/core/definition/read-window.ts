import { readTimeZone } from './fields/time-zone.ts'
import { shown } from './mistakes/shown-value.ts'
import type { Problem } from './monitor.ts'
import { readMaintenance } from './written-windows.ts'
import { type EpochMs, MINUTE, isoInstant } from '../time/units.ts'
import { clockTimeAt, instantOf } from '../maintenance/clock-time.ts'
import { windowState } from '../maintenance/window-state.ts'
import type { MaintenanceWindow } from '../maintenance/window.ts'

export type WindowRead = { ok: true; window: MaintenanceWindow } | { ok: false; problems: readonly Problem[] }

/**
 * A new window as it is written, or every mistake in it. `start: 'now'` begins this minute, in UTC where no zone
 * is said; one that has passed is a mistake.
 */
export function readWindow(written: Readonly<Record<string, unknown>>, now: EpochMs): WindowRead {
  const fields =
    written.start === 'now' ? { ...written, ...startingNow(written.zone ?? 'UTC', now) } : written
  const read = readMaintenance([fields])
  if (!read.ok) return { ok: false, problems: read.problems.map(ofTheWindow) }
  const [window] = read.windows
  if (window && windowState(window, now).kind !== 'over') return { ok: true, window }
  const message = `expected a window that has not passed, got ${shown(fields.start)}`
  return { ok: false, problems: [{ path: 'start', message }] }
}

/** This minute by the clocks of the zone, or by UTC where they show it twice. A zone that is none is left. */
function startingNow(zone: unknown, now: EpochMs): { start: string; zone: unknown } {
  const minute = now - (now % MINUTE)
  const inUtc = { start: isoInstant(minute).slice(0, 16), zone: 'UTC' }
  const read = readTimeZone(zone)
  if (!read.ok) return { ...inUtc, zone }
  const shownThere = clockTimeAt(read.value, minute)
  if (instantOf(read.value, shownThere) !== minute) return inUtc
  return { start: isoInstant(shownThere).slice(0, 16), zone: read.value }
}

function ofTheWindow({ path, message }: Problem): Problem {
  return { path: path.replace(/^\[0\]\.?/, ''), message }
}
