import { type Row, shown, spread, table } from './figures.ts'
import { type Billed, type UnitsWorld, unitsWorld } from './units-world.ts'

/** Then a session of 5 ms counts as 0.25 s, about what it takes over the internet, and 300 s pass in 6. */
const TIMES_AS_FAST = 50
const TIMES = 6

/**
 * What AWS bills for a run besides its time, counted over the embedded DynamoDB; `docs/cost.md` is made of
 * these. Takes half a minute.
 */
export async function costUnits(): Promise<string> {
  const world = await unitsWorld(TIMES_AS_FAST)
  try {
    const good = await several(() => world.run())
    const ledgers = [await ledgerOf(world), await ledgerOf(world)]
    const rows = [
      billedRow('a good run', good),
      billedRow('the run that opens an incident', [await world.run('lost')]),
      billedRow('each more that fails', [await world.run('lost'), await world.run('lost')]),
      billedRow('the run that ends it', [await world.run()]),
      billedRow('a pass of the watchdog', await several(() => world.pass())),
      billedRow('the nightly repair, a monitor', await several(() => world.reconcile())),
      billedRow('a day of 144 runs, summed up', [await world.summary(144)]),
      billedRow('a day of 288 runs, summed up', [await world.summary(288)]),
    ]
    const head = ['', 'reads, units', 'writes, units', 'logged, octets', 'secrets', 'alerts']
    const items = table(['items', 'octets'], sizeRows(await world.sizes()))
    return [table(head, rows), ...ledgers, items, await oftener()].join('\n\n')
  } finally {
    await world.close()
  }
}

/** Each write of one good run: of two in a row one moves the state's entry among what is due. */
async function ledgerOf(world: UnitsWorld): Promise<string> {
  const { writes } = await world.run()
  const rows = world
    .written()
    .map(({ kind, octets, own, inIndexes }) => [kind, octets, own, inIndexes].map(String))
  return table([`writes of a good run: ${writes}`, 'octets', 'units', 'in indexes'], rows)
}

async function oftener(): Promise<string> {
  const world = await unitsWorld(TIMES_AS_FAST, 5)
  try {
    const row = billedRow('a good run every 5 minutes', await several(() => world.run()))
    return table(['', 'reads, units', 'writes, units', 'logged, octets', 'secrets', 'alerts'], [row])
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
    means(billed.map(({ writes }) => writes)),
    figure(({ logOctets }) => logOctets),
    figure(({ secrets }) => secrets),
    figure(({ publishes }) => publishes),
  ]
}

/** The mean: of several good runs in a row one writes more. */
function means(writes: readonly number[]): string {
  const mean = writes.reduce((all, one) => all + one, 0) / writes.length
  return shown({ ...spread(writes), median: mean }, Number.isInteger(mean) ? 0 : 2)
}

/** By kind: what stands before the `#` of the sort key. */
function sizeRows(sizes: ReadonlyMap<string, number>): Row[] {
  const kinds = Map.groupBy(sizes, ([sortKey]) => sortKey.split('#')[0] ?? '')
  return [...kinds].map(([kind, items]) => [kind, shown(spread(items.map(([, octets]) => octets)), 0)])
}
