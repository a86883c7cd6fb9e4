import { createHash } from 'node:crypto'

import { type EpochMs, MINUTE, type Millis, SECOND } from '../time/units.ts'

/** The monitor that a newcomer sees in local mode. */
export const DEMO_MONITOR = 'demo'

/** What a schedule goes by. `intervalMinutes`: 1 to 1440. */
export interface Interval {
  monitorId: string
  intervalMinutes: number
  /** Where each location has a schedule of its own: they run at one mailbox, so none starts with another. */
  location?: string
  /** The locations take turns, so that they start at nearly the same place of their intervals. */
  takesTurns?: boolean
}

/** What the schedule of one location goes by: at home the id alone tells the place, unless locations take turns. */
export function intervalAt(
  { monitorId, intervalMinutes }: Interval,
  { location, isHome, takesTurns }: { location: string; isHome: boolean; takesTurns: boolean },
): Interval {
  if (takesTurns) return { monitorId, intervalMinutes, location, takesTurns }
  return { monitorId, intervalMinutes, ...(!isHome && { location }) }
}

/**
 * Whether the monitor's time comes in the minute that begins at, or holds, `at`. Once in every interval;
 * which minute of it is told by a hash of the id, so that many monitors of one interval do not all run at
 * once.
 */
export function isDue(monitor: Interval, at: EpochMs): boolean {
  return (minuteOf(at) - offsetOf(monitor)) % monitor.intervalMinutes === 0
}

/**
 * The first instant after `at` at which the monitor's schedule starts a run, to the second: in each interval
 * at the same place.
 */
export function nextStart(monitor: Interval, at: EpochMs): EpochMs {
  const interval = monitor.intervalMinutes * MINUTE
  const past = (at - placeOf(monitor)) % interval
  return at - past + interval
}

/** The first whole minute after `at` in which the monitor is due. */
export function nextDue(monitor: Interval, at: EpochMs): EpochMs {
  const next = minuteOf(at) + 1
  const past = (next + monitor.intervalMinutes - offsetOf(monitor)) % monitor.intervalMinutes
  return (past === 0 ? next : next + monitor.intervalMinutes - past) * MINUTE
}

/** The minute that holds `at`, as an instant: the scheduled time of what is due in it. */
export function wholeMinute(at: EpochMs): EpochMs {
  return minuteOf(at) * MINUTE
}

/**
 * How long after the minute in which it is due one machine starts the monitor: less than half a minute, in
 * half seconds, told by a hash of the id: servers count the connections of one address. The runs of an
 * interval of one minute must begin within it, so the other half is left to a slow machine. Only the demo,
 * which is watched and alone at its server, begins with the minute.
 */
export function startDelay(monitor: Interval): Millis {
  return monitor.monitorId === DEMO_MONITOR ? 0 : (placeOf(monitor) % MINUTE) / 2
}

function minuteOf(at: EpochMs): number {
  return Math.floor(at / MINUTE)
}

function offsetOf({ monitorId, intervalMinutes }: Interval): number {
  return Math.floor(placeOf({ monitorId, intervalMinutes }) / MINUTE)
}

/** How far apart the locations of one turn start, at the most. */
const TURN_SPREAD_SECONDS = 30

/**
 * Where in every interval the monitor's time is: whole seconds, in ms. The same for ever, and evenly spread
 * over many ids.
 */
function placeOf({ monitorId, intervalMinutes, location, takesTurns }: Interval): Millis {
  const seconds = intervalMinutes * 60
  if (location === undefined) return (numberOf(monitorId) % seconds) * SECOND
  const own = numberOf(`${monitorId} ${location}`)
  if (!takesTurns) return (own % seconds) * SECOND
  // Within the interval, whose number tells whose turn it is.
  const common = numberOf(monitorId) % (seconds - TURN_SPREAD_SECONDS)
  return (common + (own % TURN_SPREAD_SECONDS)) * SECOND
}

function numberOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}
