import type { Page } from 'playwright-core'

import { DAY } from '../../../shared/core/time/units.ts'
import { type Row, shown, spread, table } from '../figures.ts'
import { framesWhile } from './page.ts'
import { type PageWorld, pageWorld } from './page-world.ts'

const DAYS = 365
/** So far back each run is stored, and shown one by one where the span is short enough. */
const DAYS_OF_RUNS = 7
const TIMES = 3
/** Ms; a busy machine takes its time. */
const PATIENCE = 120_000

/** What is pressed in each frame: nearer for a while, and back. */
const ZOOM = `document.querySelector('.chart [role="application"]').dispatchEvent(
  new KeyboardEvent('keydown', { key: frame % 20 < 10 ? '+' : '-', bubbles: true }))`

/** What the charts of a monitor take, from a day as dots to a year as a heat map: two locations at 5 minutes. */
export async function chart(): Promise<string> {
  const world = await pageWorld(DAYS, 1, DAYS_OF_RUNS)
  try {
    const to = world.past.ports.clock.now()
    const sixDays = `from=${new Date(to - 6 * DAY).toISOString()}&to=${new Date(to).toISOString()}`
    const head = ['', 'drawn after, ms', 'items read', 'read units', 'a frame while zooming, ms']
    return table(head, [
      await rowOf(world, 'a day: 576 dots', 'span=24h'),
      await rowOf(world, '6 days: 3,456 dots', sixDays),
      await rowOf(world, '90 days: 51,840 runs by the day', 'span=90d'),
      await rowOf(world, 'a year: 210,240 runs by the day', 'span=1y'),
    ])
  } finally {
    await world.close()
  }
}

/** Of all that the page asks for, with facts, history, phases, runs and the run beside them. */
async function rowOf(world: PageWorld, name: string, query: string): Promise<Row> {
  const drawn: number[] = []
  const read: [items: number, units: number][] = []
  let frames: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    world.past.metered.itemsRead()
    world.past.metered.taken()
    const start = performance.now()
    const opened = await world.open(`/m/shop?${query}`)
    opened.setDefaultTimeout(PATIENCE)
    await isDrawn(opened)
    drawn.push(performance.now() - start)
    await opened.waitForLoadState('networkidle', { timeout: PATIENCE })
    read.push([world.past.metered.itemsRead(), world.past.metered.taken().reads])
    frames = await framesWhile(opened, ZOOM)
    await opened.context().close()
  }
  const [items, units] = [read.map(([one]) => one), read.map(([, one]) => one)].map(
    (all) => spread(all).median,
  )
  return [
    name,
    shown(spread(drawn), 0),
    (items ?? NaN).toFixed(0),
    (units ?? NaN).toFixed(0),
    shown(spread(frames)),
  ]
}

/** Both charts, and a frame after them. */
async function isDrawn(opened: Page): Promise<void> {
  await opened.locator('.plot canvas').waitFor({ timeout: PATIENCE })
  await opened
    .locator('figcaption')
    .getByText(/messages? came back/)
    .waitFor({ timeout: PATIENCE })
  await opened.evaluate('new Promise(requestAnimationFrame)')
}
