import fc from 'fast-check'

import { runIdOf } from '../../../shared/core/identity/run-key.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { REASONS, REASON_STATUS, type Reason, isLostReason } from '../../../shared/core/run/statuses.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'

const WARNINGS = ['recheck-passed', 'taken-over'] as const

/** Any result of the monitor `inbox` on this day, of every status, trigger and location, marked as it may be. */
export function arbitraryResult(day: string): fc.Arbitrary<RunResult> {
  return fc
    .record({
      minute: fc.integer({ min: 0, max: DAY / MINUTE - 1 }),
      location: fc.constantFrom('eu-west-1', 'us-east-1', 'local'),
      trigger: fc.constantFrom('schedule', 'schedule', 'recheck', 'on-demand'),
      reason: fc.option(fc.constantFrom(...REASONS)),
      roundTripMs: fc.double({ min: 1, max: 400_000, noNaN: true }),
      isLate: fc.boolean(),
      marks: fc.subarray(['maintenance', 'untried', 'slow', 'recheck-passed', 'taken-over'], {
        maxLength: 2,
      }),
    })
    .map(({ minute, location, trigger, reason, roundTripMs, isLate, marks }) => {
      const scheduledAt = Date.parse(day) + minute * MINUTE
      const requestId = trigger === 'schedule' ? {} : { requestId: String(roundTripMs) }
      const run = { monitorId: 'inbox', location, scheduledAt, trigger } as const
      const named = {
        ...run,
        runId: runIdOf({ ...run, ...requestId }),
        ...(marks.includes('maintenance') && { maintenance: true as const }),
        warnings: WARNINGS.filter((warning) => marks.includes(warning)),
      }
      if (reason === null) {
        const slow = marks.includes('slow') && { slow: ['roundTrip'] }
        return deliveredResult({ ...named, roundTripMs, ...slow })
      }
      const late = isLate && reason === 'message-not-delivered'
      return lostResult({
        ...named,
        status: REASON_STATUS[reason],
        reason,
        outcome: outcomeOf(reason),
        ...(marks.includes('untried') && { tried: false }),
        ...(late && { lateArrival: { seenAt: scheduledAt + 10 * MINUTE, delayMs: 10 * MINUTE } }),
      })
    })
}

function outcomeOf(reason: Reason): RunResult['outcome'] {
  if (REASON_STATUS[reason] === 90) return 'inconclusive'
  return isLostReason(reason) ? 'lost' : 'failed'
}

/** Results of one day, each run once. */
export function arbitraryResults(day: string): fc.Arbitrary<RunResult[]> {
  return fc.uniqueArray(arbitraryResult(day), { selector: ({ runId }) => runId, maxLength: 60 })
}
