import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type RebuildPorts, rebuildDay } from '../../../shared/app/history/rebuild-day.ts'
import { rebuildDays } from '../../../shared/app/history/rebuild-days.ts'
import { dayOf } from '../../../shared/core/history/day.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { arbitraryResults } from '../../support/alerts/arbitrary-results.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { type MemoryStore, memoryStore } from '../../support/memory/memory-store.ts'

const THE_DAY = '2026-01-05'

function world() {
  const clock = fakeClock()
  const runs = memoryStore(clock)
  return { clock, runs, ports: { runs, clock } }
}

const become = async (ports: RebuildPorts) => (await rebuildDay('inbox', THE_DAY, ports)).became
const theDay = async (runs: MemoryStore) => (await runs.findDays('inbox', THE_DAY, THE_DAY))[0]

describe('the day of one monitor', () => {
  test('is made from all its results', async () => {
    const { runs, ports } = world()
    const results = [deliveredResult(), lostResult({ scheduledAt: NOON + MINUTE, location: 'eu-west-1' })]
    for (const result of results) await runs.putResult(result)
    await runs.putResult(deliveredResult({ scheduledAt: NOON - DAY }))
    expect(await become(ports)).toBe('rebuilt')
    expect(runs.items().days).toEqual([dayOf('inbox', THE_DAY, results)])
  })

  test('is the same whenever it is made, and however often', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryResults(THE_DAY), fc.nat(), async (results, cut) => {
        const { runs, ports } = world()
        for (const [index, result] of results.entries()) {
          if (index === cut % results.length) await rebuildDay('inbox', THE_DAY, ports)
          await runs.putResult(result)
        }
        await rebuildDay('inbox', THE_DAY, ports)
        await rebuildDay('inbox', THE_DAY, ports)
        const judgeable = results.filter(({ trigger }) => trigger !== 'on-demand')
        const { days } = runs.items()
        const expected = judgeable.length > 0 ? [dayOf('inbox', THE_DAY, results, days[0]?.version)] : []
        expect(days).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })

  test('counts what has become known since: a later result, a late arrival', async () => {
    const { runs, ports } = world()
    await runs.putResult(lostResult())
    await rebuildDay('inbox', THE_DAY, ports)
    await runs.noteLateArrival(lostResult(), { seenAt: NOON + 10 * MINUTE, delayMs: 1 })
    await runs.putResult(deliveredResult({ scheduledAt: NOON + MINUTE }))
    expect(await become(ports)).toBe('rebuilt')
    expect((await theDay(runs))?.locations.local?.[12]).toMatchObject({ runs: { 0: 1, 2: 1 }, late: 1 })
  })

  test('is made of what was stored while it was made, by whoever is last', async () => {
    const { runs, ports } = world()
    await runs.putResult(lostResult())
    const { promise: stored, resolve: store } = Promise.withResolvers<undefined>()
    const slow: MemoryStore = {
      ...runs,
      async resultsOfDay(monitorId, day) {
        const results = await runs.resultsOfDay(monitorId, day)
        await stored
        return results
      },
    }
    const first = rebuildDay('inbox', THE_DAY, { runs: slow })
    await runs.putResult(deliveredResult({ scheduledAt: NOON + MINUTE }))
    await rebuildDay('inbox', THE_DAY, ports)
    store(undefined)
    await first
    expect((await theDay(runs))?.locations.local?.[12]?.runs).toEqual({ 0: 1, 2: 1 })
    expect((await theDay(runs))?.version).toBe(2)
  })

  test('is not put when there are no results, or none but on demand', async () => {
    const { runs, ports } = world()
    expect(await become(ports)).toBe('empty')
    await runs.putResult(deliveredResult({ trigger: 'on-demand' }))
    expect(await become(ports)).toBe('empty')
    expect(runs.items().days).toEqual([])
  })

  test('outlives its results, those that expired first and those that expired last', async () => {
    const { clock, runs, ports } = world()
    await runs.putResult(deliveredResult())
    await clock.advance(5 * MINUTE)
    await runs.putResult(lostResult({ scheduledAt: NOON + 5 * MINUTE }))
    await rebuildDay('inbox', THE_DAY, ports)
    const whole = await theDay(runs)

    await clock.advance(400 * DAY - 5 * MINUTE)
    expect(await runs.resultsOfDay('inbox', THE_DAY)).toHaveLength(1)
    expect(await become(ports)).toBe('kept')
    await clock.advance(DAY)
    expect(await runs.resultsOfDay('inbox', THE_DAY)).toHaveLength(0)
    expect(await become(ports)).toBe('empty')
    expect(await theDay(runs)).toEqual(whole)
  })
})

