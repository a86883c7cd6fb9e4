import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { TABLES } from '../../shared/core/aws/tables.ts'
import { createMissingTable } from './create-table.ts'
import { dynalite } from './dynalite.ts'
import { INSTANCE_HEADER } from './endpoint-file.ts'
import { lockFolder } from './folder-lock.ts'
import { makeFolder } from './make-folder.ts'

export interface EmbeddedDynamoDb {
  /** As `http://127.0.0.1:49152`; reachable from this machine alone. */
  endpoint: string
  /** What it says in the header `INSTANCE_HEADER` of every answer: random, new with each start. */
  instance: string
  /** All that a `DynamoDBClient` for it needs; nothing is read from the environment or from AWS files. */
  client: DynamoDBClientConfig & { endpoint: string; region: string }
  tableNames: { monitors: string; results: string }
  /** Waits for requests under way, then closes the database. */
  close(): Promise<void>
}

/** What the embedded database calls its tables, in every folder. */
export const TABLE_NAMES = { monitors: 'roundtrip-monitors', results: 'roundtrip-results' }

/**
 * A DynamoDB inside this process, on a free port of 127.0.0.1, with both tables. Data lives in memory, or
 * under `path`, where it outlives the process. Throws `CannotStart` when another process has that folder. It
 * has no streams, no transactions and no TTL: see `sweepExpired`.
 */
export async function embeddedDynamoDb(options: { path?: string } = {}): Promise<EmbeddedDynamoDb> {
  const { path: folder } = options
  // dynalite throws from a callback, where nobody can catch it, if its own folder cannot be made.
  if (folder !== undefined) await makeFolder(path.join(folder, 'dynamodb'))
  const lock = folder === undefined ? undefined : await lockFolder(folder)
  const server = dynalite({
    createTableMs: 0,
    ...(folder !== undefined && { path: path.join(folder, 'dynamodb') }),
  })
  const instance = randomUUID()
  const close = async () => {
    await closeServer(server)
    await lock?.release()
  }
  try {
    guard(server, instance)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { address, port } = server.address() as AddressInfo
    const endpoint = `http://${address}:${String(port)}`
    const client = embeddedClient(endpoint)
    await createTables(client)
    return { endpoint, instance, client, tableNames: TABLE_NAMES, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** All that a client needs for the embedded database at this endpoint, in this process or another. */
export function embeddedClient(endpoint: string): EmbeddedDynamoDb['client'] {
  return {
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // An environment set up for AWS may ask for these, and a custom endpoint has neither.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  }
}

async function createTables(config: DynamoDBClientConfig): Promise<void> {
  const client = clientInTime(DynamoDBClient, FUNCTION_PATIENCE, config)
  try {
    await createMissingTable(client, TABLE_NAMES.monitors, TABLES.monitors)
    await createMissingTable(client, TABLE_NAMES.results, TABLES.results)
  } finally {
    client.destroy()
  }
}

/**
 * dynalite answers any web page that asks (`Access-Control-Allow-Origin: *`, no signature is checked), and
 * throws out of the process when a request breaks off. Clients of ours are no browsers and send no Origin.
 * Every answer says which database it is.
 */
function guard(server: Server, instance: string): void {
  const handlers = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    response.setHeader(INSTANCE_HEADER, instance)
    if (request.headers.origin !== undefined) {
      response.writeHead(403).end()
      return
    }
    for (const handle of handlers) handle(request, response)
    request.removeAllListeners('error')
    request.on('error', () => undefined)
  })
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeIdleConnections()
  })
}
