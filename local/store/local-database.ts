import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'

import {
  FUNCTION_PATIENCE,
  OWN_PROCESS_PATIENCE,
  type Patience,
} from '../../shared/adapters/aws/client-in-time.ts'
import { TABLE_NAMES } from './create-table.ts'
import { embeddedDynamoDb, heldFolder } from './embedded-dynamodb.ts'
import { announceEndpoint, withdrawEndpoint } from '../../shared/adapters/http-server/endpoint-file.ts'
import { type ExternalDynamoDb, externalDynamoDb, tablesAt } from './external-dynamodb.ts'

/** The database of `npm start`, and its data folder, which no other process has meanwhile. */
export interface LocalDatabase {
  client: DynamoDBClientConfig
  tableNames: typeof TABLE_NAMES
  /** Of a client, with it. */
  patience: Patience
  /** As the console names it: `embedded DynamoDB`. */
  kind: string
  /** From now on commands find it. */
  announce(): Promise<void>
  close(): Promise<void>
}

/** The embedded DynamoDB of the folder, or the one that DYNAMODB_ENDPOINT names. Throws as both do. */
export async function localDatabase(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<LocalDatabase> {
  const external = externalDynamoDb(env)
  return external ? outside(external, folder) : inside(folder)
}

async function inside(folder: string): Promise<LocalDatabase> {
  const database = await embeddedDynamoDb({ path: folder })
  return {
    client: database.client,
    tableNames: TABLE_NAMES,
    patience: OWN_PROCESS_PATIENCE,
    kind: 'embedded DynamoDB',
    announce: () => announceEndpoint(folder, database),
    async close() {
      await withdrawEndpoint(folder)
      await database.close()
    },
  }
}

async function outside(external: ExternalDynamoDb, folder: string): Promise<LocalDatabase> {
  const close = await heldFolder(folder)
  try {
    await tablesAt(external, FUNCTION_PATIENCE)
  } catch (error) {
    await close()
    throw error
  }
  return {
    client: external.client,
    tableNames: TABLE_NAMES,
    patience: FUNCTION_PATIENCE,
    kind: `passwords; all else at ${external.endpoint}`,
    announce: () => Promise.resolve(),
    close,
  }
}
