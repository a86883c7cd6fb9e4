import { expect, test } from 'vitest'

import { kept } from '../../../../shared/app/history/views/kept.ts'
import { SECOND } from '../../../../shared/core/time/units.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

function counted() {
  const clock = fakeClock()
  let asked = 0
  const ask = kept(() => Promise.resolve((asked += 1)), clock)
  return { clock, ask }
}

test('who asks within ten seconds gets the answer that stands, who asks later a new one', async () => {
  const { clock, ask } = counted()
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  await clock.advance(10 * SECOND - 1)
  expect(await ask()).toBe(1)
  await clock.advance(1)
  expect(await ask()).toBe(2)
})

test('a wall clock that jumps changes nothing', async () => {
  const { clock, ask } = counted()
  await ask()
  clock.setWall(clock.now() + 1000 * SECOND)
  expect(await ask()).toBe(1)
})

test('a failure is not kept', async () => {
  let asked = 0
  const ask = kept(() => {
    asked += 1
    return asked === 1 ? Promise.reject(new Error('no table')) : Promise.resolve(asked)
  }, fakeClock())
  await expect(ask()).rejects.toThrow('no table')
  expect(await ask()).toBe(2)
})
