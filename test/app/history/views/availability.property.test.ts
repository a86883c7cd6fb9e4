import fc from 'fast-check'
import { expect, test } from 'vitest'

import { SpanTooLong, availability } from '../../../../shared/app/history/views/availability.ts'
import { BUCKET_BOUNDS, PERCENTILE_ERROR } from '../../../../shared/core/history/round-trip-times.ts'
import { type RunResult, measuredRoundTripMs } from '../../../../shared/core/run/run.ts'
import { isoDayOf } from '../../../../shared/core/time/iso-day.ts'
import { DAY, type EpochMs, HOUR, MINUTE } from '../../../../shared/core/time/units.ts'
import { deliveredResult } from '../../../contracts/run-fixtures.ts'
import { arbitraryResult } from '../../../support/alerts/arbitrary-results.ts'
import { past } from '../../../support/worlds/past.ts'
import { remakeDay } from '../../../../shared/app/history/past-days.ts'
import { randomCases } from '../../../support/thorough.ts'

const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe']
/** Days before clocks change somewhere, or a month ends. */
const STARTS = ['2026-03-27', '2026-10-23', '2026-04-03', '2026-02-26', '2026-12-30']

const histories = fc
  .record({
    start: fc.constantFrom(...STARTS),
    zone: fc.constantFrom(...ZONES),
    by: fc.constantFrom<'hour' | 'day' | 'month' | 'location' | 'reason'>(
      'hour',
      'day',
      'month',
      'location',
      'reason',
    ),
    edges: fc.tuple(fc.nat({ max: 4 * 24 * 60 }), fc.nat({ max: 4 * 24 * 60 })),
    whole: fc.boolean(),
    late: fc.nat(),
  })
  .chain((history) =>
    fc
      .uniqueArray(
        fc.nat({ max: 3 }).chain((day) => arbitraryResult(isoDayOf(Date.parse(history.start) + day * DAY))),
        { selector: ({ runId }) => runId, maxLength: 80 },
      )
      .map((results) => ({ ...history, results })),
  )

