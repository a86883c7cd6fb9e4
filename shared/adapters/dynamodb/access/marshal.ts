import type { AttributeValue } from '@aws-sdk/client-dynamodb'

import { StoreError } from './store-error.ts'

export type Attributes = Record<string, AttributeValue>

/**
 * A plain object as DynamoDB takes it. Fields that are `undefined` are left out; anything else without a
 * counterpart (a date, a function, NaN, `undefined` in a list) throws `StoreError` with its path. Numbers
 * keep what a double holds.
 */
export function marshal(record: object): Attributes {
  return attributesOf(record, '')
}

/** The other way; sets become lists in DynamoDB's order, a number more precise than a double is rounded. */
export function unmarshal(
  attributes: Readonly<Record<string, AttributeValue | undefined>>,
): Record<string, unknown> {
  // The SDK gives an attribute called `__proto__` its name and no value: no reason to read none of the table.
  const held = Object.entries(attributes).filter(
    (entry): entry is [string, AttributeValue] => entry[1] !== undefined,
  )
  return Object.fromEntries(held.map(([name, value]) => [name, valueOf(value)]))
}

function marshalValue(value: unknown, path: string): AttributeValue {
  switch (typeof value) {
    case 'string':
      return { S: value }
    case 'boolean':
      return { BOOL: value }
    case 'number':
      if (!Number.isFinite(value)) throw new StoreError(`${path}: ${String(value)} cannot be stored`)
      return { N: String(value) }
    case 'object':
      if (value === null) return { NULL: true }
      if (value instanceof Uint8Array) return { B: value }
      if (Array.isArray(value)) {
        return { L: value.map((element, index) => marshalValue(element, `${path}[${String(index)}]`)) }
      }
      return { M: attributesOf(value, path) }
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
    default:
      throw new StoreError(`${path}: a value of type ${typeof value} cannot be stored`)
  }
}

function attributesOf(record: object, path: string): Attributes {
  if (!isPlain(record)) throw new StoreError(`${path || 'item'}: only plain objects can be stored`)
  const fields = Object.entries(record).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    fields.map(([name, value]) => [name, marshalValue(value, path ? `${path}.${name}` : name)]),
  )
}

/** At most one prototype deep, which is `Object.prototype` of whatever realm. */
function isPlain(record: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(record)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function valueOf(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S
  if (value.N !== undefined) return Number(value.N)
  if (value.BOOL !== undefined) return value.BOOL
  if (value.NULL !== undefined) return null
  if (value.B !== undefined) return value.B
  if (value.L !== undefined) return value.L.map(valueOf)
  if (value.M !== undefined) return unmarshal(value.M)
  if (value.SS !== undefined) return value.SS
  if (value.NS !== undefined) return value.NS.map(Number)
  if (value.BS !== undefined) return value.BS
  throw new StoreError(`an attribute of an unknown type: ${Object.keys(value).join(', ')}`)
}
