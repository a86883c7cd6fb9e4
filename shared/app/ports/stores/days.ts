import type { DayItem } from '../../../core/history/day.ts'
import type { IsoDay } from '../../../core/time/iso-day.ts'

export interface DayStore {
  /** Puts the day whole, whatever stands; it never expires. */
  putDay(day: DayItem): Promise<void>
  /** The days from the one to the other, both included, oldest first; without those that cannot be read. */
  findDays(monitorId: string, fromDay: IsoDay, toDay: IsoDay): Promise<DayItem[]>
}
