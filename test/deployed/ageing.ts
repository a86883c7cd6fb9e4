import type { Item } from '../../shared/adapters/dynamodb/table-access.ts'
import type { Millis } from '../../shared/core/units.ts'
import type { DeployedStack } from './stack.ts'

/** Fields that hold an instant at which somebody may act. */
const INSTANTS = ['dueAt', 'deadline', 'claimedUntil']

/**
 * Brings about what so much time would: moves the instants in a monitor's open runs and in its state back, so that claims lapse
 * and what falls due is due. What has happened keeps its time.
 */
export async function letTimePass({ results }: DeployedStack, monitorId: string, ms: Millis): Promise<void> {
  for (const { sortKey, ...fields } of await itemsOf({ results }, monitorId)) {
    if (sortKey === 'state' || sortKey.startsWith('open#')) {
      await results.put({ monitorId, sortKey }, earlier(fields, ms) as Item)
    }
  }
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
  if (typeof value === 'number') return INSTANTS.includes(name) ? value - ms : value
  if (Array.isArray(value)) return value.map((one: unknown) => earlier(one, ms))
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, earlier(one, ms, key)]))
}
