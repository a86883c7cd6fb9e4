import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'

import { OWN_PROCESS_PATIENCE } from '../../shared/adapters/aws/client-in-time.ts'
import { newSecret } from '../../shared/adapters/http-server/proof.ts'
import { TABLE_NAMES, createTables } from './create-table.ts'
import { dynalite } from './dynalite.ts'
import { guardDatabase } from './database-guard.ts'
import { type FolderLock, lockFolder, tryDatabase } from './folder-lock.ts'
import { privateFolder } from './private-folder.ts'

export interface EmbeddedDynamoDb {
  /** As `http://127.0.0.1:49152`; reachable from this machine alone. */
  endpoint: string
  /** What it asks of every request, as 64 hex digits: random, new with each start. */
  secret: string
  /** All that a `DynamoDBClient` for it needs; nothing is read from the environment or from AWS files. */
  client: DynamoDBClientConfig & { endpoint: string; region: string }
  tableNames: { monitors: string; results: string }
  /** Waits for requests under way, then closes the database. */
  close(): Promise<void>
}

/** Whoever is not this user gets nothing of what is made. */
const PRIVATE = 0o077

/**
 * A DynamoDB inside this process, on a free port of 127.0.0.1, with both tables, for whoever holds its
 * secret. Data lives in memory, or under `path`, where it outlives the process; until it is closed all files
 * of this process are then made for this user alone. Throws `CannotStart` when another process has that
 * folder, `UnsafeFolder` when another user has. It has no streams, no transactions and no TTL: see
 * `sweepExpired`.
 */
export async function embeddedDynamoDb(options: { path?: string } = {}): Promise<EmbeddedDynamoDb> {
  const { path: folder } = options
  if (folder === undefined) return opened(dynalite({ createTableMs: 0 }))
  const release = await heldFolder(folder)
  return opened(dynalite({ createTableMs: 0, path: path.join(folder, 'dynamodb') }), release)
}

/** Has the folder, ready for dynalite, which throws from a callback where it is not; the way to let it go. */
export async function heldFolder(folder: string): Promise<() => Promise<void>> {
  const umask = process.umask(PRIVATE)
  let lock: FolderLock | undefined
  const release = async () => {
    process.umask(umask)
    await lock?.release()
  }
  try {
    await privateFolder(folder)
    lock = await lockFolder(folder)
    await tryDatabase(path.join(folder, 'dynamodb'))
    return release
  } catch (error) {
    await release()
    throw error
  }
}

async function opened(
  server: Server,
  release: () => Promise<void> = () => Promise.resolve(),
): Promise<EmbeddedDynamoDb> {
  const secret = newSecret()
  const close = async () => {
    await closeServer(server)
    await release()
  }
  try {
    const guard = guardDatabase(server, secret)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { address, port } = server.address() as AddressInfo
    const endpoint = `http://${address}:${String(port)}`
    const client = embeddedClient({ endpoint, secret })
    await createTables(client, OWN_PROCESS_PATIENCE)
    guard.refuseNewTables()
    return { endpoint, secret, client, tableNames: TABLE_NAMES, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** All that a client needs for the embedded database at this endpoint, in this process or another. */
export function embeddedClient({
  endpoint,
  secret,
}: Pick<EmbeddedDynamoDb, 'endpoint' | 'secret'>): EmbeddedDynamoDb['client'] {
  return {
    endpoint,
    region: 'local',
    // The id stands in each request; nobody checks what is signed with the key.
    credentials: { accessKeyId: secret, secretAccessKey: 'local' },
    // An environment set up for AWS may ask for these, and a custom endpoint has neither.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  }
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeIdleConnections()
  })
}
