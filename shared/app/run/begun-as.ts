import { runKeyOf } from '../../core/identity/run-key.ts'
import { formerRunId } from '../../core/run/run-id.ts'
import type { RunKey, RunRequest } from '../../core/run/run.ts'
import { MINUTE, type Millis } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { OpenRunStore } from '../ports/stores/open-runs.ts'
import type { ResultStore } from '../ports/stores/run-results.ts'

/** Nobody starts a run a second time so soon after its scheduled time. */
const FIRST_START: Millis = MINUTE

export interface BegunAsPorts {
  runs: Pick<OpenRunStore, 'findOpen'> & Pick<ResultStore, 'findResult'>
  clock: Pick<Clock, 'now'>
}

/**
 * The key by which this run is known in the store: one that began when ids were spelled otherwise ends so, and
 * makes no second message. Who comes in time saves the two readings.
 */
export async function begunAs(request: RunRequest, { runs, clock }: BegunAsPorts): Promise<RunKey> {
  const key = runKeyOf(request)
  if (clock.now() - request.scheduledAt < FIRST_START) return key
  const former = { ...key, runId: formerRunId(key.runId) }
  return (await runs.findOpen(former)) || (await runs.findResult(former)) ? former : key
}
