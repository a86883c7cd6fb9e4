import { createHash } from 'node:crypto'

import { MINUTE, type EpochMs } from './units.ts'

/** What a schedule goes by. `intervalMinutes`: 1 to 1440. */
export interface Interval {
  monitorId: string
  intervalMinutes: number
}

/**
 * Whether the monitor's time comes in the minute that begins at, or holds, `at`. Once in every interval; which minute of
 * it is told by a hash of the id, so that many monitors of one interval do not all run at once.
 */
export function isDue(monitor: Interval, at: EpochMs): boolean {
  return (minuteOf(at) + offsetOf(monitor)) % monitor.intervalMinutes === 0
}

/** The first whole minute after `at` in which the monitor is due. */
export function nextDue(monitor: Interval, at: EpochMs): EpochMs {
  const next = minuteOf(at) + 1
  const past = (next + offsetOf(monitor)) % monitor.intervalMinutes
  return (past === 0 ? next : next + monitor.intervalMinutes - past) * MINUTE
}

/** The minute that holds `at`, as an instant: the scheduled time of what is due in it. */
export function wholeMinute(at: EpochMs): EpochMs {
  return minuteOf(at) * MINUTE
}

function minuteOf(at: EpochMs): number {
  return Math.floor(at / MINUTE)
}

function offsetOf({ monitorId, intervalMinutes }: Interval): number {
  return createHash('sha256').update(monitorId).digest().readUInt32BE(0) % intervalMinutes
}
