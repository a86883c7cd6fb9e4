import os from 'node:os'
import { parseArgs } from 'node:util'

import { api } from './api.ts'
import { apiChanges } from './api-changes.ts'
import { type Bundles, bundles } from './bundles.ts'
import { commandLine } from './command-line.ts'
import { coldImport } from './cold-import.ts'
import { cost } from './run-cost.ts'
import { costUnits } from './cost-units.ts'
import { detectionLag } from './lag/detection-lag.ts'
import { lagOverSockets } from './lag/lag-over-sockets.ts'
import { looks } from './lag/looks.ts'
import { memorySizes } from './memory-sizes.ts'
import { metrics } from './metrics.ts'
import { overhead } from './overhead.ts'
import { chart } from './page/chart.ts'
import { page } from './page/page.ts'
import { views } from './views.ts'
import { warmMemory } from './warm-memory.ts'

/** One part of the bench: what it prints, and what the figures are, in a sentence. */
interface Section {
  title: string
  tables: () => Promise<string>
  /** It takes so long that it is measured only where it is named. */
  takesLong?: true
}

const SECTIONS: Readonly<Record<string, Section>> = {
  overhead: {
    title: 'What a run adds to its dialogue: servers that answer at once, on this machine',
    tables: overhead,
  },
  lag: {
    title: 'From being in the mailbox to being seen: simulated, 10 ms a round trip',
    tables: detectionLag,
  },
  looks: {
    title: 'When to look, the policy alone: mean lag and logins of each plan, for the same messages',
    tables: looks,
  },
  'real-lag': {
    title: 'The same by the adapters over real sockets, IMAP beside POP3: simulated time, no latency',
    tables: lagOverSockets,
  },
  cost: {
    title: 'What a run costs: nothing is delayed, the first look after 300 ms finds',
    tables: () => withBundles(cost),
  },
  warm: { title: 'What a warm function holds after many runs', tables: () => withBundles(warmMemory) },
  memory: {
    title: 'What a good run takes at each size of memory: as much of a CPU as Lambda gives, mail of a second',
    tables: () => withBundles(memorySizes),
    takesLong: true,
  },
  units: { title: 'What AWS bills for an invocation besides its time', tables: costUnits },
  command: {
    title: 'What a command takes, its process included',
    tables: commandLine,
  },
  views: {
    title: 'What a question about the past takes: a year at 5 minutes, 2,000 monitors',
    tables: views,
    takesLong: true,
  },
  metrics: {
    title: 'What a scrape of /metrics takes: two locations a monitor',
    tables: metrics,
    takesLong: true,
  },
  api: {
    title: 'What each route of the API that looks takes: a year at 5 minutes, 2,000 monitors',
    tables: api,
    takesLong: true,
  },
  changes: {
    title: 'What each route of the API that changes something takes, beside 2,000 monitors',
    tables: apiChanges,
    takesLong: true,
  },
  page: {
    title: 'What the page weighs, and how soon it shows something: Chromium on this machine',
    tables: page,
    takesLong: true,
  },
  chart: {
    title:
      'What the charts of a monitor take: a year at 5 minutes in two locations, Chromium on this machine',
    tables: chart,
    takesLong: true,
  },
  import: {
    title: 'How big the function is, and how long it takes to load',
    tables: () => withBundles(coldImport),
  },
}

/**
 * `npm run bench`, or parts of it: `npm run bench -- overhead lag`. Takes three minutes; `views` and `api`,
 * ten each, and `metrics`, two, must be named; an idle machine says most.
 */
const { positionals } = parseArgs({ allowPositionals: true })
const usual = Object.keys(SECTIONS).filter((name) => !SECTIONS[name]?.takesLong)
const chosen = positionals.length > 0 ? positionals : usual
const unknown = chosen.filter((name) => !(name in SECTIONS))
if (unknown.length > 0) {
  console.error(`no part of the bench: ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`)
  process.exit(2)
}

console.log(machine())
for (const name of chosen) {
  const section = SECTIONS[name]
  if (section) console.log(`\n${section.title}\n\n${await section.tables()}`)
}
console.log('\nEach figure is a median, with the least and the greatest in brackets.')

function machine(): string {
  const [cpu] = os.cpus()
  const load = os.loadavg()[0] ?? NaN
  return [
    new Date().toISOString().slice(0, 10),
    `Node ${process.version}`,
    `${os.type()} ${os.release()} ${os.arch()}`,
    `${String(os.availableParallelism())} cores of ${cpu?.model.trim() ?? 'an unknown kind'}`,
    `${(os.totalmem() / 2 ** 30).toFixed(0)} GB`,
    `load ${load.toFixed(1)} at the start`,
  ].join(', ')
}

async function withBundles(tables: (made: Bundles) => Promise<string>): Promise<string> {
  const made = await bundles()
  try {
    return await tables(made)
  } finally {
    await made.remove()
  }
}
