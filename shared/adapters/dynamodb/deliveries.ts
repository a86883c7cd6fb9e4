import * as v from 'valibot'

import type { DeliveryStore } from '../../app/ports/stores/deliveries.ts'
import { type Delivery, isSettled } from '../../core/judging/delivery.ts'
import { putIf, putNextVersion } from './access/conditional-write.ts'
import { type ResultsTable, absent, expiryAfter, present } from './access/results-table.ts'
import type { Expression } from './access/table-access.ts'
import { AFTER_ALL, DELIVERIES, between, deliveryKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem, readable } from './items/parse-item.ts'
import type { FieldsOf } from './items/run-shapes.ts'

/** Longer than one is tried, and than an alert is owed that may be published again. */
const KEPT_DAYS = 10

const shape: v.GenericSchema<unknown, Delivery> = v.object({
  alertId: v.string(),
  destinationId: v.string(),
  destination: v.string(),
  topic: v.string(),
  lines: v.array(v.string()),
  isTest: v.exactOptional(v.literal(true)),
  subject: v.string(),
  text: v.string(),
  json: v.string(),
  queuedAt: v.number(),
  version: v.number(),
  tries: v.number(),
  tryAt: v.number(),
  problem: v.exactOptional(v.string()),
  deliveredAt: v.exactOptional(v.number()),
  abandonedAt: v.exactOptional(v.number()),
} satisfies FieldsOf<Delivery>)

/** The items `<alertId>#<destinationId>` of `#deliveries`: one for each alert and destination. */
export function deliveries(results: ResultsTable): DeliveryStore {
  const { table, ids } = results
  const fieldsOf = (delivery: Delivery) => ({ ...delivery, expiresAt: expiryAfter(KEPT_DAYS, results) })

  async function found(key: Expression): Promise<Delivery[]> {
    const all: Delivery[] = []
    for await (const item of table.query({ key, filter: present(undefined, results) })) {
      const itemKey = { monitorId: DELIVERIES, sortKey: String(item.sortKey) }
      all.push(...readable(() => parseItem(shape, item, itemKey)))
    }
    return all
  }

  return {
    async addDelivery(delivery) {
      const fields = { ...fieldsOf(delivery), schemaVersion: SCHEMA_VERSION }
      await putIf(table, ids, deliveryKey(delivery), fields, absent(results))
    },

    putDelivery: (delivery) => putNextVersion(table, ids, deliveryKey(delivery), fieldsOf(delivery)),

    async waitingDeliveries() {
      const all = await found(between(DELIVERIES, '!', AFTER_ALL))
      return all.filter((one) => !isSettled(one)).sort((a, b) => a.queuedAt - b.queuedAt)
    },

    deliveriesOf: (alertId) => found(between(DELIVERIES, `${alertId}#`, `${alertId}#${AFTER_ALL}`)),
  }
}
