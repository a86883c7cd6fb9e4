import fc from 'fast-check'
import { expect, test } from 'vitest'

import { dayOf, totalOf } from '../../../shared/core/history/day.ts'
import { roundTripTimes } from '../../../shared/core/history/round-trip-times.ts'
import { NO_RUNS, countOf, tallyOf } from '../../../shared/core/history/tally.ts'
import { addPhaseTimes, phaseTimesOf } from '../../../shared/core/history/phase-times.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { arbitraryResults } from '../../support/alerts/arbitrary-results.ts'

const DAY_TEXT = '2026-01-05'
const MIDNIGHT = Date.parse(DAY_TEXT)
const HOUR = 60 * MINUTE

test('runs are counted by location and by the hour in which they were scheduled, UTC', () => {
  const delivered = [
    deliveredResult({ scheduledAt: MIDNIGHT, roundTripMs: 100 }),
    deliveredResult({ scheduledAt: MIDNIGHT + HOUR - MINUTE, roundTripMs: 200 }),
    deliveredResult({ scheduledAt: MIDNIGHT + 23 * HOUR + 59 * MINUTE, roundTripMs: 300 }),
  ]
  const lost = lostResult({ scheduledAt: MIDNIGHT + 3 * HOUR, location: 'eu-west-1' })
  expect(dayOf('inbox', DAY_TEXT, [...delivered, lost])).toEqual({
    monitorId: 'inbox',
    day: DAY_TEXT,
    version: 1,
    locations: {
      local: {
        0: {
          runs: { 0: 2 },
          rechecks: {},
          maintenance: 0,
          lost: 0,
          late: 0,
          roundTripMs: roundTripTimes([100, 200]),
        },
        23: {
          runs: { 0: 1 },
          rechecks: {},
          maintenance: 0,
          lost: 0,
          late: 0,
          roundTripMs: roundTripTimes([300]),
        },
      },
      'eu-west-1': { 3: tallyOf([lost]) },
    },
    phases: { local: phaseTimesOf(delivered), 'eu-west-1': phaseTimesOf([lost]) },
  })
})

test('a message that came late leaves the day with as many failures, of which one less is lost', () => {
  const lost = [0, 1, 2].map((hour) => lostResult({ scheduledAt: MIDNIGHT + hour * HOUR }))
  const [first, ...others] = lost
  if (!first) throw new Error('there are three')
  const late = { ...first, lateArrival: { seenAt: MIDNIGHT + HOUR, delayMs: HOUR } }
  expect(totalOf(dayOf('inbox', DAY_TEXT, lost))).toMatchObject({ runs: { 2: 3 }, lost: 3, late: 0 })
  expect(totalOf(dayOf('inbox', DAY_TEXT, [late, ...others]))).toMatchObject({
    runs: { 2: 3 },
    lost: 2,
    late: 1,
  })
})

test('a day without runs, or with none but those on demand, is empty', () => {
  const empty = { monitorId: 'inbox', day: DAY_TEXT, version: 1, locations: {}, phases: {} }
  expect(dayOf('inbox', DAY_TEXT, [])).toEqual(empty)
  expect(dayOf('inbox', DAY_TEXT, [lostResult({ trigger: 'on-demand' })])).toEqual(empty)
  expect(totalOf(empty)).toEqual(NO_RUNS)
})

test('results in any order, and twice, make the same day', () => {
  const shuffled = arbitraryResults(DAY_TEXT).chain((results) =>
    fc.record({
      results: fc.constant(results),
      again: fc
        .tuple(fc.shuffledSubarray(results, { minLength: results.length }), fc.subarray(results))
        .map(([all, some]) => [...some, ...all]),
    }),
  )
  fc.assert(
    fc.property(shuffled, ({ results, again }) => {
      expect(dayOf('inbox', DAY_TEXT, again)).toEqual(dayOf('inbox', DAY_TEXT, results))
    }),
  )
})

test('the hours of all locations add up to the results of the day', () => {
  fc.assert(
    fc.property(arbitraryResults(DAY_TEXT), (results) => {
      const total = totalOf(dayOf('inbox', DAY_TEXT, results))
      expect(total).toEqual(tallyOf(results))
      const counted = results.filter(({ trigger }) => trigger !== 'on-demand')
      const { runs, rechecks, maintenance, untried = 0 } = total
      expect(countOf(runs) + countOf(rechecks) + maintenance + untried).toBe(counted.length)
      expect(countOf(total.reasons ?? {})).toBe(countOf(runs) - (runs[0] ?? 0))
    }),
  )
})

test('the phases of all locations add up to those of the results of the day', () => {
  fc.assert(
    fc.property(arbitraryResults(DAY_TEXT), (results) => {
      const { phases } = dayOf('inbox', DAY_TEXT, results)
      expect(addPhaseTimes(Object.values(phases))).toEqual(phaseTimesOf(results))
    }),
  )
})
