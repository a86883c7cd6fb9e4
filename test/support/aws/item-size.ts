import type { AttributeValue } from '@aws-sdk/client-dynamodb'

/** The octets that DynamoDB counts: names and values (developer guide, "DynamoDB item sizes and formats"). */
export function sizeOf(item: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value),
    0,
  )
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1
  if (value.B !== undefined) return value.B.length
  if (value.L !== undefined) return 3 + value.L.reduce((sum, one) => sum + 1 + valueSize(one), 0)
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + sizeOf(value.M)
  return 1
}
