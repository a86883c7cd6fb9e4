import type { DynamoDBBatchResponse } from 'aws-lambda'

import {
  type Followed,
  type ReconcileError,
  type Reconciled,
  reconcile,
  reconcileAll,
} from '../../shared/app/monitors/reconcile-all.ts'
import type { ReconcilePorts } from '../../shared/app/monitors/reconcile-monitor.ts'
import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import type { Schedules } from '../../shared/app/ports/schedules.ts'
import type { LocationStore } from '../../shared/app/ports/stores/locations.ts'
import { knownWith, placesOf } from '../../shared/core/location/places.ts'
import type { RegisteredLocation } from '../../shared/core/location/registered-location.ts'
import { causesOf } from '../runtime/causes-of.ts'
import type { JsonLog } from '../runtime/json-log.ts'
import { logErrors } from '../runtime/log-errors.ts'
import { type ChangedRow, parseEvent } from './parse-event.ts'

export interface ReconcilerHandlerOptions {
  ports: Omit<ReconcilePorts, 'schedules' | 'places' | 'listed' | 'afresh'> & {
    monitors: MonitorStore
    runs: LocationStore
  }
  /** Those of home and of the locations that have registered. */
  schedulesAt: (registered: readonly RegisteredLocation[]) => Schedules
  log: JsonLog
}

/** Never changes: another id would make CloudFormation delete "the old one" after each update. */
const PHYSICAL_ID = 'reconcile'

/**
 * The Lambda handler that follows the Monitors table: records of its stream, the nightly event, and the
 * custom resource that runs it at a deploy. A record that fails is reported, and Lambda sends it and what
 * came after it again; following is idempotent.
 */
export function reconcilerHandler({ ports, schedulesAt, log }: ReconcilerHandlerOptions) {
  return logErrors(log, handle)

  async function handle(
    event: unknown,
  ): Promise<DynamoDBBatchResponse | { PhysicalResourceId: string } | undefined> {
    const asked = parseEvent(event)
    switch (asked.kind) {
      case 'rows':
        return reconcileRows(asked.rows)
      case 'nightly': {
        const { monitors, failures, unanswered } = await reconciled()
        const problems = [
          ...(failures.length > 0
            ? [`${failures.length} of ${monitors} monitors could not be followed`]
            : []),
          ...unanswered.map(({ location }) => `the schedules at ${location} could not be listed`),
        ]
        if (problems.length > 0) throw new AggregateError(failures, problems.join('; '))
        return undefined
      }
      case 'deploy': {
        // Nobody was there to run anything before: that is no silence.
        const { monitors, failures } = await reconciled(asked.first)
        // One row at fault, or one Region, must not undo a deploy, the night tries it again; all rows mean that
        // the deploy is at fault.
        if (monitors > 0 && failures.length === monitors) {
          throw new AggregateError(failures, `no schedule could be set: ${causesOf(failures[0]).join(' < ')}`)
        }
        return { PhysicalResourceId: PHYSICAL_ID }
      }
      case 'undeploy':
        // The schedule groups go with the stack, and take their schedules along.
        return { PhysicalResourceId: PHYSICAL_ID }
      default:
        return asked satisfies never
    }
  }

  async function reconcileRows(rows: readonly ChangedRow[]): Promise<DynamoDBBatchResponse> {
    const followed = await reconcileAll(
      rows.map((row) => row.monitorId),
      await portsNow(),
    )
    tell('rows followed', followed)
    const failed = new Set(followed.failures.map((failure) => failure.monitorId))
    return {
      batchItemFailures: rows
        .filter(({ monitorId }) => failed.has(monitorId))
        .map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })),
    }
  }

  async function reconciled(afresh = false): Promise<Reconciled> {
    const followed = await reconcile({ ...(await portsNow()), afresh })
    tell('schedules reconciled', followed)
    for (const { location, cause } of followed.unanswered) {
      log.write('ERROR', 'location not followed', { location, error: causesOf(cause).join(' < ') })
    }
    return followed
  }

  /** Read at each event: locations come and go without a deploy of this function. */
  async function portsNow() {
    const registered = await ports.runs.registeredLocations()
    return {
      ...ports,
      knownLocations: knownWith(ports.knownLocations, registered),
      places: placesOf(ports.knownLocations, registered),
      schedules: schedulesAt(registered),
    }
  }

  function tell(message: string, { monitors, failures }: Followed): void {
    log.write('INFO', message, { monitors, failures: failures.length })
    for (const failure of failures) logFailure(failure)
  }

  function logFailure(failure: ReconcileError): void {
    const { monitorId } = failure
    log.write('ERROR', 'monitor not followed', {
      monitorId: monitorId.slice(0, 64),
      error: causesOf(failure).join(' < '),
    })
  }
}
