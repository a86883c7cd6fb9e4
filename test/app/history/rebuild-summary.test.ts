import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { remakeDay } from '../../../shared/app/history/past-days.ts'
import { rebuildDay } from '../../../shared/app/history/rebuild-day.ts'
import { rebuildSummary } from '../../../shared/app/history/rebuild-summary.ts'
import { dayOf } from '../../../shared/core/history/day.ts'
import type { MonitorSummary } from '../../../shared/core/history/summary.ts'
import { type IsoDay, daysBefore, isoDayOf } from '../../../shared/core/time/iso-day.ts'
import { DAY, type EpochMs, MINUTE } from '../../../shared/core/time/units.ts'
import { deliveredResult, incident, lostResult } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { memoryStore } from '../../support/memory/memory-store.ts'
import { arbitraryPast, modelOf } from './summary-model.ts'
import { randomCases } from '../../support/thorough.ts'
import { longTest } from '../../support/thorough.ts'

const HOUR = 60 * MINUTE
const JANUARY_31: IsoDay = '2026-01-31'
const start = (day: IsoDay) => Date.parse(day)
/** When the night makes this day. */
const nightOf = (day: IsoDay) => start(day) + DAY + 30 * MINUTE

function world(day: IsoDay) {
  const clock = fakeClock(nightOf(day))
  const runs = memoryStore(clock)
  const ports = { clock, runs }
  return { ...ports, ports, summary: () => runs.findSummary('inbox') }
}

const cellAt = ({ lastDay, hours }: MonitorSummary, at: EpochMs) =>
  hours[(at - start(daysBefore(lastDay, 89))) / HOUR]

async function night({ ports, clock }: ReturnType<typeof world>, day: IsoDay): Promise<void> {
  clock.setWall(nightOf(day))
  await remakeDay('inbox', day, ports)
}

longTest(
  'a summary made night by night, with late results, is that of all runs and incidents at once',
  async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryPast, async ({ firstDay, nights, runs, incidents }) => {
        const days = nights.map((_, index) => isoDayOf(firstDay + index * DAY))
        const here = world(isoDayOf(firstDay))
        for (const one of incidents) await here.runs.putIncident(one)
        for (const { result, lateNights } of runs) if (lateNights === 0) await here.runs.putResult(result)
        for (const [index, day] of days.entries()) {
          if (nights[index]) await night(here, day)
          here.clock.setWall(nightOf(day))
          for (const { result, lateNights } of runs) {
            const ofDay = isoDayOf(result.scheduledAt)
            if (lateNights === 0 || days[days.indexOf(ofDay) + lateNights] !== day) continue
            await here.runs.putResult(result)
            await remakeDay('inbox', ofDay, here.ports)
          }
        }
        for (const [index, day] of days.entries())
          if (!nights[index]) await remakeDay('inbox', day, here.ports)
        const lastDay = days.at(-1) ?? ''
        await night(here, lastDay)
        const { hours, months } = modelOf(start(lastDay), { runs, incidents })
        expect(await here.summary()).toMatchObject({ lastDay, hours })
        expect((await here.summary())?.months).toEqual(months)
      }),
      { numRuns: randomCases(8, 1) },
    )
  },
)

