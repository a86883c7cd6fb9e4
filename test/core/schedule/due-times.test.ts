import { expect, test } from 'vitest'

import {
  isDue,
  nextDue,
  nextStart,
  startDelay,
  wholeMinute,
} from '../../../shared/core/schedule/due-times.ts'
import { DAY, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { longTest } from '../../support/thorough.ts'

const NOON = Date.UTC(2026, 0, 5, 12)

function dueMinutes(monitorId: string, intervalMinutes: number, span = DAY): number[] {
  return Array.from({ length: span / MINUTE }, (_, i) => NOON + i * MINUTE).filter((at) =>
    isDue({ monitorId, intervalMinutes }, at),
  )
}

test.each([1, 2, 5, 10, 60, 1440])('every %i minutes means exactly that, all day', (intervalMinutes) => {
  const due = dueMinutes('shop', intervalMinutes, 2 * DAY)
  expect(due).toHaveLength((2 * DAY) / MINUTE / intervalMinutes)
  for (const [i, at] of due.entries()) expect(at - (due[0] ?? 0)).toBe(i * intervalMinutes * MINUTE)
})

test('any moment of a due minute is due, and none of the next', () => {
  const [at = 0] = dueMinutes('shop', 10)
  const monitor = { monitorId: 'shop', intervalMinutes: 10 }
  expect(isDue(monitor, at + MINUTE - 1)).toBe(true)
  expect(isDue(monitor, at + MINUTE)).toBe(false)
  expect(isDue(monitor, at - 1)).toBe(false)
})

longTest('a hundred monitors of one interval are spread over it', () => {
  const perMinute = new Map<number, number>()
  for (let i = 0; i < 100; i += 1) {
    const [first = 0] = dueMinutes(`monitor-${i}`, 10)
    perMinute.set(first, (perMinute.get(first) ?? 0) + 1)
  }
  expect(perMinute.size).toBe(10)
  expect(Math.max(...perMinute.values())).toBeLessThan(25)
})

test.each([1, 3, 10, 1440])(
  'the next due minute of %i is the first after this one that is due',
  (intervalMinutes) => {
    const monitor = { monitorId: 'shop', intervalMinutes }
    const next = nextDue(monitor, NOON + 12_345)
    expect(next).toBeGreaterThan(NOON + 12_345)
    expect(next - NOON).toBeLessThanOrEqual(intervalMinutes * MINUTE)
    expect(isDue(monitor, next)).toBe(true)
    expect(nextDue(monitor, next)).toBe(next + intervalMinutes * MINUTE)
  },
)

test('a whole minute is its own', () => {
  expect(wholeMinute(NOON)).toBe(NOON)
  expect(wholeMinute(NOON + MINUTE - 1)).toBe(NOON)
})

test.each([1, 3, 10, 1440])(
  'a schedule of %i minutes starts in the minutes that are due',
  (intervalMinutes) => {
    const monitor = { monitorId: 'shop', intervalMinutes }
    const start = nextStart(monitor, NOON + 12_345)
    expect(start).toBeGreaterThan(NOON + 12_345)
    expect(start - NOON - 12_345).toBeLessThanOrEqual(intervalMinutes * MINUTE)
    expect(start % 1000).toBe(0)
    expect(isDue(monitor, start)).toBe(true)
    expect(nextStart(monitor, start)).toBe(start + intervalMinutes * MINUTE)
    expect(nextStart(monitor, start - 1)).toBe(start)
  },
)

test('of these 2,000 ids no 10 seconds of the interval hold more than half as many again as the mean', () => {
  const slices = new Map<number, number>()
  for (let n = 0; n < 2000; n += 1) {
    const start = nextStart({ monitorId: `inbox-${n}`, intervalMinutes: 10 }, NOON)
    const slice = Math.floor(((start - NOON) % (10 * MINUTE)) / 10_000)
    slices.set(slice, (slices.get(slice) ?? 0) + 1)
  }
  expect(slices.size).toBe(60)
  expect(Math.max(...slices.values())).toBeLessThanOrEqual((1.5 * 2000) / 60)
})

test('starts are spread over the first half of the minute, each monitor always at its own place', () => {
  const delays = Array.from({ length: 200 }, (_, i) =>
    startDelay({ monitorId: `monitor-${i}`, intervalMinutes: 1 }),
  )
  expect(new Set(delays).size).toBeGreaterThan(50)
  expect(Math.min(...delays)).toBeLessThan(2 * SECOND)
  expect(Math.max(...delays)).toBeLessThan(MINUTE / 2)
  expect(delays[7]).toBe(startDelay({ monitorId: 'monitor-7', intervalMinutes: 1 }))
})
