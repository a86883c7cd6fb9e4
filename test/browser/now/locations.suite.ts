import { expect, test } from 'vitest'

import type { HttpHome } from '../../../shared/http/home.ts'
import { registered } from '../../support/worlds/registered.ts'
import { wrongWith } from '../fine.ts'
import { opened } from '../opened.ts'
import { served } from '../served.ts'
import { fleetWorld } from './fleet-world.ts'

const starter = { start: () => Promise.resolve(), startTrial: () => Promise.resolve() }

/** A fleet at home, with what else has registered. */
async function locatedWorld(differing: Partial<HttpHome>) {
  const world = await fleetWorld({
    home: {
      probes: { locations: ['eu-west-1', 'us-east-1', 'berlin'], starter },
      queues: {
        letters: ({ name }) => Promise.resolve({ deadLetters: 1, unhandled: name === 'berlin' ? 2 : 0 }),
      },
      ...differing,
    },
  })
  await world.runs.putLocation(registered('us-east-1'))
  await world.runs.putLocation(
    registered('berlin', { region: 'eu-central-1', address: '198.51.100.7', version: '1.0.1' }),
  )
  return world
}

test.each(['wide', 'narrow'] as const)(
  'below the monitors every location says what it is and how it fares, in a %s window',
  async (size) => {
    const { address } = await served(locatedWorld)
    const shown = await opened(address('/'), { size })
    const { page } = shown
    const rows = page.getByRole('region', { name: 'Locations' }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(3)
    const texts = await rows.allInnerTexts()
    expect(texts[0]).toMatch(/eu-west-1\s+(Kind\s+)?home/)
    expect(texts[1]).toMatch(/berlin[^]+fixed address in eu-central-1[^]+198\.51\.100\.7/)
    expect(texts[1]).toMatch(/1\.0\.1[^]+events to look at in its queue \(2 not handled, 1 waiting\)/)
    expect(texts[2]).toMatch(/us-east-1[^]+Region[^]+OK \(0 not handled, 1 waiting\)/)
    expect(await wrongWith(shown)).toEqual([])
  },
)

test('where home is the only location nothing is said of locations', async () => {
  const { address } = await served((home) => fleetWorld({ down: 0, home }))
  const { page } = await opened(address('/'))
  await page.getByRole('link', { name: 'm0001', exact: true }).waitFor()
  expect(await page.getByRole('region', { name: 'Locations' }).count()).toBe(0)
})
