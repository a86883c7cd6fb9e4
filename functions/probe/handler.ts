import type { Context } from 'aws-lambda'

import { handleRun } from '../../shared/app/run/handle-run.ts'
import { type TrialPorts, runTrial } from '../../shared/app/run/run-trial.ts'
import type { RunPorts } from '../../shared/app/ports/run-ports.ts'
import type { TrialRequest } from '../../shared/core/run/trial.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'
import type { JsonLog, LogFields } from '../runtime/json-log.ts'
import { logErrors } from '../runtime/log-errors.ts'
import type { Metrics } from '../runtime/metrics.ts'
import { settle, summaryOf } from '../runtime/run-summary.ts'
import { parseTrial } from './parse-trial.ts'
import { parseEvent } from './parse-event.ts'

/** Kept back of Lambda's time, so that a run that waits in vain lives to record it. */
const TIME_TO_RECORD: Millis = 10 * SECOND

export interface ProbeHandlerOptions {
  ports: RunPorts & TrialPorts
  /** Where this function is; events for elsewhere are refused. */
  location: string
  log: JsonLog
  metrics: Metrics
}

/**
 * The Lambda handler of one location: an event is one run, and the same event is the same run. What it throws
 * makes Lambda send the event again, which heals a store or a topic that could not be reached.
 */
export function probeHandler({ ports, location, log, metrics }: ProbeHandlerOptions) {
  return logErrors(log, handle)

  async function handle(event: unknown, context: Context): Promise<LogFields> {
    const startMs = ports.clock.monotonicMs()
    const outOfTimeMs = Math.max(0, context.getRemainingTimeInMillis() - TIME_TO_RECORD)
    const trial = parseTrial(event, location)
    if (trial) return handleTrial(trial, outOfTimeMs)
    const request = parseEvent(event, location)
    const handled = await handleRun(request, ports, { outOfTimeMs })
    const run = summaryOf(request, handled)
    const summary = { ...run, durationMs: Math.round(ports.clock.monotonicMs() - startMs) }
    log.write('INFO', 'run handled', summary)
    if (handled.kind === 'recorded' && handled.logLost) {
      log.write('ERROR', 'diagnostic log not stored', { ...run, error: handled.logLost.message })
    }
    settle(handled, metrics)
    return summary
  }

  async function handleTrial({ trialId }: TrialRequest, outOfTimeMs: Millis): Promise<LogFields> {
    const { kind } = await runTrial(trialId, ports, { outOfTimeMs })
    const summary = { kind, trialId }
    log.write('INFO', 'trial handled', summary)
    return summary
  }
}
