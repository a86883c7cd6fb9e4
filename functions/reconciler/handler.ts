import type { DynamoDBBatchResponse } from 'aws-lambda'

import {
  type Followed,
  type ReconcileError,
  reconcile,
  reconcileAll,
} from '../../shared/app/monitors/reconcile-all.ts'
import type { ReconcilePorts } from '../../shared/app/monitors/reconcile-monitor.ts'
import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import { causesOf } from '../runtime/causes-of.ts'
import type { JsonLog } from '../runtime/json-log.ts'
import { logErrors } from '../runtime/log-errors.ts'
import { type ChangedRow, parseEvent } from './parse-event.ts'

export interface ReconcilerHandlerOptions {
  ports: ReconcilePorts & { monitors: MonitorStore }
  log: JsonLog
}

/** Never changes: another id would make CloudFormation delete "the old one" after each update. */
const PHYSICAL_ID = 'reconcile'

/**
 * The Lambda handler that follows the Monitors table: records of its stream, the nightly event, and the
 * custom resource that runs it at a deploy. A record that fails is reported, and Lambda sends it and what
 * came after it again; following is idempotent.
 */
export function reconcilerHandler({ ports, log }: ReconcilerHandlerOptions) {
  return logErrors(log, handle)

  async function handle(
    event: unknown,
  ): Promise<DynamoDBBatchResponse | { PhysicalResourceId: string } | undefined> {
    const asked = parseEvent(event)
    switch (asked.kind) {
      case 'rows':
        return reconcileRows(asked.rows)
      case 'nightly': {
        const { monitors, failures } = await reconciled()
        if (failures.length > 0) {
          throw new AggregateError(
            failures,
            `${failures.length} of ${monitors} monitors could not be followed`,
          )
        }
        return undefined
      }
      case 'deploy': {
        // Nobody was there to run anything before: that is no silence.
        const { monitors, failures } = await reconciled(asked.first)
        // One row at fault must not undo a deploy, the night tries it again; all of them mean that the deploy
        // is at fault.
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
      ports,
    )
    tell('rows followed', followed)
    const failed = new Set(followed.failures.map((failure) => failure.monitorId))
    return {
      batchItemFailures: rows
        .filter(({ monitorId }) => failed.has(monitorId))
        .map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })),
    }
  }

  async function reconciled(afresh = false): Promise<Followed> {
    const followed = await reconcile({ ...ports, afresh })
    tell('schedules reconciled', followed)
    return followed
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
