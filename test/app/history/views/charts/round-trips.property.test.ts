import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type RoundTrips, roundTrips } from '../../../../../shared/app/history/views/charts/round-trips.ts'
import { phaseTimesOf } from '../../../../../shared/core/history/phase-times.ts'
import { isoDayOf } from '../../../../../shared/core/time/iso-day.ts'
import { DAY, HOUR } from '../../../../../shared/core/time/units.ts'
import { arbitraryResult } from '../../../../support/alerts/arbitrary-results.ts'
import { randomCases } from '../../../../support/thorough.ts'
import { past } from '../../../../support/worlds/past.ts'
import { longTest } from '../../../../support/thorough.ts'

const START = Date.parse('2026-01-29')
const NOW = START + 3 * DAY + 7 * HOUR
const SPAN = { from: START, to: NOW }

const stored = fc
  .uniqueArray(
    fc.nat({ max: 3 }).chain((day) => arbitraryResult(isoDayOf(START + day * DAY))),
    { selector: ({ runId }) => runId, maxLength: 60 },
  )
  .map((results) => results.filter(({ scheduledAt }) => scheduledAt < NOW))

const places = fc.constantFrom(undefined, 'local', 'eu-west-1')
const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0)

/** The same question answered run by run and, of more than one run, in columns. */
async function bothWays(
  results: Parameters<typeof past>[0]['results'],
  question: Partial<Parameters<typeof roundTrips>[1]> = {},
) {
  const { ports } = await past({ now: NOW, ...(results && { results }) })
  const asked = { ...SPAN, ...question }
  return Promise.all([roundTrips('inbox', asked, ports), roundTrips('inbox', { ...asked, points: 1 }, ports)])
}

function columnsOf(answer: RoundTrips) {
  return answer.kind === 'columns' ? answer.columns : []
}

longTest('columns count the runs that stand there one by one, at every location and at one', async () => {
  await fc.assert(
    fc.asyncProperty(stored, places, async (results, location) => {
      const [single, many] = await bothWays(results, location === undefined ? {} : { location })
      fc.pre(many.kind === 'columns')
      if (single.kind !== 'runs') return
      const { columns } = many
      expect(sum(columns.map(({ failed }) => failed))).toBe(single.failures.length)
      const measured = columns.map(({ roundTripMs }) => roundTripMs?.count ?? 0)
      expect(sum(measured)).toBe(single.points.length)
      const times = columns.flatMap(({ roundTripMs }) => Object.values(roundTripMs?.buckets ?? {}))
      expect(sum(times)).toBe(single.points.length)
      expect(single.failures.slice(0, 1)).toEqual(many.failures)
      expect(many.moreFailures).toBe(single.failures.length > 1 ? true : undefined)
    }),
    { numRuns: randomCases(60, 6) },
  )
})

test('what phases took on each day is what its runs say', async () => {
  const phases = ['smtp.submit', 'transit', 'mailbox.search']
  await fc.assert(
    fc.asyncProperty(stored, async (results) => {
      const [, many] = await bothWays(results, { phases })
      for (const { from, phases: told } of columnsOf(many)) {
        const ofDay = results.filter(({ scheduledAt }) => isoDayOf(scheduledAt) === isoDayOf(from))
        const expected = Object.entries(phaseTimesOf(ofDay)).filter(([name]) => phases.includes(name))
        expect(told).toEqual(Object.fromEntries(expected))
      }
    }),
    { numRuns: randomCases(40, 4) },
  )
})

test('columns are hours up to 31 days, then days of the zone', async () => {
  const { ports } = await past({ now: NOW })
  const ask = (days: number) =>
    roundTrips('inbox', { from: NOW - days * DAY, to: NOW, points: -1, zone: 'Asia/Kathmandu' }, ports)
  const [hours, days] = [await ask(31), await ask(32)]
  expect(hours).toMatchObject({ by: 'hour', zone: 'Asia/Kathmandu' })
  expect(columnsOf(hours)[1]?.from).toBe(Date.parse('2026-01-01T07:15:00Z'))
  expect(days).toMatchObject({ by: 'day' })
  expect(columnsOf(days)[1]?.from).toBe(Date.parse('2025-12-31T18:15:00Z'))
  expect(columnsOf(days)[1]?.to).toBe(Date.parse('2026-01-01T18:15:00Z'))
})
