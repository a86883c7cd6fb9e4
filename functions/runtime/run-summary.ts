import type { HandledRun } from '../../shared/app/run/handle-run.ts'
import { runIdOf } from '../../shared/core/identity/run-key.ts'
import type { RunRequest, RunResult } from '../../shared/core/run/run.ts'
import type { LogFields } from './json-log.ts'

/** What a function's log says of a run: which it was, and what became of it. */
export function summaryOf(request: RunRequest, handled: HandledRun): LogFields {
  const { monitorId, location } = request
  const run = { kind: handled.kind, monitorId, location, runId: runIdOf(request) }
  if (handled.kind !== 'recorded') return run
  const { status, reason } = handled.result
  return { ...run, status, reason, fresh: handled.fresh ? 'yes' : 'no' }
}

/** What a run recorded now adds to the fleet's metrics. */
export function countsOf({ outcome }: RunResult) {
  return {
    FailedRuns: outcome === 'failed' || outcome === 'lost' ? 1 : 0,
    InconclusiveRuns: outcome === 'inconclusive' ? 1 : 0,
  }
}
