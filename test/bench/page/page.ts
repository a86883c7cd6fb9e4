import { gzipSync } from 'node:zlib'

import type { Page } from 'playwright-core'

import { buildPage } from '../../../dashboard/build/build-page.ts'
import type { PageFiles } from '../../../shared/http/page-files.ts'
import { type Row, shown, spread, table } from '../figures.ts'
import { type PageWorld, pageWorld } from './page-world.ts'

const TIMES = 5
/** A browser takes so long to show anything of this server's. */
const LEAST = '/healthz'

/** What the page weighs, how soon it shows something useful, and Now with 2,000 monitors. */
export async function page(): Promise<string> {
  const [few, many] = [await pageWorld(1, 20), await pageWorld(1, 2_000)]
  try {
    return [
      await weights(),
      table(
        ['first visit', 'first paint, ms', 'useful, ms'],
        [
          await firstUseful('/healthz, 11 octets', few, LEAST, 'ok'),
          await firstUseful('Now, 20 monitors', few, '/', 'monitor-1'),
          await firstUseful('Now, 2,000 monitors', many, '/', 'monitor-1'),
          await firstUseful('a monitor, its last day', few, '/m/shop', 'Round trip'),
        ],
      ),
      await nowWithMany(many),
    ].join('\n\n')
  } finally {
    await many.close()
    await few.close()
  }
}

async function weights(): Promise<string> {
  const took: number[] = []
  let built: PageFiles | undefined
  for (let time = 0; time < TIMES; time += 1) {
    const start = performance.now()
    built = await buildPage()
    took.push(performance.now() - start)
  }
  const files = [...(built?.files ?? [])]
  const row = (name: string, ending: string, isMeant: (name: string) => boolean = () => true): Row => {
    const meant = files.filter(([file]) => file.endsWith(ending) && isMeant(file))
    const kb = (sizes: number[]) => (sizes.reduce((sum, size) => sum + size, 0) / 1024).toFixed(1)
    return [
      name,
      String(meant.length),
      kb(meant.map(([, { body }]) => body.length)),
      kb(meant.map(([, { body }]) => gzipSync(body).length)),
    ]
  }
  const rows = [
    row('all scripts', '.js'),
    row('of it Now', '.js', (file) => file.includes('/now-page')),
    row('of it a monitor', '.js', (file) => file.includes('/monitor-page')),
    row('the style sheet', '.css'),
  ]
  return `${table(['files', 'number', 'KB', 'KB, gzip'], rows)}\n\nBuilt in ${shown(spread(took), 0)} ms.`
}

async function firstUseful(name: string, world: PageWorld, path: string, says: string): Promise<Row> {
  const painted: number[] = []
  const useful: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    const start = performance.now()
    const opened = await world.open(path)
    await opened.getByText(says).first().waitFor()
    useful.push(performance.now() - start)
    painted.push(
      await opened.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      ),
    )
    await opened.context().close()
  }
  return [name, shown(spread(painted), 0), shown(spread(useful), 0)]
}

async function nowWithMany(world: PageWorld): Promise<string> {
  const opened = await world.open('/')
  await opened.getByText('monitor-1').first().waitFor()
  const rows = await opened.locator('tbody tr').count()
  const idle = await framesWhile(opened, '')
  const scrolled = await framesWhile(opened, 'scrollBy(0, 120)')
  const search = opened.getByRole('searchbox').or(opened.getByRole('textbox')).first()
  const typed: number[] = []
  for (const text of ['monitor-19', 'monitor-7', 'monitor-42']) {
    const start = performance.now()
    await search.fill(text)
    await opened.locator('tbody a').first().filter({ hasText: text }).waitFor()
    typed.push(performance.now() - start)
    await search.fill('')
  }
  return table(
    ['Now, 2,000 monitors', 'median (least to most)'],
    [
      ['rows in the document', String(rows)],
      ['a frame while nothing happens, ms', shown(spread(idle))],
      ['a frame while scrolling 120 px a frame, ms', shown(spread(scrolled))],
      ['from a key to the rows that match, ms', shown(spread(typed), 0)],
    ],
  )
}

/** Lengths of 120 frames in ms; `each` is code that is done in every one, and may use `frame`. */
export async function framesWhile(opened: Page, each: string): Promise<number[]> {
  return opened.evaluate<number[]>(`(async () => {
    const lengths = []
    let last = performance.now()
    for (let frame = 0; frame < 120; frame += 1) {
      await new Promise(requestAnimationFrame)
      lengths.push(performance.now() - last)
      last = performance.now()
      ${each}
    }
    return lengths
  })()`)
}