/** What clocks of the zone showed, told by another library than the one under test. */
function shown(at: EpochMs, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}`
}

/** The same figures, counted one run at a time. */
function plainly(runs: readonly RunResult[]) {
  const made = runs.filter(({ trigger }) => trigger !== 'on-demand')
  const counted = made.filter(
    ({ trigger, maintenance, tried }) => trigger === 'schedule' && !maintenance && tried !== false,
  )
  const isOk = ({ status, warnings }: RunResult) => status === 0 || warnings.includes('recheck-passed')
  const conclusive = counted.filter((run) => run.status !== 90 || isOk(run))
  const failed = conclusive.filter((run) => !isOk(run))
  const reasons = counted.filter((run) => !isOk(run)).flatMap(({ reason }) => reason ?? [])
  const lost = failed.filter(({ outcome }) => outcome === 'lost')
  return {
    runs: conclusive.length,
    ok: conclusive.length - failed.length,
    failed: failed.length,
    inconclusive: counted.length - conclusive.length,
    maintenance: made.filter(({ maintenance }) => maintenance).length,
    untried: made.filter(({ maintenance, tried }) => !maintenance && tried === false).length,
    slow: counted.filter(({ outcome, slow }) => outcome === 'delivered' && slow).length,
    late: lost.filter(({ lateArrival }) => lateArrival).length,
    lost: lost.filter(({ lateArrival }) => !lateArrival).length,
    reasons: Object.fromEntries(
      [...new Set(reasons)].map((one) => [one, reasons.filter((other) => other === one).length]),
    ),
  }
}

function exactPercentile(runs: readonly RunResult[], fraction: number): number | undefined {
  const times = runs
    .filter(({ trigger, maintenance, tried }) => trigger === 'schedule' && !maintenance && tried !== false)
    .flatMap((run) => measuredRoundTripMs(run) ?? [])
    .sort((a, b) => a - b)
  return times[Math.ceil(fraction * times.length) - 1]
}

function expectNear(said: number | undefined, exact: number | undefined) {
  const longest = BUCKET_BOUNDS.at(-1) ?? NaN
  if (exact === undefined) expect(said).toBeUndefined()
  else if (exact >= longest) expect(said).toBeGreaterThanOrEqual(longest)
  else
    expect(Math.abs((said ?? NaN) - exact)).toBeLessThanOrEqual(
      Math.max(10, exact * PERCENTILE_ERROR + 1.001),
    )
}

test('whatever the history, the zone and the span, it is what counting the runs gives', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async ({ start, zone, by, edges, whole, late, results }) => {
      const [from, to] = spanOf(start, edges, whole)
      const now = Date.parse(start) + 3 * DAY + 5 * HOUR
      const known = results.filter(({ scheduledAt }) => scheduledAt <= now)
      const made = await past({ now, results: known })
      const changed = await arriveLate(known, late, made)
      const said = await availability('inbox', { from, to, by, zone }, made.ports)

      const within = changed.filter(({ scheduledAt }) => scheduledAt >= from && scheduledAt < to)
      expect(said.total).toMatchObject(plainly(within))
      expect(said.total.availability).toBe(ratio(plainly(within)))
      expectNear(said.total.p50Ms, exactPercentile(within, 0.5))
      expectNear(said.total.p95Ms, exactPercentile(within, 0.95))
      for (const [location, figures] of Object.entries(said.locations)) {
        expect(figures).toMatchObject(plainly(within.filter((run) => run.location === location)))
      }
      const length = { hour: 13, day: 10, month: 7, location: 0, reason: 0 }[by]
      const named = Map.groupBy(said.rows, ({ name }) => name)
      for (const [name, rows] of named) {
        const runsThen = within.filter(
          ({ scheduledAt }) => shown(scheduledAt, zone).slice(0, length) === name,
        )
        const sum = rows.reduce((all, { figures }) => all + figures.runs, 0)
        expect({ name, runs: sum }).toEqual({ name, runs: plainly(runsThen).runs })
        if (rows.length === 1) expect(rows[0]?.figures).toMatchObject(plainly(runsThen))
      }
      if (length > 0)
        expect(said.rows.reduce((all, { figures }) => all + figures.runs, 0)).toBe(said.total.runs)
      expect(said.reasons.map(({ reason, runs: count }) => [reason, count]).sort()).toEqual(
        Object.entries(plainly(within).reasons).sort(),
      )
    }),
    { numRuns: randomCases(60, 8) },
  )
})

function spanOf(start: string, [one, other]: readonly [number, number], whole: boolean): [EpochMs, EpochMs] {
  const first = Date.parse(start)
  if (whole) return [first, first + 4 * DAY]
  return [first + Math.min(one, other) * MINUTE, first + Math.max(one, other) * MINUTE]
}

function ratio({ ok, runs }: { ok: number; runs: number }): number | undefined {
  return runs > 0 ? ok / runs : undefined
}

/** One lost message comes after all, and whoever finds it makes its day again. */
async function arriveLate(
  results: readonly RunResult[],
  pick: number,
  { runs, clock }: Awaited<ReturnType<typeof past>>,
): Promise<RunResult[]> {
  const lost = results.filter(({ outcome, lateArrival }) => outcome === 'lost' && !lateArrival)
  const chosen = lost[pick % Math.max(1, lost.length)]
  if (!chosen) return [...results]
  const lateArrival = { seenAt: clock.now(), delayMs: 1 }
  await runs.noteLateArrival(chosen, lateArrival)
  const day = isoDayOf(chosen.scheduledAt)
  if (day < isoDayOf(clock.now())) await remakeDay('inbox', day, { runs, clock })
  return results.map((result) => (result === chosen ? { ...result, lateArrival } : result))
}

test('hours whose results have expired count by their middle, where a zone cuts them', async () => {
  const at = (text: string) => Date.parse(text)
  const results = [
    deliveredResult({ scheduledAt: at('2026-01-05T18:05Z') }),
    deliveredResult({ scheduledAt: at('2026-01-05T18:20Z') }),
  ]
  const { ports, runs, clock } = await past({ now: at('2026-01-07T00:00Z'), results })
  clock.setWall(at('2027-03-01T00:00Z'))
  expect(await runs.resultsOfDay('inbox', '2026-01-05')).toEqual([])
  const { rows } = await availability(
    'inbox',
    { from: at('2026-01-04T18:15Z'), to: at('2026-01-06T18:15Z'), by: 'day', zone: 'Asia/Kathmandu' },
    ports,
  )
  expect(rows.map(({ name, figures }) => [name, figures.runs])).toEqual([
    ['2026-01-05', 0],
    ['2026-01-06', 2],
  ])
})

test('a span of more than 400 days is refused', async () => {
  const { ports } = await past({ now: 0 })
  await expect(availability('inbox', { from: 0, to: 401 * DAY, by: 'month' }, ports)).rejects.toThrow(
    SpanTooLong,
  )
})