describe('the days of many monitors', () => {
  const ids = Array.from({ length: 50 }, (_, i) => `m-${String(i).padStart(2, '0')}`)

  test('are each made once, at most eight at the same time', async () => {
    const { runs } = world()
    for (const monitorId of ids) await runs.putResult(deliveredResult({ monitorId }))
    let atOnce = 0
    let most = 0
    const asked: string[] = []
    const counting: MemoryStore = {
      ...runs,
      async resultsOfDay(monitorId, day) {
        asked.push(monitorId)
        atOnce += 1
        most = Math.max(most, atOnce)
        const results = await runs.resultsOfDay(monitorId, day)
        atOnce -= 1
        return results
      },
    }
    const report = await rebuildDays(ids, THE_DAY, { runs: counting, clock: fakeClock() })
    expect(report).toEqual({ rebuilt: 50, kept: 0, empty: 0, failures: [], left: [], anyHost: [] })
    expect(asked).toEqual(ids)
    expect(most).toBe(8)
    expect(
      runs
        .items()
        .days.map(({ monitorId }) => monitorId)
        .sort(),
    ).toEqual(ids)
  })

  test('one that fails holds up none of the others, and is told with its cause', async () => {
    const { runs } = world()
    for (const monitorId of ids.slice(0, 40)) await runs.putResult(deliveredResult({ monitorId }))
    const failing: MemoryStore = {
      ...runs,
      putDay: (day) => (day.monitorId === 'm-07' ? Promise.reject(new Error('throttled')) : runs.putDay(day)),
    }
    const report = await rebuildDays(ids, THE_DAY, { runs: failing, clock: fakeClock() })
    expect(report).toMatchObject({ rebuilt: 39, kept: 0, empty: 10, left: [] })
    expect(report.failures).toMatchObject([
      { message: 'the day 2026-01-05 of m-07 could not be made', cause: { message: 'throttled' } },
    ])
    expect(runs.items().days).toHaveLength(39)
  })

  test('once it is told to stop it begins none, ends those under way, and names the rest in order', async () => {
    const { runs } = world()
    for (const monitorId of ids) await runs.putResult(deliveredResult({ monitorId }))
    const stop = new AbortController()
    const stopping: MemoryStore = {
      ...runs,
      findDays(monitorId, from, to) {
        if (monitorId === 'm-20') stop.abort()
        return runs.findDays(monitorId, from, to)
      },
    }
    const report = await rebuildDays(ids, THE_DAY, { runs: stopping, clock: fakeClock() }, stop.signal)
    expect(report).toMatchObject({ rebuilt: 21, failures: [], left: ids.slice(21) })
    expect(runs.items().days).toHaveLength(21)
  })

  test('name the monitors whose last run that read its passwords found one without hosts', async () => {
    const { runs } = world()
    const warnings = ['secret-for-any-host'] as const
    const unread = { status: 90, outcome: 'inconclusive', reason: 'run-too-late' } as const
    const at = (monitorId: string, minutes: number) => ({ monitorId, scheduledAt: NOON + minutes * MINUTE })
    await runs.putResult(deliveredResult({ ...at('mended', 0), warnings }))
    await runs.putResult(deliveredResult(at('mended', 5)))
    await runs.putResult(lostResult({ ...at('bare', 0), warnings }))
    await runs.putResult(lostResult({ ...at('bare', 5), ...unread }))
    await runs.putResult(lostResult({ ...at('again', 5), warnings }))
    await runs.putResult(lostResult({ ...at('unread', 0), ...unread }))
    const report = await rebuildDays(['unread', 'mended', 'bare', 'again'], THE_DAY, {
      runs,
      clock: fakeClock(),
    })
    expect(report.anyHost).toEqual(['again', 'bare'])
  })

  test('of no monitors are no days', async () => {
    const report = await rebuildDays([], THE_DAY, world().ports)
    expect(report).toEqual({ rebuilt: 0, kept: 0, empty: 0, failures: [], left: [], anyHost: [] })
  })
})