describe('a summary', () => {
  test('has one cell for each hour of 90 days', async () => {
    const here = world(JANUARY_31)
    const at = start(JANUARY_31) + 3 * HOUR
    await here.runs.putResult(deliveredResult({ scheduledAt: at }))
    await here.runs.putResult(deliveredResult({ scheduledAt: at + HOUR, slow: ['roundTrip'] }))
    await here.runs.putResult(lostResult({ scheduledAt: at + 2 * HOUR }))
    await night(here, JANUARY_31)
    const summary = await here.summary()
    expect(summary?.hours).toHaveLength(90 * 24)
    expect(summary?.hours.slice(-24, -15)).toEqual([0, 0, 0, 1, 2, 7, 0, 0, 0])
  })

  test('counts an incident in the months in which it stood open, and as opened in the first', async () => {
    const here = world('2026-02-01')
    const openedAt = start(JANUARY_31) + 22 * HOUR
    await here.runs.putIncident(incident({ openedAt, resolvedAt: openedAt + 3 * HOUR }))
    await night(here, JANUARY_31)
    await night(here, '2026-02-01')
    expect((await here.summary())?.months).toEqual({
      '2026-01': { runs: 0, ok: 0, downMs: 2 * HOUR, incidents: 1 },
      '2026-02': { runs: 0, ok: 0, downMs: 1 * HOUR, incidents: 0 },
    })
  })

  test('counts an incident that is still open up to the end of its last day, however old it is', async () => {
    const here = world('2026-02-10')
    await here.runs.putIncident(incident({ openedAt: start('2025-12-31') }))
    await night(here, '2026-02-10')
    const downMs = Object.values((await here.summary())?.months ?? {}).map((month) => month.downMs / DAY)
    expect(downMs).toEqual([1, 31, 10])
  })

  test('goes on through days without runs', async () => {
    const here = world(JANUARY_31)
    await here.runs.putResult(lostResult({ scheduledAt: start(JANUARY_31) }))
    await night(here, JANUARY_31)
    await night(here, '2026-02-01')
    const summary = await here.summary()
    expect(summary?.lastDay).toBe('2026-02-01')
    expect(summary && cellAt(summary, start(JANUARY_31))).toBe(7)
  })

  test('is none while there is nothing to tell', async () => {
    const here = world(JANUARY_31)
    await night(here, JANUARY_31)
    expect(await here.summary()).toBeUndefined()
  })

  test('takes in the nights that were missed', async () => {
    const here = world('2026-01-20')
    await here.runs.putResult(lostResult({ scheduledAt: start('2026-01-20') }))
    await night(here, '2026-01-20')
    await here.runs.putResult(lostResult({ scheduledAt: start(JANUARY_31) }))
    await rebuildDay('inbox', JANUARY_31, here.ports)
    await remakeDay('inbox', '2026-01-20', here.ports)
    expect(await here.summary()).toMatchObject({ lastDay: '2026-01-20', months: { '2026-01': { runs: 1 } } })
    await night(here, '2026-02-02')
    const summary = await here.summary()
    expect(summary && cellAt(summary, start('2026-01-31'))).toBe(7)
    expect(summary?.months['2026-01']?.runs).toBe(2)
  })

  test('keeps 13 months', async () => {
    const here = world(JANUARY_31)
    for (const day of ['2024-12-31', '2025-01-01', '2025-02-01']) {
      await here.runs.putDay(dayOf('inbox', day, [lostResult({ scheduledAt: start(day) })]))
    }
    await night(here, JANUARY_31)
    expect(Object.keys((await here.summary())?.months ?? {})).toEqual(['2025-01', '2025-02'])
    await night(here, '2026-02-01')
    expect(Object.keys((await here.summary())?.months ?? {})).toEqual(['2025-02'])
  })

  test('does not change by a day that is not over, or that is older than it', async () => {
    const here = world('2026-02-01')
    await here.runs.putResult(lostResult({ scheduledAt: start('2026-02-01') }))
    await night(here, '2026-02-01')
    const before = await here.summary()
    await rebuildSummary('inbox', '2026-02-02', here.ports)
    await rebuildSummary('inbox', '2025-01-31', here.ports)
    expect(await here.summary()).toEqual(before)
  })

  test('from a clock that was ahead is made anew', async () => {
    const here = world(JANUARY_31)
    await here.runs.putResult(lostResult({ scheduledAt: start(JANUARY_31) }))
    here.clock.setWall(start('2036-01-31'))
    await here.runs.putResult(lostResult({ scheduledAt: start('2036-01-31') }))
    await night(here, '2036-01-31')
    expect((await here.summary())?.lastDay).toBe('2036-01-31')
    await night(here, JANUARY_31)
    const summary = await here.summary()
    expect(summary).toMatchObject({ lastDay: JANUARY_31, version: 2 })
    expect(summary && cellAt(summary, start(JANUARY_31))).toBe(7)
  })

  test('is written by both that make it at once', async () => {
    const here = world('2026-02-01')
    for (const day of [JANUARY_31, '2026-02-01']) {
      await here.runs.putResult(lostResult({ scheduledAt: start(day) }))
    }
    await night(here, '2026-01-30')
    here.clock.setWall(nightOf('2026-02-01'))
    await Promise.all([JANUARY_31, '2026-02-01'].map((day) => remakeDay('inbox', day, here.ports)))
    const summary = await here.summary()
    expect(summary?.lastDay).toBe('2026-02-01')
    expect([JANUARY_31, '2026-02-01'].map((day) => summary && cellAt(summary, start(day)))).toEqual([7, 7])
  })
})
