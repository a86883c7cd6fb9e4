import * as v from 'valibot'

import { RECONCILE } from '../contract.ts'
import { parse } from '../runtime/parse.ts'

/**
 * A record of the Monitors table's stream: which row was written or removed, and where the stream stands
 * there.
 */
export interface ChangedRow {
  monitorId: string
  sequenceNumber: string
}

export type ReconcilerEvent =
  | { kind: 'rows'; rows: readonly ChangedRow[] }
  | { kind: 'nightly' }
  | { kind: 'deploy'; first: boolean }
  | { kind: 'undeploy' }

/** What the row holds is not looked at: it may have changed since, and is read again. */
const records = v.pipe(
  v.object({
    Records: v.array(
      v.object({
        dynamodb: v.object({
          Keys: v.object({ monitorId: v.object({ S: v.string() }) }),
          SequenceNumber: v.string(),
        }),
      }),
    ),
  }),
  v.transform(({ Records }): ReconcilerEvent => ({
    kind: 'rows',
    rows: Records.map(({ dynamodb }) => ({
      monitorId: dynamodb.Keys.monitorId.S,
      sequenceNumber: dynamodb.SequenceNumber,
    })),
  })),
)

const nightly = v.pipe(
  v.object({ reconcile: v.literal(RECONCILE.reconcile) }),
  v.transform((): ReconcilerEvent => ({ kind: 'nightly' })),
)

const customResource = v.pipe(
  v.object({ RequestType: v.picklist(['Create', 'Update', 'Delete']) }),
  v.transform(({ RequestType }): ReconcilerEvent =>
    RequestType === 'Delete' ? { kind: 'undeploy' } : { kind: 'deploy', first: RequestType === 'Create' },
  ),
)

const schema = v.union(
  [records, nightly, customResource],
  'expected records of the Monitors table, { "reconcile": true }, or an event of the custom resource',
)

/** Throws for an event that nothing of this stack sends. */
export function parseEvent(event: unknown): ReconcilerEvent {
  return parse(schema, event, (mistakes) => new Error(`not an event for the schedules: ${mistakes}`))
}
