import { expect, test } from 'vitest'

import { awakeSince } from '../../../local/clock/awake-since.ts'
import { hourly } from '../../../local/clock/hourly.ts'
import { DAY, MINUTE, isoInstant } from '../../../shared/core/time/units.ts'
import { fakeClock } from '../../support/fake-clock.ts'

const NOON = Date.UTC(2026, 0, 10, 12)

/** Calls it each minute, for so many; answers when it worked, as `12:00`. */
function world() {
  const clock = fakeClock(NOON)
  const worked: string[] = []
  const call = hourly(clock, awakeSince(clock), () => {
    worked.push(isoInstant(clock.now()).slice(0, 16))
    return Promise.resolve()
  })
  async function pass(minutes: number): Promise<string[]> {
    for (let minute = 0; minute < minutes; minute += 1) {
      await call()
      await clock.advance(MINUTE)
    }
    return worked.splice(0)
  }
  return { clock, pass }
}

test('it works once an hour, first after one', async () => {
  const { pass } = world()
  expect(await pass(150)).toEqual(['2026-01-10T13:00', '2026-01-10T14:00'])
})

test('it does nothing by a clock that is once far ahead for less than an hour', async () => {
  const { clock, pass } = world()
  await pass(50)
  clock.setWall(clock.now() + 500 * DAY)
  expect(await pass(50)).toEqual([])
  clock.setWall(clock.now() - 500 * DAY)
  expect(await pass(62)).toEqual(['2026-01-10T14:40'])
})
