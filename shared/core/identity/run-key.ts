import { createHash } from 'node:crypto'

import type { RunKey, RunRequest } from '../run/run.ts'
import { compactInstant } from '../time/compact-instant.ts'
import { isoInstant } from '../time/units.ts'

/**
 * The id of a run: `<scheduled time>_<location>_<trigger>_<12 hex digits>`, as
 * `20260105T120000Z_eu-west-1_schedule_0123456789ab`. The same request always gives the same id, so a repeated
 * event is the same run; ids of one monitor sort by scheduled time.
 */
export function runIdOf({ monitorId, location, scheduledAt, trigger, requestId = '' }: RunRequest): string {
  // Spelled as ids were at first, so that a run keeps its digits.
  const asked = [isoInstant(scheduledAt), location, trigger].join('#')
  const digest = createHash('sha256').update([monitorId, asked, requestId].join('\n')).digest('hex')
  return [compactInstant(scheduledAt), location, trigger, digest.slice(0, 12)].join('_')
}

export function runKeyOf(request: RunRequest): RunKey {
  return { monitorId: request.monitorId, runId: runIdOf(request) }
}
