import * as v from 'valibot'

import type { ToldStore } from '../../app/ports/stores/told-alerts.ts'
import type { ToldAlert } from '../../core/judging/told-alert.ts'
import { compactInstant } from '../../core/time/compact-instant.ts'
import type { EpochMs } from '../../core/time/units.ts'
import { type ResultsTable, expiryAfter, present } from './access/results-table.ts'
import { AFTER_ALL, TOLD_PREFIX, between, toldKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem, readable } from './items/parse-item.ts'
import type { FieldsOf } from './items/run-shapes.ts'
import { transition } from './items/state-shapes.ts'

/** Alerts read at a time. */
const PAGE = 100

const shape: v.GenericSchema<unknown, ToldAlert> = v.object({
  monitorId: v.string(),
  alertId: v.string(),
  transition,
  topic: v.string(),
  createdAt: v.number(),
  toldAt: v.number(),
  digest: v.exactOptional(v.literal(true)),
  messageId: v.exactOptional(v.string()),
  runId: v.exactOptional(v.string()),
  incidentId: v.exactOptional(v.string()),
  location: v.exactOptional(v.string()),
} satisfies FieldsOf<ToldAlert>)

/** The items `told#<instant>#<alertId>`: one for each time that an alert was told, kept as long as results. */
export function toldAlerts(results: ResultsTable, keepDays: number): ToldStore {
  const { table } = results
  return {
    async putTold(told) {
      const expiresAt = expiryAfter(keepDays, results)
      await table.put(toldKey(told), { ...told, expiresAt, schemaVersion: SCHEMA_VERSION })
    },

    async *findTold(monitorId, { from, before }) {
      if (before <= from) return
      const key = between(monitorId, keyAt(from), keyAt(before))
      const filter = present(undefined, results)
      for await (const item of table.query({ key, filter, backwards: true, pageSize: PAGE })) {
        yield* readable(() => parseItem(shape, item, { monitorId, sortKey: String(item.sortKey) }))
      }
    },
  }
}

/** Before all that were told at the instant. */
function keyAt(at: EpochMs): string {
  if (!Number.isFinite(at)) return `${TOLD_PREFIX}${at < 0 ? '' : AFTER_ALL}`
  return `${TOLD_PREFIX}${compactInstant(at)}`
}
