import type { Expression, Item } from '../../../shared/adapters/dynamodb/access/table-access.ts'
import type { Millis } from '../../../shared/core/time/units.ts'
import type { DeployedStack } from './stack.ts'

/** Fields that hold an instant at which somebody may act, or one for each location. */
const INSTANTS = [
  'dueAt',
  'deadline',
  'claimedUntil',
  'foldedUntil',
  'expected',
  'acceptedAt',
  'repeatAt',
  'startAt',
  'countsAt',
]

/**
 * Brings about what so much time would: moves the instants in a monitor's open runs, in its state and in the
 * definition that it goes by back, so that claims lapse and what falls due is due. What has happened keeps
 * its time.
 */
export async function letTimePass(
  stack: Pick<DeployedStack, 'results'>,
  monitorId: string,
  ms: Millis,
): Promise<void> {
  for (const { sortKey } of await itemsOf(stack, monitorId)) {
    const moves = sortKey === 'state' || sortKey === 'accepted' || sortKey.startsWith('open#')
    if (moves) await moveBack(stack, { monitorId, sortKey }, ms)
  }
}

/**
 * Others may be at work on the same item: nothing that they wrote is lost, and nothing that they removed
 * comes back.
 */
async function moveBack(
  { results }: Pick<DeployedStack, 'results'>,
  key: { monitorId: string; sortKey: string },
  ms: Millis,
): Promise<void> {
  for (let item = await results.get(key); item; item = await results.get(key)) {
    if (await results.put(key, earlier(item, ms) as Item, asRead(item))) return
  }
}

function asRead({ writeId }: Item): Expression {
  return writeId === undefined
    ? { expression: 'attribute_exists(#sortKey) AND attribute_not_exists(#writeId)' }
    : { expression: '#writeId = :writeId', values: { writeId } }
}

/** All that the Results table holds of a monitor. */
export async function itemsOf(
  { results }: Pick<DeployedStack, 'results'>,
  monitorId: string,
): Promise<({ sortKey: string } & Item)[]> {
  const items: ({ sortKey: string } & Item)[] = []
  const key = { expression: '#monitorId = :monitorId', values: { monitorId } }
  for await (const item of results.query({ key })) items.push({ ...item, sortKey: String(item.sortKey) })
  return items
}

/** Makes as if the monitor had never run. */
export async function forgetRuns({ results }: DeployedStack, monitorId: string): Promise<void> {
  const items = await itemsOf({ results }, monitorId)
  await Promise.all(items.map(({ sortKey }) => results.delete({ monitorId, sortKey })))
}

function earlier(value: unknown, ms: Millis, name = ''): unknown {
  const isInstant = INSTANTS.includes(name)
  if (typeof value === 'number') return isInstant ? value - ms : value
  if (Array.isArray(value)) return value.map((one: unknown) => earlier(one, ms))
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, earlier(one, ms, isInstant ? name : key)]),
  )
}
