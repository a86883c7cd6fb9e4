import type { RunLogStore } from '../../app/ports/stores/run-logs.ts'
import { compactLog, readCompactLog } from './items/compact-log.ts'
import { logKey } from './items/keys.ts'
import { packLog, unpackLog } from './items/log-packing.ts'
import { SCHEMA_VERSION } from './items/parse-item.ts'
import { type ResultsTable, expiryAfter, unexpired } from './access/results-table.ts'

/** The items `log#<runId>`: diagnostic logs. The last one put stands. */
export function runLogs(results: ResultsTable): RunLogStore {
  const { table, clock } = results
  return {
    async putLog(run, lines, keepDays, compactly) {
      const compact = compactly && compactLog(lines)
      await table.put(logKey(run), {
        ...(compact ? { compact } : { lines: packLog(lines) }),
        expiresAt: expiryAfter(keepDays, results),
        schemaVersion: SCHEMA_VERSION,
      })
    },

    async findLog(run) {
      const item = unexpired(await table.get(logKey(run)), clock.now())
      return item && (item.compact === undefined ? unpackLog(item.lines) : readCompactLog(item.compact))
    },
  }
}
