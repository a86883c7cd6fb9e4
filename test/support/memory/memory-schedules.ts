import type { MonitorSchedule, Schedules } from '../../../shared/app/ports/schedules.ts'
import { copied } from './copied.ts'

export interface MemorySchedules extends Schedules {
  /** What stands, by `location monitorId`. */
  readonly standing: Map<string, MonitorSchedule>
}

/** `Schedules` without AWS; held to the same contract suite as the Scheduler adapter. */
export function memorySchedules(standing = new Map<string, MonitorSchedule>()): MemorySchedules {
  return {
    standing,
    put(schedule) {
      standing.set(`${schedule.location} ${schedule.monitorId}`, copied(schedule))
      return Promise.resolve()
    },
    remove(monitorId, location) {
      standing.delete(`${location} ${monitorId}`)
      return Promise.resolve()
    },
    list: (location) =>
      Promise.resolve(
        [...standing.values()].filter((one) => one.location === location).map((one) => one.monitorId),
      ),
  }
}
