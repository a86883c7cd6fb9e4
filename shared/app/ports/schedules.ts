/** When a monitor of the table runs at one location. */
export interface MonitorSchedule {
  monitorId: string
  location: string
  intervalMinutes: number
  /** Its locations take turns: each starts a run at every interval, which is left out where it is not its turn. */
  takesTurns?: boolean
  /** False: it stands, and starts nothing. */
  enabled: boolean
}

/** The timers of the table's monitors. Every method may be repeated, and throws what stops it. */
export interface Schedules {
  /** Makes the schedule stand just so, whatever stood there; writes nothing where it does. */
  put(schedule: MonitorSchedule): Promise<void>
  /** Sees to it that there is none. */
  remove(monitorId: string, location: string): Promise<void>
  /** The monitors that have one at this location. */
  list(location: string): Promise<string[]>
}
