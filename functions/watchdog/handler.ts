import type { Heartbeat, Subscriptions } from '../../shared/app/ports/alerting.ts'
import { type WatchPorts, watch } from '../../shared/app/watch/watch.ts'
import { MINUTE } from '../../shared/core/time/units.ts'
import { causesOf } from '../runtime/causes-of.ts'
import type { JsonLog, LogFields } from '../runtime/json-log.ts'
import { logErrors } from '../runtime/log-errors.ts'
import type { Metrics } from '../runtime/metrics.ts'

/** Minutes between two looks at the subscriptions, which change rarely. */
const SUBSCRIPTION_MINUTES = 5

export interface WatchdogHandlerOptions {
  ports: WatchPorts
  subscriptions: Subscriptions
  /** Absent: nobody outside is told. */
  heartbeat?: Heartbeat
  metrics: Metrics
  log: JsonLog
}

/**
 * The Lambda handler of the watchdog: one pass. What it could not do stays due for the next one, a minute
 * later, and is counted, so that an alarm tells; only a pass that did all there was beats the heart, since
 * alerts that cannot go out are as bad as none.
 */
export function watchdogHandler({ ports, subscriptions, heartbeat, metrics, log }: WatchdogHandlerOptions) {
  return logErrors(log, pass)

  async function pass(): Promise<LogFields> {
    const { restarted, failures, more } = await watch(ports)
    const unseen = await lookAtSubscriptions()
    const problems = [...failures, ...unseen]
    for (const problem of problems) tell(problem)
    metrics.write({ OverdueItems: failures.length + (more ? 1 : 0) })
    if (problems.length === 0) await beat()
    const summary = { restarted, failures: problems.length }
    log.write('INFO', 'pass ended', summary)
    return summary
  }

  async function lookAtSubscriptions(): Promise<Error[]> {
    if (Math.floor(ports.clock.now() / MINUTE) % SUBSCRIPTION_MINUTES !== 0) return []
    try {
      metrics.write({ SubscriptionsUnconfirmed: await subscriptions.unconfirmed() })
      return []
    } catch (cause) {
      return [new Error('the subscriptions could not be counted', { cause })]
    }
  }

  async function beat(): Promise<void> {
    try {
      await heartbeat?.beat()
    } catch (error) {
      tell(error)
    }
  }

  function tell(error: unknown): void {
    log.write('ERROR', 'not done in this pass', { error: causesOf(error).join(' < ') })
  }
}
