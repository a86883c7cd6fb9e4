import { expect, test } from 'vitest'

import { nightly } from '../../../local/clock/nightly.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { fakeClock } from '../../support/fake-clock.ts'

const MIDNIGHT = Date.UTC(2026, 0, 10)

/** Calls it at an instant; answers the days that were made then. */
function world(fail: (day: string) => boolean = () => false) {
  const clock = fakeClock(MIDNIGHT)
  let made: string[] = []
  const call = nightly(clock, (day) => {
    if (fail(day)) return Promise.reject(new Error('store away'))
    made.push(day)
    return Promise.resolve()
  })
  return async (at: number) => {
    clock.setWall(at)
    made = []
    await call()
    return made
  }
}

const LAST_SEVEN = [3, 4, 5, 6, 7, 8, 9].map((day) => `2026-01-0${String(day)}`)

test('at the start the last seven days are made, oldest first, and none of them a second time', async () => {
  const at = world()
  expect(await at(MIDNIGHT + 12 * 60 * MINUTE)).toEqual(LAST_SEVEN)
  expect(await at(MIDNIGHT + 13 * 60 * MINUTE)).toEqual([])
})

test('a day is made once it is half an hour past, UTC', async () => {
  const at = world()
  await at(MIDNIGHT)
  expect(await at(MIDNIGHT + 30 * MINUTE - 1)).toEqual([])
  expect(await at(MIDNIGHT + 30 * MINUTE)).toEqual(['2026-01-09'])
  expect(await at(MIDNIGHT + DAY)).toEqual([])
  expect(await at(MIDNIGHT + DAY + 31 * MINUTE)).toEqual(['2026-01-10'])
})

test('days slept through are made up for', async () => {
  const at = world()
  await at(MIDNIGHT + 30 * MINUTE)
  expect(await at(MIDNIGHT + 3 * DAY + 45 * MINUTE)).toEqual(['2026-01-10', '2026-01-11', '2026-01-12'])
})

test('a day that cannot be made is tried again at the next call, and those before it are not', async () => {
  let away = true
  const at = world((day) => away && day === '2026-01-08')
  await expect(at(MIDNIGHT + DAY)).rejects.toThrow('store away')
  away = false
  expect(await at(MIDNIGHT + DAY + MINUTE)).toEqual(['2026-01-08', '2026-01-09'])
})

test('days that a clock was ahead by are made when they are past', async () => {
  const at = world()
  await at(MIDNIGHT + 30 * MINUTE)
  await at(MIDNIGHT + 400 * DAY)
  expect(await at(MIDNIGHT + 31 * MINUTE)).toEqual([])
  expect(await at(MIDNIGHT + DAY + 30 * MINUTE)).toEqual(['2026-01-10'])
  expect(await at(MIDNIGHT + 2 * DAY + 30 * MINUTE)).toEqual(['2026-01-11'])
})
