import type { DayItem } from '../../../core/history/day.ts'
import type { IsoDay } from '../../../core/time/iso-day.ts'

export interface DayStore {
  /** Puts the day whole if the stored version is `day.version - 1` (0: none, or an old one); it never expires. */
  putDay(day: DayItem): Promise<boolean>
  /** The days from the one to the other, both included, oldest first; without those that cannot be read. */
  findDays(monitorId: string, fromDay: IsoDay, toDay: IsoDay): Promise<DayItem[]>
}
