import { nearestName } from '../../../shared/core/definition/mistakes/nearest-name.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { REASONS, type Reason } from '../../../shared/core/run/statuses.ts'
import { UsageError } from '../../arguments/usage-error.ts'

const MOST = 10_000

/** Throws `UsageError`. */
export function readReason(written: string): Reason {
  const reason = REASONS.find((one) => one === written)
  if (reason) return reason
  const near = nearestName(written, REASONS)
  throw new UsageError(
    `there is no reason ${shown(written)}${near === undefined ? '' : `; did you mean ${near}?`}`,
  )
}

/** Throws `UsageError`. */
export function readLimit(written: string): number {
  const limit = /^\d{1,5}$/.test(written) ? Number(written) : 0
  if (limit >= 1 && limit <= MOST) return limit
  throw new UsageError(`expected a whole number from 1 to ${MOST}, got ${shown(written)}`)
}
