import type { Heartbeat, Subscriptions } from '../../shared/app/ports/alerting.ts'
import type { LocationQueues } from '../../shared/app/ports/location-queues.ts'
import type { LocationStore } from '../../shared/app/ports/stores/locations.ts'
import { type WatchPorts, watch } from '../../shared/app/watch/watch.ts'
import type { RegisteredLocation } from '../../shared/core/location/registered-location.ts'
import { MINUTE } from '../../shared/core/time/units.ts'
import { causesOf } from '../runtime/causes-of.ts'
import type { JsonLog, LogFields } from '../runtime/json-log.ts'
import { logErrors } from '../runtime/log-errors.ts'
import type { Metrics } from '../runtime/metrics.ts'

/** Minutes between two looks at subscriptions, which change rarely, and at the queues of other Regions. */
const LOOK_MINUTES = 5

export interface WatchdogHandlerOptions {
  ports: WatchPorts
  subscriptions: Subscriptions
  /** Those beside home, whose own alarms nobody would hear. */
  locations: Pick<LocationStore, 'registeredLocations'>
  queues: LocationQueues
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
export function watchdogHandler(options: WatchdogHandlerOptions) {
  const { ports, subscriptions, locations, queues, heartbeat, metrics, log } = options
  return logErrors(log, pass)

  async function pass(): Promise<LogFields> {
    const { restarted, failures, more } = await watch(ports)
    const isTime = Math.floor(ports.clock.now() / MINUTE) % LOOK_MINUTES === 0
    const unseen = isTime ? [await lookAtSubscriptions(), await lookAtLocations()].flat() : []
    const problems = [...failures, ...unseen]
    for (const problem of problems) tell(problem)
    metrics.write({ OverdueItems: failures.length + (more ? 1 : 0) })
    if (problems.length === 0) await beat()
    const summary = { restarted, failures: problems.length }
    log.write('INFO', 'pass ended', summary)
    return summary
  }

  async function lookAtSubscriptions(): Promise<Error[]> {
    try {
      metrics.write({ SubscriptionsUnconfirmed: await subscriptions.unconfirmed() })
      return []
    } catch (cause) {
      return [new Error('the subscriptions could not be counted', { cause })]
    }
  }

  /** Without locations beside home there is no such metric, and no cost. */
  async function lookAtLocations(): Promise<Error[]> {
    let registered: readonly RegisteredLocation[]
    try {
      registered = await locations.registeredLocations()
    } catch (cause) {
      return [new Error('the locations could not be read', { cause })]
    }
    if (registered.length === 0) return []
    const looks = await Promise.all(registered.map(lookAt))
    metrics.write({ LocationProblems: looks.filter((look) => look !== 'fine').length })
    return looks.filter((look) => look instanceof Error)
  }

  async function lookAt(location: RegisteredLocation): Promise<'fine' | 'letters' | Error> {
    const { name, region } = location
    try {
      const { deadLetters, unhandled } = await queues.letters(location)
      if (deadLetters + unhandled === 0) return 'fine'
      log.write('ERROR', 'letters at a location', { location: name, region, deadLetters, unhandled })
      return 'letters'
    } catch (cause) {
      return new Error(`the queues of location ${name} in ${region} could not be counted`, { cause })
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
