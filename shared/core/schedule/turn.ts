import { type EpochMs, MINUTE } from '../time/units.ts'

/** Locations that take turns. */
export interface Turn {
  /** In the order in which they do. */
  locations: readonly string[]
  /** How many of them run in each interval: 1 to their number less 1. */
  perRun: number
  intervalMinutes: number
}

/**
 * Whether the location runs in the interval that holds `at`. Intervals are counted from 1970, so that all
 * locations agree without asking one another: in number n run the `perRun` locations from n × perRun on, and
 * behind the last comes the first. False for a location that is none of them.
 */
export function isItsTurn(location: string, at: EpochMs, turn: Turn): boolean {
  const { locations, perRun, intervalMinutes } = turn
  const place = locations.indexOf(location)
  if (place < 0) return false
  const count = locations.length
  const first = (Math.floor(at / (intervalMinutes * MINUTE)) * perRun) % count
  return (place - first + count) % count < perRun
}

/**
 * Intervals of one full turn: in so many that follow one another each location runs at least once, and no
 * location waits longer for its next run.
 */
export function intervalsOfTurn(locations: number, perRun: number): number {
  return Math.max(1, Math.ceil(locations / perRun))
}
