import { expect, test } from 'vitest'

import { opened } from '../opened.ts'
import { served } from '../served.ts'
import { fleetWorld } from './fleet-world.ts'

test('a row stays where it is while the pointer is on it, and goes to its place once that has left', async () => {
  const { address, world } = await served((home) => fleetWorld({ down: 0, home }))
  const { page } = await opened(address('/'))
  const names = () => page.locator('.fleet .c-name > a').allTextContents()
  await page.getByRole('link', { name: 'm0012' }).hover()
  const before = await names()
  await world.fails('m0012')
  await world.clock.advance(15_000)
  await page.clock.fastForward(15_000)
  await page.getByRole('row', { name: /down m0012/ }).waitFor()
  expect(await names()).toEqual(before)
  await page.mouse.move(5, 5)
  expect((await names())[0]).toBe('m0012')
})

test('everyone of a group is acknowledged by one press', async () => {
  const { address, world } = await served((home) => fleetWorld({ home }))
  const { page } = await opened(address('/?open=m0001'))
  await page.getByRole('button', { name: 'Acknowledge all' }).click()
  await page.getByRole('button', { name: 'Acknowledge all', disabled: false }).waitFor()
  await world.clock.advance(15_000)
  await page.clock.fastForward(15_000)
  await page.getByRole('button', { name: 'Acknowledge all' }).waitFor({ state: 'detached' })
  for (const id of ['m0001', 'm0002', 'm0003', 'm0004']) {
    expect((await world.runs.findState(id))?.incident).toHaveProperty('acknowledged')
  }
})
