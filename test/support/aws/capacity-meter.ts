import { isDeepStrictEqual } from 'node:util'

import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  type AttributeValue,
  type ConsumedCapacity,
} from '@aws-sdk/client-dynamodb'

import type { EmbeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { type IndexShape, TABLES, type TableShape } from '../../../shared/core/aws/tables.ts'
import { sizeOf } from './item-size.ts'

/**
 * What DynamoDB bills on demand: read units of 4 KB (half, where an index is read) and write units of 1 KB.
 */
export interface Capacity {
  reads: number
  writes: number
}

/** One write of one item, refused ones left out. */
export interface Written {
  /** What stands before the `#` of the sort key. */
  kind: string
  /** Octets of the larger of the item before and after. */
  octets: number
  /** Write units of the item, and of its entries in indexes: 2 where one moves. */
  own: number
  inIndexes: number
}

export interface MeteredClient {
  readonly client: DynamoDBClient
  /** What was billed since this was asked the last time. */
  taken(): Capacity
  /** How many items were read since this was asked the last time, also those that a filter left out. */
  itemsRead(): number
  /** The writes since this was asked the last time, in their order. */
  written(): Written[]
  destroy(): void
}

type Item = Record<string, AttributeValue>

/** What the commands that our stores send have in common. */
interface Asked {
  TableName: string
  Key?: Item
  Item?: Item
}

/** What the answers have in common. */
interface Answered {
  ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[]
  Item?: Item
  ScannedCount?: number
  Responses?: Record<string, Item[]>
}

const WRITES = ['PutItemCommand', 'UpdateItemCommand', 'DeleteItemCommand']

/**
 * A client of the embedded DynamoDB that adds up what AWS would bill (DynamoDB, "Read and write operations"
 * and "Global secondary indexes"): for a write the larger of the item before and after, and whatever it
 * changes in each index; for a refused one the item that stands. Reads are what the embedded DynamoDB says of
 * them, at least the least that is billed.
 */
export function meteredClient({ client: config, tableNames }: EmbeddedDynamoDb): MeteredClient {
  const client = new DynamoDBClient(config)
  const observer = new DynamoDBClient(config)
  const shapes: Readonly<Record<string, TableShape>> = {
    [tableNames.monitors]: TABLES.monitors,
    [tableNames.results]: TABLES.results,
  }
  let billed: Capacity = { reads: 0, writes: 0 }
  let items = 0
  let ledger: Written[] = []

  async function written<T>({ TableName, Key, Item }: Asked, send: () => Promise<T>): Promise<T> {
    const shape = shapes[TableName]
    if (!shape) throw new Error(`expected one of our tables, got ${TableName}`)
    const read = new GetItemCommand({
      TableName,
      Key: Key ?? keyIn(Item ?? {}, shape),
      ConsistentRead: true,
    })
    const before = (await observer.send(read)).Item
    try {
      const output = await send()
      const after = (await observer.send(read)).Item
      const own = Math.max(units(before), units(after))
      const inIndexes = shape.indexes.reduce((all, index) => all + indexUnits(index, shape, before, after), 0)
      billed.writes += own + inIndexes
      const octets = Math.max(sizeOf(before ?? {}), sizeOf(after ?? {}))
      ledger.push({ kind: kindOf(Key ?? Item ?? {}), octets, own, inIndexes })
      return output
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) billed.writes += units(before)
      throw error
    }
  }

  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (WRITES.includes(commandName)) return written(args.input as Asked, () => next(args))
        const input = { ...args.input, ReturnConsumedCapacity: 'TOTAL' } as typeof args.input
        const result = await next({ ...args, input })
        const output = result.output as Answered
        const units = [output.ConsumedCapacity ?? []].flat().map(({ CapacityUnits = 0 }) => CapacityUnits)
        const least = 'IndexName' in input || 'RequestItems' in input ? 0.5 : 1
        billed.reads += Math.max(least, ...units)
        items += itemsIn(output)
        return result
      },
    { step: 'initialize', name: 'capacityMeter' },
  )
  return {
    client,
    taken() {
      const since = billed
      billed = { reads: 0, writes: 0 }
      return since
    },
    itemsRead() {
      const since = items
      items = 0
      return since
    },
    written() {
      const since = ledger
      ledger = []
      return since
    },
    destroy() {
      client.destroy()
      observer.destroy()
    },
  }
}

function kindOf({ sortKey, monitorId }: Item): string {
  return (sortKey ?? monitorId)?.S?.split('#')[0] ?? ''
}

function itemsIn({ Item, ScannedCount = 0, Responses = {} }: Answered): number {
  return (Item ? 1 : 0) + ScannedCount + Object.values(Responses).flat().length
}

/** Write units of an item; 1 where there is none. */
function units(item: Item | undefined): number {
  return Math.max(1, Math.ceil(sizeOf(item ?? {}) / 1024))
}

/** An entry that moves within its index is taken out and put in again. */
function indexUnits(
  index: IndexShape,
  table: TableShape,
  itemBefore: Item | undefined,
  itemAfter: Item | undefined,
): number {
  const before = entry(index, table, itemBefore)
  const after = entry(index, table, itemAfter)
  if (isDeepStrictEqual(before, after)) return 0
  if (!before || !after) return units(before ?? after)
  const inPlace = isDeepStrictEqual(keyIn(before, index), keyIn(after, index))
  return inPlace ? Math.max(units(before), units(after)) : units(before) + units(after)
}

/** What an index holds of an item; an item without the index's attributes is not in it. */
function entry(index: IndexShape, table: TableShape, item: Item | undefined): Item | undefined {
  if (!item?.[index.partitionKey.name] || !item[index.sortKey.name]) return undefined
  return index.projection === 'ALL' ? item : { ...keyIn(item, table), ...keyIn(item, index) }
}

function keyIn(item: Item, { partitionKey, sortKey }: Pick<TableShape, 'partitionKey' | 'sortKey'>): Item {
  const names = [partitionKey.name, ...(sortKey ? [sortKey.name] : [])]
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)))
}
