import { setTimeout as delay } from 'node:timers/promises'

import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'

import { CannotStart } from '../../local/cannot-start.ts'
import { statesInOneStore } from '../../local/secrets/one-store.ts'
import { TABLE_NAMES } from '../../local/store/create-table.ts'
import { embeddedClient, embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import {
  type ExternalDynamoDb,
  externalDynamoDb,
  needTablesAt,
  tablesAt,
} from '../../local/store/external-dynamodb.ts'
import { folderProblem } from '../../local/store/folder-problem.ts'
import { COMMAND_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import {
  announceEndpoint,
  findEndpoint,
  withdrawEndpoint,
} from '../../shared/adapters/http-server/endpoint-file.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { GrantStateStore, TokenRenewer } from '../../shared/app/ports/token-renewal.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'
import { tameLine } from '../../shared/core/redaction/tame.ts'
import { CannotDo } from './cannot-do.ts'
import { isLocalMode } from './local-folder.ts'
import type { FolderNeed, Opened, Opening } from './opened.ts'
import { deliveriesOver, storesOver } from './stores.ts'

/**
 * A local mode that is starting, or another command, lets go of the folder or says its endpoint within this.
 */
const FOLDER_TIMEOUT: Millis = 5 * SECOND
const POLL_INTERVAL: Millis = 50

interface Database {
  client: DynamoDBClient
  close(): Promise<void>
}

/**
 * The local mode that keeps its data in `folder`: through the process that runs it, or, when none does and
 * none is needed, in the folder itself. Throws `CannotDo` where the folder is not what is needed.
 */
export async function openLocal(folder: string, need: FolderNeed, opening: Opening = {}): Promise<Opened> {
  const { clock, localSender } = opening
  const external = externalEndpoint()
  const { client, close } = external ? await databaseAt(external, need) : await databaseIn(folder, need)
  const { monitors, runs: stored } = storesOver(client, TABLE_NAMES, clock)
  const runs = statesInOneStore(stored)
  const builtInSender = await localSender?.()
  return {
    monitors,
    runs,
    renewer: renewerIn(folder, runs, opening),
    deliveries: deliveriesOver(client, TABLE_NAMES.results, clock),
    source: 'local-table',
    isOwn: ({ managedBy }) => managedBy === 'stack',
    ...(builtInSender && { builtInSender }),
    place: external ? `local mode at ${external.endpoint}` : `local mode in ${tameLine(folder, Infinity)}`,
    async close() {
      client.destroy()
      await close()
    },
  }
}

/** This process asks the endpoint itself: the lease in the store keeps it from asking beside npm start. */
function renewerIn(
  folder: string,
  states: GrantStateStore,
  { clock = systemClock, authorities = () => Promise.resolve([]) }: Opening,
): TokenRenewer {
  return {
    async renew(...asked) {
      const { localLogins } = await import('../../local/secrets/local-logins.ts')
      const { localSecrets } = await import('../../local/secrets/local-secrets.ts')
      const stored = localSecrets(folder, process.env)
      return localLogins({ clock, folder, stored, states, ca: await authorities() }).renewer.renew(...asked)
    },
  }
}

function externalEndpoint(): ExternalDynamoDb | undefined {
  try {
    return externalDynamoDb(process.env)
  } catch (error) {
    throw error instanceof CannotStart ? new CannotDo(error.message) : error
  }
}

/** Whether npm start runs over it cannot be told there. */
async function databaseAt(external: ExternalDynamoDb, need: FolderNeed): Promise<Database> {
  const client = clientOf(external.client)
  try {
    if (need === 'made') await tablesAt(external, COMMAND_PATIENCE)
    else await needTablesAt(external, client)
  } catch (error) {
    client.destroy()
    throw error instanceof CannotStart ? new CannotDo(error.message, { cause: error }) : error
  }
  return { client, close: () => Promise.resolve() }
}

async function databaseIn(folder: string, need: FolderNeed): Promise<Database> {
  if (['there', 'served'].includes(need) && !(await isLocalMode(folder))) {
    throw new CannotDo(
      `there is no local mode in ${folder}: npm start -- --data ${folder} makes it, and so does monitors add or import`,
    )
  }
  const until = performance.now() + FOLDER_TIMEOUT
  for (;;) {
    const endpoint = await findEndpoint(folder)
    if (endpoint !== undefined) {
      return { client: clientOf(embeddedClient(endpoint)), close: () => Promise.resolve() }
    }
    if (need === 'running') {
      throw new CannotDo(
        `npm start is not running with ${folder}, so no alert would be published: start it with npm start -- --data ${folder}`,
      )
    }
    const opened = await openFolder(folder, need)
    if (opened) return opened
    if (performance.now() > until) {
      throw new CannotDo(
        `the data in ${folder} is in use by another process that does not answer: a npm start of another version, or one that is stuck; stop it, or try again later`,
      )
    }
    await delay(POLL_INTERVAL)
  }
}

/** `undefined`: another process has it. */
async function openFolder(folder: string, need: FolderNeed): Promise<Database | undefined> {
  try {
    const database = await embeddedDynamoDb({ path: folder })
    const client = clientOf(database.client)
    if (need !== 'served') return { client, close: database.close }
    await announceEndpoint(folder, database)
    return {
      client,
      async close() {
        await withdrawEndpoint(folder)
        await database.close()
      },
    }
  } catch (error) {
    if (error instanceof CannotStart) return undefined
    const why = folderProblem(error)
    if (why === undefined) throw error
    throw new CannotDo(`${folder} cannot be used: ${why}; --local DIR names another folder`, {
      cause: error,
    })
  }
}

function clientOf(config: DynamoDBClientConfig): DynamoDBClient {
  return clientInTime(DynamoDBClient, COMMAND_PATIENCE, config)
}
