import { describe, expect, test } from 'vitest'

import { strips } from '../../../../shared/app/history/views/strips.ts'
import type { Cell } from '../../../../shared/core/history/hour-counts.ts'
import { SUMMARY_DAYS } from '../../../../shared/core/history/summary.ts'
import { HOUR } from '../../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'
import { past } from '../../../support/worlds/past.ts'

/** Up until the last night, with these cells on its last day; today slow at ten and failed at noon. */
async function world(lastCells: Readonly<Record<number, Cell>> = {}) {
  const results = [
    deliveredResult({ scheduledAt: NOON - 2 * HOUR, slow: ['roundTrip'] }),
    lostResult({ scheduledAt: NOON }),
  ]
  const made = await past({ now: NOON + 1, results })
  const hours = Array.from({ length: SUMMARY_DAYS * 24 }, (_, index): Cell => {
    return lastCells[index - (SUMMARY_DAYS - 1) * 24] ?? 1
  })
  await made.runs.putSummary({ monitorId: 'inbox', version: 1, lastDay: '2026-01-04', hours, months: {} })
  return made.ports
}

const cells = async (...asked: Parameters<typeof strips>) =>
  (await strips(...asked)).strips.inbox?.map(({ cell }) => cell)

describe('a strip', () => {
  test('of hours is the nights’ up to the last, then the state’s', async () => {
    const ports = await world({ 23: 8 })
    const question = { monitorIds: ['inbox'], by: 'hour' as const, count: 15 }
    expect(await cells(question, ports)).toEqual([1, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 7].slice(-15))
    expect((await strips(question, ports)).starts.at(-1)).toBe(NOON)
  })

  test('of days folds them, and says the worst hour beside', async () => {
    const { strips: made, starts } = await strips(
      { monitorIds: ['inbox', 'none'], by: 'day', count: 3 },
      await world({ 5: 7 }),
    )
    expect(made.inbox).toEqual([
      { cell: 1, worst: 1 },
      { cell: 4, worst: 7 },
      { cell: 5, worst: 7 },
    ])
    expect(made.none).toEqual(Array(3).fill({ cell: 0, worst: 0 }))
    expect(starts.map((at) => new Date(at).toISOString().slice(0, 13))).toEqual([
      '2026-01-03T00',
      '2026-01-04T00',
      '2026-01-05T00',
    ])
  })

  test('of another zone has its days; an hour cut in two is in the day that holds its middle', async () => {
    const ports = await world({ 18: 7 })
    const day = (zone: string) => cells({ monitorIds: ['inbox'], by: 'day', count: 2, zone }, ports)
    // 18:00 to 19:00 UTC is the 4th in Berlin; in Kathmandu, from 18:15 on, the 5th.
    expect(await day('Europe/Berlin')).toEqual([4, 5])
    expect((await day('Asia/Kathmandu'))?.[0]).toBe(1)
  })

  test('is refused where too much is asked for', async () => {
    const ports = await world()
    const ids = Array.from({ length: 101 }, (_, index) => String(index))
    await expect(strips({ monitorIds: ids, by: 'day', count: 1 }, ports)).rejects.toThrow('100 monitors')
    await expect(strips({ monitorIds: [], by: 'day', count: 91 }, ports)).rejects.toThrow('1 to 90 days')
    await expect(strips({ monitorIds: [], by: 'hour', count: 0 }, ports)).rejects.toThrow('1 to 2160 hours')
  })
})
