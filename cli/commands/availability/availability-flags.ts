import type { AvailabilityQuestion } from '../../../shared/app/history/views/availability.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'

export interface AvailabilityFlags extends ViewFlags {
  month?: string | undefined
  from?: string | undefined
  to?: string | undefined
  by?: AvailabilityQuestion['by'] | undefined
  /** From 0 to 1. */
  goal?: number | undefined
}
