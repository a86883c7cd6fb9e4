import fc from 'fast-check'
import { expect, test } from 'vitest'

import { BadCursor } from '../../../../shared/app/history/views/lists/bad-cursor.ts'
import { runs } from '../../../../shared/app/history/views/runs.ts'
import type { RunsFilter } from '../../../../shared/app/history/views/runs-filter.ts'
import { currentRunId } from '../../../../shared/core/run/run-id.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { isoDayOf } from '../../../../shared/core/time/iso-day.ts'
import { DAY, HOUR, MINUTE } from '../../../../shared/core/time/units.ts'
import { deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'
import { arbitraryResult } from '../../../support/alerts/arbitrary-results.ts'
import { past } from '../../../support/worlds/past.ts'
import { randomCases } from '../../../support/thorough.ts'

const START = Date.parse('2026-01-29')
const NOW = START + 4 * DAY + 7 * HOUR

const results = fc.uniqueArray(
  fc.nat({ max: 4 }).chain((day) => arbitraryResult(isoDayOf(START + day * DAY))),
  { selector: ({ runId }) => runId, maxLength: 80 },
)

const filters: fc.Arbitrary<RunsFilter> = fc
  .record(
    {
      from: fc.integer({ min: 0, max: 5 * 24 * 60 }),
      to: fc.integer({ min: 0, max: 5 * 24 * 60 }),
      outcome: fc.constantFrom('delivered', 'failed', 'lost', 'inconclusive'),
      failed: fc.constant(true as const),
      reason: fc.constantFrom('message-not-delivered', 'greylisted', 'run-too-late'),
      location: fc.constantFrom('eu-west-1', 'local'),
      trigger: fc.constantFrom('schedule', 'recheck', 'on-demand'),
      limit: fc.integer({ min: 1, max: 7 }),
    },
    { requiredKeys: ['limit'] },
  )
  .map(({ from, to, ...filter }) => ({
    ...filter,
    ...(from !== undefined && { from: START + from * MINUTE }),
    ...(to !== undefined && { to: START + to * MINUTE }),
  }))

/** The same, said of one run. */
function plainlyFits(run: RunResult, filter: RunsFilter): boolean {
  const { from = 0, to = Infinity, outcome, failed, reason, location, trigger } = filter
  const counts = run.trigger === 'schedule' && !run.maintenance && run.tried !== false
  const isFailed =
    counts && ['failed', 'lost'].includes(run.outcome) && !run.warnings.includes('recheck-passed')
  const leftOut = run.trigger === 'on-demand' && trigger === undefined && (outcome ?? reason) !== undefined
  return (
    run.scheduledAt >= from &&
    run.scheduledAt < to &&
    (!outcome || run.outcome === outcome) &&
    (!reason || run.reason === reason) &&
    (!location || run.location === location) &&
    (!trigger || run.trigger === trigger) &&
    (!failed || isFailed) &&
    !leftOut
  )
}

function newestFirst(one: RunResult, other: RunResult): number {
  return currentRunId(one.runId) < currentRunId(other.runId) ? 1 : -1
}

test('whatever the filter, the pages show every run that fits, once, newest first', async () => {
  await fc.assert(
    fc.asyncProperty(results, filters, async (stored, filter) => {
      const known = stored.filter(({ scheduledAt }) => scheduledAt <= NOW)
      const { ports } = await past({ now: NOW, results: known })
      const shown: RunResult[] = []
      let cursor: string | undefined
      do {
        const page = await runs('inbox', filter, cursor, ports)
        expect(page.runs.length).toBeLessThanOrEqual(filter.limit ?? 0)
        shown.push(...page.runs.map(({ run }) => run))
        cursor = page.next
      } while (cursor !== undefined)
      const expected = known.filter((run) => plainlyFits(run, filter)).sort(newestFirst)
      expect(shown.map(({ runId }) => runId)).toEqual(expected.map(({ runId }) => runId))
    }),
    { numRuns: randomCases(100, 12) },
  )
})

test('what failed before the hours of the summary is found by the months that it sums up, and their days', async () => {
  const at = (text: string) => ({ scheduledAt: Date.parse(text), finishedAt: Date.parse(text) + MINUTE })
  const lost = lostResult(at('2025-09-10T03:00Z'))
  const fine = ['2025-08-10T03:00Z', '2025-09-10T04:00Z', '2025-10-10T03:00Z'].map((text) =>
    deliveredResult(at(text)),
  )
  const { ports, runs: store } = await past({
    now: Date.parse('2026-01-05T12:00Z'),
    results: [lost, ...fine],
  })
  const summary = await store.findSummary('inbox')
  expect(summary?.months['2025-08']).toMatchObject({ runs: 1, ok: 1 })
  const days: string[] = []
  const watched = {
    ...store,
    findDays(...asked: Parameters<typeof store.findDays>) {
      days.push(asked[1])
      return store.findDays(...asked)
    },
  }
  const shown = await runs('inbox', { failed: true, from: Date.parse('2025-08-01') }, undefined, {
    ...ports,
    runs: watched,
  })
  expect(shown.runs.map(({ run }) => run.runId)).toEqual([lost.runId])
  expect(days.filter((day) => day.startsWith('2025-08'))).toEqual([])
})

test('a line names the run and says what it came to', async () => {
  const [result] = fc.sample(arbitraryResult('2026-01-30'), { numRuns: 1, seed: 1 })
  if (!result) throw new Error('no result')
  const { ports } = await past({ now: NOW, results: [result] })
  const [line] = (await runs('inbox', {}, undefined, ports)).runs
  expect(line).toMatchObject({ ref: `inbox/${result.runId}`, run: { runId: result.runId } })
  expect(line?.words).not.toBe('')
})

test('a cursor that is no id of a run is refused', async () => {
  const { ports } = await past({ now: NOW })
  await expect(runs('inbox', {}, 'state', ports)).rejects.toThrow(BadCursor)
})
