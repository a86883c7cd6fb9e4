import type { AvailabilityQuestion } from '../../../shared/app/history/views/availability.ts'
import type { MonthOrSpanFlags } from '../../arguments/span-flags.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'

export interface AvailabilityFlags extends ViewFlags, MonthOrSpanFlags {
  by?: AvailabilityQuestion['by'] | undefined
  /** From 0 to 1. */
  goal?: number | undefined
}
