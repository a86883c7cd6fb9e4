import { type Row, shown, spread, table } from './figures.ts'
import { type Billed, unitsWorld } from './units-world.ts'

/** Then a session of 5 ms counts as 0.25 s, about what it takes over the internet, and 300 s pass in 6. */
const TIMES_AS_FAST = 50
const TIMES = 5

/**
 * What AWS bills for a run besides its time, counted over the embedded DynamoDB; `docs/cost.md` is made of
 * these. Takes half a minute.
 */
export async function costUnits(): Promise<string> {
  const world = await unitsWorld(TIMES_AS_FAST)
  try {
    const rows = [
      billedRow('a good run', await several(() => world.run())),
      billedRow('the run that opens an incident', [await world.run('lost')]),
      billedRow('each more that fails', [await world.run('lost'), await world.run('lost')]),
      billedRow('the run that ends it', [await world.run()]),
      billedRow('a pass of the watchdog', await several(() => world.pass())),
      billedRow('the nightly repair, a monitor', await several(() => world.reconcile())),
      billedRow('a day of 144 runs, summed up', [await world.summary(144)]),
      billedRow('a day of 288 runs, summed up', [await world.summary(288)]),
    ]
    const head = ['', 'reads, units', 'writes, units', 'logged, octets', 'secrets', 'alerts']
    return [table(head, rows), table(['items', 'octets'], sizeRows(await world.sizes()))].join('\n\n')
  } finally {
    await world.close()
  }
}

async function several(invoke: () => Promise<Billed>): Promise<Billed[]> {
  const found: Billed[] = []
  while (found.length < TIMES) found.push(await invoke())
  return found
}

function billedRow(name: string, billed: readonly Billed[]): Row {
  const figure = (of: (one: Billed) => number, decimals = 0) => shown(spread(billed.map(of)), decimals)
  return [
    name,
    figure(({ reads }) => reads, 1),
    figure(({ writes }) => writes),
    figure(({ logOctets }) => logOctets),
    figure(({ secrets }) => secrets),
    figure(({ publishes }) => publishes),
  ]
}

/** By kind: what stands before the `#` of the sort key. */
function sizeRows(sizes: ReadonlyMap<string, number>): Row[] {
  const kinds = Map.groupBy(sizes, ([sortKey]) => sortKey.split('#')[0] ?? '')
  return [...kinds].map(([kind, items]) => [kind, shown(spread(items.map(([, octets]) => octets)), 0)])
}
