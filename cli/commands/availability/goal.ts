import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { UsageError } from '../../arguments/usage-error.ts'

/** A share from 0 to 1. Throws `UsageError`. */
export function readGoal(written: string): number {
  const percent = /^\d{1,3}(?:\.\d{1,4})?\s*%?$/.test(written) ? Number.parseFloat(written) : NaN
  if (percent > 0 && percent <= 100) return percent / 100
  throw new UsageError(`expected a percentage above 0 and at most 100, as 99.9, got ${shown(written)}`)
}
