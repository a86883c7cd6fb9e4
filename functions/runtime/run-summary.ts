import type { HandledRun } from '../../shared/app/run/handle-run.ts'
import { runKeyOf } from '../../shared/core/identity/run-key.ts'
import { runName } from '../../shared/core/run/run-id.ts'
import type { RunRequest } from '../../shared/core/run/run.ts'
import type { LogFields } from './json-log.ts'
import type { Metrics } from './metrics.ts'

/** What a function's log says of a run: which it was, and what became of it. */
export function summaryOf(request: RunRequest, handled: HandledRun): LogFields {
  const { monitorId, location } = request
  const key = handled.kind === 'recorded' ? handled.result : runKeyOf(request)
  const run = { kind: handled.kind, monitorId, location, runId: runName(key) }
  if (handled.kind !== 'recorded') return run
  const { status, reason } = handled.result
  return { ...run, status, reason, fresh: handled.fresh ? 'yes' : 'no' }
}

/**
 * Counts a run that was recorded now, and throws where its alerts stay owed, so that its event comes again.
 */
export function settle(handled: HandledRun, metrics: Metrics): void {
  if (handled.kind !== 'recorded') return
  const { outcome } = handled.result
  if (handled.fresh) {
    metrics.write({
      FailedRuns: outcome === 'failed' || outcome === 'lost' ? 1 : 0,
      InconclusiveRuns: outcome === 'inconclusive' ? 1 : 0,
    })
  }
  if (handled.unsent.length > 0) {
    throw new AggregateError(handled.unsent, 'alerts could not be published; they stay owed')
  }
}
