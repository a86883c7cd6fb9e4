import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { formerRunId } from '../../../shared/core/run/run-id.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { isoDayOf } from '../../../shared/core/time/iso-day.ts'
import { DAY, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../run-fixtures.ts'
import { type StoreUnderTest, listed } from './store-under-test.ts'
import { longTest } from '../../support/thorough.ts'

export function resultsInOrderContract(under: StoreUnderTest): void {
  describe('results whose ids were spelled in one way and, later, in another', () => {
    const former = (result: RunResult) => ({ ...result, runId: formerRunId(result.runId) })
    /** Seconds before 2026, or after. */
    const NEW_YEAR = Date.UTC(2026, 0, 1)
    const runs = fc.uniqueArray(
      fc.record({
        at: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -1e5, max: 1e5 })),
        ms: fc.constantFrom(0, 0, 1, 250, 999),
        trigger: fc.constantFrom('schedule', 'recheck', 'on-demand'),
        location: fc.constantFrom('local', 'eu-west-1'),
        isFormer: fc.boolean(),
        make: fc.constantFrom(deliveredResult, lostResult),
      }),
      { selector: ({ at, ms }) => at * SECOND + ms, minLength: 1, maxLength: 8 },
    )

    longTest('are listed in the order of their scheduled times, whichever way is asked', async () => {
      let monitors = 0
      await under.clock.advance(NEW_YEAR + DAY - under.clock.now())
      await fc.assert(
        fc.asyncProperty(runs, fc.nat(), async (drawn, chosen) => {
          const monitorId = `inbox-${String((monitors += 1))}`
          const results = drawn.map(({ at, ms, isFormer, make, trigger, location }) => {
            const result = make({ monitorId, trigger, location, scheduledAt: NEW_YEAR + at * SECOND + ms })
            return isFormer ? former(result) : result
          })
          for (const result of results) await under.store.putResult(result)
          const inOrder = results.toSorted((a, b) => a.scheduledAt - b.scheduledAt)
          const judged = inOrder[chosen % inOrder.length] ?? deliveredResult()
          const { store } = under

          const day = inOrder.filter(({ scheduledAt }) => isoDayOf(scheduledAt) === '2026-01-01')
          expect(await store.resultsOfDay(monitorId, '2026-01-01')).toEqual(day)
          expect(await store.newestResult(monitorId)).toEqual(inOrder.at(-1))
          const delivered = inOrder.filter(({ outcome }) => outcome === 'delivered').toReversed()
          expect(await store.latestDelivered(monitorId, 3)).toEqual(delivered.slice(0, 3))

          const [from, before] = [judged.scheduledAt, NEW_YEAR + 3 * SECOND]
          const span = inOrder.filter(({ scheduledAt }) => scheduledAt >= from && scheduledAt < before)
          const backwards = await listed(store.resultsBackwards(monitorId, { from, before }))
          expect(backwards).toEqual(span.toReversed())

          const isFormer = ({ runId }: RunResult) => runId.includes('#')
          const after = inOrder
            .filter(({ scheduledAt }) => scheduledAt > judged.scheduledAt)
            .filter(({ trigger, location }) => trigger !== 'on-demand' && location === 'local')
            .filter((result) => isFormer(judged) || !isFormer(result))
          expect(await store.resultsAfter(monitorId, 'local', judged.runId)).toEqual(after)
        }),
        { numRuns: 12 },
      )
    })
  })

  describe('results backwards', () => {
    test('are those of the span, every location and trigger, without the expired', async () => {
      const { store, another, clock } = under
      await store.putResult(lostResult({ trigger: 'recheck' }))
      await clock.advance(401 * DAY)
      const at = (minutes: number) => clock.now() + minutes * MINUTE
      const [from, between, before] = [at(-3), at(-2), at(-1)]
      const first = lostResult({ scheduledAt: at(-4) })
      const asked = deliveredResult({ scheduledAt: from, trigger: 'on-demand' })
      const elsewhere = lostResult({ scheduledAt: between, location: 'eu-west-1' })
      const last = lostResult({ scheduledAt: before })
      const foreign = lostResult({ scheduledAt: between, monitorId: 'outbox' })
      for (const result of [asked, elsewhere, last, first, foreign]) await store.putResult(result)
      const found = (span: { from: number; before: number }) =>
        listed(another.resultsBackwards('inbox', span))
      expect(await found({ from, before })).toEqual([elsewhere, asked])
      expect(await found({ from: 0, before: Infinity })).toEqual([last, elsewhere, asked, first])
      expect(await found({ from: before, before: from })).toEqual([])
    })

    longTest('are read page by page: who has seen enough reads no more', async () => {
      const many = Array.from({ length: 250 }, (_, n) => lostResult({ scheduledAt: NOON + n * MINUTE }))
      for (const result of many) await under.store.putResult(result)
      const all = await listed(under.store.resultsBackwards('inbox', { from: NOON, before: Infinity }))
      expect(all).toEqual(many.toReversed())
      for await (const newest of under.store.resultsBackwards('inbox', { from: NOON, before: Infinity })) {
        expect(newest).toEqual(many.at(-1))
        break
      }
    })
  })
}
