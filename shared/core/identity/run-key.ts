import { createHash } from 'node:crypto'

import type { RunKey, RunRequest } from '../run/run.ts'
import { isoInstant } from '../time/units.ts'

/**
 * The id of a run: `<scheduled time>#<location>#<trigger>#<12 hex digits>`. The same request always gives the
 * same id, so a repeated event is the same run; ids of one monitor sort by scheduled time.
 */
export function runIdOf(request: RunRequest): string {
  const { monitorId, location, scheduledAt, trigger, requestId = '' } = request
  const readable = [isoInstant(scheduledAt), location, trigger].join('#')
  const digest = createHash('sha256').update([monitorId, readable, requestId].join('\n')).digest('hex')
  return `${readable}#${digest.slice(0, 12)}`
}

export function runKeyOf(request: RunRequest): RunKey {
  return { monitorId: request.monitorId, runId: runIdOf(request) }
}
