import * as v from 'valibot'

import type { MailEventStore } from '../../app/ports/stores/mail-events.ts'
import type { MailEvent, MailEvents } from '../../core/run/sender/mail-events.ts'
import { isoInstant } from '../../core/time/units.ts'
import { type ResultsTable, expiryAfter, unexpired } from './access/results-table.ts'
import { mailEventsKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem } from './items/parse-item.ts'

const told = {
  at: v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse)),
  text: v.exactOptional(v.string()),
}

const shape: v.GenericSchema<unknown, MailEvents> = v.object({
  delivered: record({
    ...told,
    tookMs: v.exactOptional(v.number()),
    server: v.exactOptional(v.string()),
  }),
  delayed: record({ ...told, type: v.string() }),
  bounced: record({ ...told, type: v.string(), subType: v.string() }),
  rejected: record(told),
})

function record<T extends v.ObjectEntries>(entries: T) {
  return v.exactOptional(v.pipe(v.string(), v.parseJson(), v.object(entries)))
}

/**
 * The items `mail#<runId>`, kept `keepDays` as results are: an attribute for each kind of event, its record as JSON.
 * Of two records the greater text stands. It begins with the time, so that this is the later one; and of two that
 * happened at once the same one stands, whichever came first.
 */
export function mailEvents(results: ResultsTable, keepDays: number): MailEventStore {
  const { table, clock } = results
  return {
    async noteMailEvent(run, event) {
      const names = { kind: event.kind }
      const change = {
        expression: 'SET #kind = :record, #expiresAt = :expiresAt, #schemaVersion = :schemaVersion',
        names,
        values: {
          record: recordOf(event),
          expiresAt: expiryAfter(keepDays, results),
          schemaVersion: SCHEMA_VERSION,
        },
      }
      const unlessLater = { expression: 'attribute_not_exists(#kind) OR #kind < :record', names }
      await table.update(mailEventsKey(run), change, unlessLater)
    },

    async findMailEvents(run) {
      const key = mailEventsKey(run)
      const item = unexpired(await table.get(key), clock.now())
      return item ? parseItem(shape, item, key) : {}
    },
  }
}

function recordOf({ kind: _kind, at, ...rest }: MailEvent): string {
  const fields = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify({ at: isoInstant(at), ...Object.fromEntries(fields) })
}
