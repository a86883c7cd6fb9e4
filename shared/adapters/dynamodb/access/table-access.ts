import {
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb'

import { type Attributes, marshal, unmarshal } from './marshal.ts'
import { StoreError } from './store-error.ts'

export type Item = Readonly<Record<string, unknown>>
export type Key = Readonly<Record<string, string>>

/**
 * A DynamoDB expression: `#name` means the attribute `name` unless `names` says another, `:value` is looked up
 * in `values`, or in `stored`, which holds it as DynamoDB gave it.
 */
export interface Expression {
  expression: string
  names?: Readonly<Record<string, string>>
  values?: Item
  stored?: Attributes
}

export interface TableQuery {
  key: Expression
  filter?: Expression
  /** From the last one back. */
  backwards?: true
  /** Items a page; absent: as many as 1 MB holds. */
  pageSize?: number
  /** Absent: the table itself, read consistently; an index always lags. */
  index?: string
}

/**
 * One table, seen through plain objects. Reads are consistent. A condition that fails is the answer `false`;
 * every other error is thrown as `StoreError` with DynamoDB's as its cause, after the SDK's own retries.
 */
export interface TableAccess {
  readonly tableName: string
  get(key: Key): Promise<Item | undefined>
  /** As DynamoDB gives it: sets are no lists, and no digit of a number is lost. */
  getStored(key: Key): Promise<Attributes | undefined>
  /** Of at most 100 different keys, eventually consistent, in any order: `left` is asked again, later. */
  getSome(keys: readonly Key[]): Promise<{ found: Item[]; left: Key[] }>
  put(key: Key, fields: Item, condition?: Expression): Promise<boolean>
  update(key: Key, change: Expression, condition: Expression): Promise<boolean>
  /** True also when there was nothing to delete, unless the condition forbids it. */
  delete(key: Key, condition?: Expression): Promise<boolean>
  /** In the order of the sort key or backwards, page by page as they are asked for. */
  query(query: TableQuery): AsyncGenerator<Item>
  scan(): AsyncGenerator<Item>
}

export function tableAccess(client: DynamoDBClient, tableName: string): TableAccess {
  const TableName = tableName

  async function attempt<T>(action: string, key: Key | undefined, send: () => Promise<T>): Promise<T> {
    try {
      return await send()
    } catch (cause) {
      if (isConditionFailure(cause)) throw cause
      const where = key ? `${tableName}, ${Object.values(key).join(' ')}` : tableName
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new StoreError(`DynamoDB ${action} (${where}): ${why}`, { cause })
    }
  }

  async function getStored(key: Key): Promise<Attributes | undefined> {
    const command = new GetItemCommand({ TableName, Key: marshal(key), ConsistentRead: true })
    return (await attempt('GetItem', key, () => client.send(command))).Item
  }

  return {
    tableName,

    async get(key) {
      const found = await getStored(key)
      return found && unmarshal(found)
    },

    getStored,

    async getSome(keys) {
      const command = new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: keys.map(marshal) } } })
      const answer = await attempt('BatchGetItem', undefined, () => client.send(command))
      return {
        found: (answer.Responses?.[TableName] ?? []).map(unmarshal),
        left: (answer.UnprocessedKeys?.[TableName]?.Keys ?? []).map((key) => unmarshal(key) as Key),
      }
    },

    put(key, fields, condition) {
      const command = new PutItemCommand({
        TableName,
        Item: marshal({ ...fields, ...key }),
        ...(condition && { ConditionExpression: condition.expression, ...bindings(condition) }),
      })
      return unlessRefused(attempt('PutItem', key, () => client.send(command)))
    },

    update(key, change, condition) {
      const command = new UpdateItemCommand({
        TableName,
        Key: marshal(key),
        UpdateExpression: change.expression,
        ConditionExpression: condition.expression,
        ...bindings(change, condition),
      })
      return unlessRefused(attempt('UpdateItem', key, () => client.send(command)))
    },

    delete(key, condition) {
      const command = new DeleteItemCommand({
        TableName,
        Key: marshal(key),
        ...(condition && { ConditionExpression: condition.expression, ...bindings(condition) }),
      })
      return unlessRefused(attempt('DeleteItem', key, () => client.send(command)))
    },

    query({ key, filter, backwards, pageSize, index }) {
      return pages(async (from) => {
        const command = new QueryCommand({
          TableName,
          KeyConditionExpression: key.expression,
          ...bindings(key, ...(filter ? [filter] : [])),
          ...(filter && { FilterExpression: filter.expression }),
          ...(backwards && { ScanIndexForward: false }),
          ...(pageSize !== undefined && { Limit: pageSize }),
          ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
          ...(from && { ExclusiveStartKey: from }),
        })
        return attempt('Query', undefined, () => client.send(command))
      })
    },

    scan() {
      return pages(async (from) => {
        const command = new ScanCommand({
          TableName,
          ConsistentRead: true,
          ...(from && { ExclusiveStartKey: from }),
        })
        return attempt('Scan', undefined, () => client.send(command))
      })
    },
  }
}

async function* pages(
  read: (
    from: Attributes | undefined,
  ) => Promise<{ Items?: Attributes[] | undefined; LastEvaluatedKey?: Attributes | undefined }>,
): AsyncGenerator<Item> {
  let from: Attributes | undefined
  do {
    const { Items = [], LastEvaluatedKey } = await read(from)
    yield* Items.map(unmarshal)
    from = LastEvaluatedKey
  } while (from)
}

function bindings(...expressions: Expression[]) {
  const names = expressions.flatMap(({ expression, names = {} }) =>
    (expression.match(/#\w+/g) ?? []).map((name) => [name, names[name.slice(1)] ?? name.slice(1)]),
  )
  const values = expressions.flatMap(({ values = {}, stored = {} }) =>
    Object.entries({ ...marshal(values), ...stored }).map(([name, value]) => [`:${name}`, value]),
  )
  return {
    ExpressionAttributeNames: Object.fromEntries(names) as Record<string, string>,
    ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values) as Attributes }),
  }
}

async function unlessRefused(write: Promise<unknown>): Promise<boolean> {
  try {
    await write
    return true
  } catch (error) {
    if (isConditionFailure(error)) return false
    throw error
  }
}

function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException'
}
