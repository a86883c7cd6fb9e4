import { describe, expect, test } from 'vitest'

import type { HttpHome } from '../../../shared/http/home.ts'
import { apiWorld } from '../../http/api-world.ts'
import { wrongWith } from '../fine.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'

/** `npm start` with the demo monitor alone, after two runs or none. */
async function newcomer({ runs = 2, ...opening }: Opening & { runs?: number } = {}) {
  const lost: string[] = []
  const { address, world } = await served(async (differing: Partial<HttpHome>) => {
    const starter = { start: () => Promise.resolve(), startTrial: () => Promise.resolve() }
    const world = apiWorld({
      kind: 'local',
      place: 'local mode in .data',
      demo: { loseNext: () => void lost.push('one') },
      probes: { starter, locations: ['local'] },
      topics: () => Promise.resolve([{ name: 'alerts', subscriptions: [] }]),
      ...differing,
    })
    await world.has('demo', { name: 'Demo', intervalMinutes: 1, timeoutSeconds: 10 })
    for (const minutes of [2, 1].slice(0, runs)) {
      await world.delivered('demo', minutes, { roundTripMs: 324, location: 'local' })
    }
    return world
  })
  const shown = await opened(address('/'), opening)
  await shown.page.locator('h1').waitFor()
  return { ...shown, lost, world }
}

test('the demo monitor is explained, with what to try next', async () => {
  const { page } = await newcomer()
  await page.getByRole('heading', { name: /^Demo is up\. Its last message came back in 324 ms/ }).waitFor()
  await page.getByText(/The next message is sent in \d+ s|is on its way/).waitFor()
  await page.getByText('a small mail server built into Roundtrip').waitFor()
  await page.getByRole('img', { name: '2 runs: 2 up' }).waitFor()
  await page.getByText('Nobody yet. Alerts appear in the terminal of npm start.').waitFor()
  expect(await page.getByRole('link', { name: 'New monitor' }).getAttribute('href')).toBe('/new')
})

test('before the first run it is said when that comes', async () => {
  const { page } = await newcomer({ runs: 0 })
  await page.getByRole('heading', { name: 'Demo has not run yet.' }).waitFor()
  await page.getByText(/The first message (is sent in \d+ s|is on its way)/).waitFor()
})

test('losing a message is asked for, and what will come of it is said until it has', async () => {
  const { page, lost, world } = await newcomer()
  await page.getByRole('button', { name: 'Lose a message' }).click()
  await page.getByText(/^The message of the next run.*will be lost/).waitFor()
  expect(lost).toEqual(['one'])
  await world.lost('demo', 0, { location: 'local' })
  await world.clock.advance(15_000)
  await page.clock.fastForward(15_000)
  await page.getByRole('heading', { name: /^Demo is down/ }).waitFor()
  await page.getByText('down within a minute').waitFor()
})

test('the first monitor of their own takes the first steps away', async () => {
  const { page, world } = await newcomer()
  await page.getByRole('heading', { name: 'Try next' }).waitFor()
  await world.has('shop')
  await world.clock.advance(15_000)
  await page.clock.fastForward(15_000)
  await page.getByRole('link', { name: 'shop', exact: true }).waitFor()
  expect(await page.getByRole('heading', { name: 'Try next' }).count()).toBe(0)
})

test('who is told opens from there, and says what to do where nobody is', async () => {
  const shown = await newcomer()
  await shown.page.locator('main').getByRole('button', { name: 'Who gets alerts' }).click()
  const panel = shown.page.getByRole('dialog', { name: 'Who gets alerts' })
  await panel.getByText('Alerts are sent to nobody.').waitFor()
  await panel.getByText('docs/one-machine.md').waitFor()
  expect(await wrongWith(shown)).toEqual([])
})

describe.each([0, 2])('after %i runs', (runs) => {
  test.each<[string, Opening]>([
    ['wide', {}],
    ['narrow', { size: 'narrow' }],
    ['dark', { colorScheme: 'dark' }],
  ])('%s it fits and is accessible', async (_how, opening) => {
    expect(await wrongWith(await newcomer({ runs, ...opening }))).toEqual([])
  })
})

test('without a monitor there is a way to the first', async () => {
  const { address } = await served(apiWorld)
  const shown = await opened(address('/'))
  await shown.page.getByRole('heading', { name: 'There are no monitors yet.' }).waitFor()
  await shown.page.getByText('npx roundtrip monitors add').waitFor()
  expect(await wrongWith(shown)).toEqual([])
  await shown.page.getByRole('link', { name: 'New monitor' }).click()
  await shown.page.waitForURL('**/new')
})
