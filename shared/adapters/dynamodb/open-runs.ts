import type { OpenRunStore } from '../../app/ports/stores/open-runs.ts'
import type { OpenRun } from '../../core/run/run.ts'
import { putIf } from './access/conditional-write.ts'
import { dueShardOf, openKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem } from './items/parse-item.ts'
import { type ResultsTable, absent, expiryAfter, present, unexpired } from './access/results-table.ts'
import { openRun } from './items/run-shapes.ts'
import type { Item } from './access/table-access.ts'

/** Long past the point where anyone would still finish the run. */
const OPEN_DAYS = 7

/**
 * The items `open#<runId>`: runs under way. Their `until` is stored as `dueAt`, by which the watchdog finds
 * them.
 */
export function openRuns(results: ResultsTable): OpenRunStore {
  const { table, clock, ids } = results

  function fieldsOf(open: OpenRun): Item {
    return {
      ...open,
      // Stands in the key, and in `dueAt`.
      runId: undefined,
      until: undefined,
      dueShard: dueShardOf(open.monitorId),
      dueAt: open.until,
      expiresAt: expiryAfter(OPEN_DAYS, results),
      schemaVersion: SCHEMA_VERSION,
    }
  }

  return {
    async findOpen(run) {
      const key = openKey(run)
      const item = unexpired(await table.get(key), clock.now())
      return item && parseItem(openRun, { ...item, runId: run.runId, until: item.dueAt }, key)
    },

    claim: (open) => putIf(table, ids, openKey(open), fieldsOf(open), absent(results)),

    replaceOpen(next, { attempt, stage }) {
      const held = { expression: '#attempt = :attempt AND #stage = :stage', values: { attempt, stage } }
      return putIf(table, ids, openKey(next), fieldsOf(next), present(held, results))
    },

    async dropOpen(run) {
      await table.delete(openKey(run))
    },
  }
}
