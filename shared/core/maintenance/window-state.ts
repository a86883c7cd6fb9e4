import type { MaintenanceWindow } from './window.ts'
import type { EpochMs } from '../time/units.ts'
import { maintenanceAt, nextMaintenance } from './maintenance-at.ts'
import { lengthOf, startsBetween } from './window-starts.ts'

/** What one window does now: it holds, it comes next, or it was once and never comes again. */
export type WindowState =
  { kind: 'now'; until: EpochMs } | { kind: 'coming'; from: EpochMs; until: EpochMs } | { kind: 'over' }

export function windowState(window: MaintenanceWindow, now: EpochMs): WindowState {
  const holding = maintenanceAt([window], now)
  if (holding) return { kind: 'now', until: holding.until }
  const next = nextMaintenance([window], now)
  return next ? { kind: 'coming', from: next.from, until: next.until } : { kind: 'over' }
}

/** Each time of the window that ends after `from` and begins by `upTo`, in order. */
export function timesBetween(
  window: MaintenanceWindow,
  from: EpochMs,
  upTo: EpochMs,
): { from: EpochMs; until: EpochMs }[] {
  const length = lengthOf(window)
  return startsBetween(window, from - length, upTo).map((start) => ({ from: start, until: start + length }))
}
