import { JsonClient, type JsonClientConfig, type JsonService } from './json-client.ts'
import { operation } from './operation.ts'

/**
 * In bundles in place of `@aws-sdk/client-dynamodb` (`cdk/function/bundled-code.ts`): what `table-access.ts` uses of it.
 */
const SERVICE: JsonService = {
  serviceId: 'DynamoDB',
  hostPrefix: 'dynamodb',
  target: 'DynamoDB_20120810',
  version: '1.0',
  attempts: 4,
  write: (input) => JSON.stringify(input, written),
  read: (answer) => JSON.parse(answer, read) as object,
}

export class DynamoDBClient extends JsonClient {
  constructor(config?: JsonClientConfig) {
    super(SERVICE, config)
  }
}

export const BatchGetItemCommand = operation('BatchGetItem')
export const DeleteItemCommand = operation('DeleteItem')
export const GetItemCommand = operation('GetItem')
export const PutItemCommand = operation('PutItem')
export const QueryCommand = operation('Query')
export const ScanCommand = operation('Scan')
export const UpdateItemCommand = operation('UpdateItem')

/** Octets go as base64. A `Buffer` has made an object of itself before this sees it: what is held says what it is. */
function written(this: unknown, key: string, value: unknown): unknown {
  const held = (this as Record<string, unknown>)[key]
  return held instanceof Uint8Array ? Buffer.from(held).toString('base64') : value
}

/** A text under `B` is the type of an attribute: one that is called so holds an object. */
function read(key: string, value: unknown): unknown {
  if (key === 'B' && typeof value === 'string') return octets(value)
  if (key === 'BS' && Array.isArray(value)) return (value as string[]).map(octets)
  return value
}

function octets(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
