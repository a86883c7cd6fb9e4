import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'

import type { Patience } from '../../shared/adapters/aws/client-in-time.ts'
import { tameLine } from '../../shared/core/redaction/tame.ts'
import { CannotStart } from '../cannot-start.ts'
import { createTables, hasTables } from './create-table.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Another DynamoDB than the embedded one: DynamoDB Local, what speaks like it, or AWS itself. */
export interface ExternalDynamoDb {
  /** As DYNAMODB_ENDPOINT has it. */
  endpoint: string
  client: DynamoDBClientConfig
}

/** Where any of these is set, the SDK looks for credentials as it does everywhere. */
const CREDENTIALS = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
]

/**
 * What DYNAMODB_ENDPOINT names; `undefined` where it is not set. The Region is that of AWS_REGION, else
 * `local`; without credentials in the environment made-up ones are sent, as DynamoDB Local takes any. Throws
 * `CannotStart` for what is no URL.
 */
export function externalDynamoDb(env: Environment): ExternalDynamoDb | undefined {
  const { DYNAMODB_ENDPOINT: written = '' } = env
  if (written === '') return undefined
  const url = URL.parse(written)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new CannotStart(
      'DYNAMODB_ENDPOINT: expected a URL as http://127.0.0.1:8000, without user and password',
    )
  }
  const isNamed = CREDENTIALS.some((name) => env[name] !== undefined)
  return {
    endpoint: url.origin,
    client: {
      endpoint: written,
      region: env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? 'local',
      ...(!isNamed && { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
    },
  }
}

/** Makes the tables that are missing there. Throws `CannotStart` where it cannot be asked. */
export function tablesAt({ endpoint, client }: ExternalDynamoDb, patience: Patience): Promise<void> {
  return asked(endpoint, () => createTables(client, patience))
}

/** Throws `CannotStart` where the tables are not there, or it cannot be asked. */
export async function needTablesAt({ endpoint }: ExternalDynamoDb, client: DynamoDBClient): Promise<void> {
  if (await asked(endpoint, () => hasTables(client))) return
  throw new CannotStart(
    `there is no local mode at ${endpoint} (DYNAMODB_ENDPOINT): npm start makes it, and so does monitors add or import`,
  )
}

async function asked<T>(endpoint: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (cause) {
    throw new CannotStart(`DYNAMODB_ENDPOINT ${endpoint} cannot be used: ${whyNot(cause)}`, { cause })
  }
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // A connection that was refused at each of several addresses says so in its code alone.
  const { code } = error as { code?: unknown }
  const words = error.message === '' && typeof code === 'string' ? code : error.message
  return tameLine(
    error.name === 'Error' || error.name === 'AggregateError' ? words : `${error.name}: ${words}`,
  )
}
