import type { ResultStore } from '../../app/ports/stores/run-results.ts'
import { currentRunId, scheduledAtOf } from '../../core/run/run-id.ts'
import type { RunResult, Warning } from '../../core/run/run.ts'
import { DAY } from '../../core/time/units.ts'
import { putIf } from './access/conditional-write.ts'
import { RESULT_PREFIX, between, resultKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem, readable } from './items/parse-item.ts'
import { type ResultsTable, absent, expiryAfter, present, unexpired } from './access/results-table.ts'
import { type KeyRange, type Span, currentRunsFrom, yearsOfRuns } from './items/run-ranges.ts'
import { runResult } from './items/run-shapes.ts'
import { merged } from './access/merged.ts'
import type { Item, TableQuery } from './access/table-access.ts'

/** How far back results count that a state knows nothing of. */
const FIRST_LOOK_DAYS = 7
/** Results read at a time where they are read backwards: most often the first will do. */
const PAGE = 100
const EVER: Span = { from: -Infinity, before: Infinity }

type HowRead = Pick<TableQuery, 'filter' | 'backwards' | 'pageSize'>

/** The items `run#<runId>`: the results, kept `keepDays`. */
export function runResults(results: ResultsTable, keepDays: number): ResultStore {
  const { table, clock, ids } = results

  async function* inRange(monitorId: string, range: KeyRange, how: HowRead): AsyncGenerator<RunResult> {
    for await (const item of table.query({ ...how, key: between(monitorId, ...range) })) {
      yield* readable(() => resultIn(item, monitorId))
    }
  }

  /** By scheduled time, page by page; what lies further back or ahead than results are kept is none. */
  async function* inSpan(monitorId: string, span: Span, how: HowRead): AsyncGenerator<RunResult> {
    const now = clock.now()
    const from = Math.max(span.from, now - (keepDays + 1) * DAY)
    const years = yearsOfRuns({ from, before: Math.min(span.before, now + keepDays * DAY) })
    for (const { current, former } of how.backwards ? years.toReversed() : years) {
      const both = [current, former].map((range) => inRange(monitorId, range, how))
      yield* merged(both, (a, b) => (how.backwards ? isBefore(b, a) : isBefore(a, b)))
    }
  }

  return {
    async findResult(run) {
      const item = unexpired(await table.get(resultKey(run)), clock.now())
      return item && resultIn(item, run.monitorId)
    },

    putResult(result) {
      const fields = {
        ...result,
        // Stands in the key.
        runId: undefined,
        expiresAt: expiryAfter(keepDays, results),
        schemaVersion: SCHEMA_VERSION,
      }
      const none = absent(results)
      const free = { ...none, expression: `${none.expression} OR attribute_exists(#aheadOfClock)` }
      return putIf(table, ids, resultKey(result), fields, free)
    },

    async resultsAfter(monitorId, location, afterRunId) {
      const filter = present(
        {
          expression: '#location = :location AND #trigger <> :onDemand',
          values: { location, onDemand: 'on-demand' },
        },
        results,
      )
      if (afterRunId !== undefined && currentRunId(afterRunId) === afterRunId) {
        const found = await all(inRange(monitorId, currentRunsFrom(afterRunId), { filter }))
        return found.filter(({ runId }) => runId !== afterRunId && runId === currentRunId(runId))
      }
      const from = scheduledAtOf(afterRunId ?? '') ?? clock.now() - FIRST_LOOK_DAYS * DAY
      const found = await all(inSpan(monitorId, { from, before: Infinity }, { filter }))
      return found.filter(({ runId }) => !afterRunId || currentRunId(runId) > currentRunId(afterRunId))
    },

    resultsOfDay(monitorId, day) {
      const from = Date.parse(day)
      return all(inSpan(monitorId, { from, before: from + DAY }, { filter: present(undefined, results) }))
    },

    resultsBackwards: (monitorId, { pageSize = PAGE, ...span }) =>
      inSpan(monitorId, span, { filter: present(undefined, results), backwards: true, pageSize }),

    async newestResult(monitorId) {
      const [newest] = await all(
        inSpan(monitorId, EVER, { filter: present(undefined, results), backwards: true, pageSize: 1 }),
        1,
      )
      return newest
    },

    latestDelivered(monitorId, most) {
      const delivered = { expression: '#outcome = :delivered', values: { delivered: 'delivered' } }
      return all(
        inSpan(monitorId, EVER, { filter: present(delivered, results), backwards: true, pageSize: PAGE }),
        most,
      )
    },

    async noteLateArrival(run, late) {
      // The result's own writeId stays: it still tells who put it. Refused means somebody was first, or there
      // is nothing to note.
      const lost = {
        expression: '#outcome = :lost AND attribute_not_exists(#lateArrival)',
        values: { lost: 'lost' },
      }
      const change = { expression: 'SET #lateArrival = :late', values: { late } }
      await table.update(resultKey(run), change, present(lost, results))
    },

    async noteRecheckPassed(run) {
      const warning = 'recheck-passed' satisfies Warning
      const unnoted = { expression: 'NOT contains(#warnings, :warning)', values: { warning } }
      const change = {
        expression: 'SET #warnings = list_append(#warnings, :warnings)',
        values: { warnings: [warning] },
      }
      await table.update(resultKey(run), change, present(unnoted, results))
    },

    async noteAheadOfClock(run) {
      const change = { expression: 'SET #aheadOfClock = :true', values: { true: true } }
      await table.update(resultKey(run), change, present(undefined, results))
    },
  }
}

function resultIn(item: Item, monitorId: string): RunResult {
  const sortKey = String(item.sortKey)
  const runId = sortKey.slice(RESULT_PREFIX.length)
  return parseItem(runResult, { ...item, runId }, { monitorId, sortKey })
}

function isBefore(a: RunResult, b: RunResult): boolean {
  return currentRunId(a.runId) < currentRunId(b.runId)
}

/** At most so many. */
async function all<T>(items: AsyncIterable<T>, most = Infinity): Promise<T[]> {
  const found: T[] = []
  if (most < 1) return found
  for await (const item of items) if (found.push(item) >= most) break
  return found
}
