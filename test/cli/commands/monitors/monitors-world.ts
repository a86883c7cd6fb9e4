import { DynamoDBClient, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb'
import { onTestFinished } from 'vitest'

import { monitors } from '../../../../cli/commands/monitors/monitors.ts'
import type { MonitorsSurroundings, OpenedMonitors } from '../../../../cli/opened/opened.ts'
import { embeddedDynamoDb } from '../../../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../../shared/adapters/random-ids.ts'
import { systemClock } from '../../../../shared/adapters/system-clock.ts'
import type { MonitorRow, MonitorStore } from '../../../../shared/app/ports/monitor-store.ts'
import type { DefinitionSource } from '../../../../shared/core/definition/monitor.ts'

export const NOW = Date.parse('2026-11-24T18:00:00Z')

/** A definition without mistakes, wherever it stands. */
export function definition(monitorId: string, change: object = {}): Record<string, unknown> {
  return {
    monitorId,
    emailAddress: 'probe@example.com',
    mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:shop' },
    smtp: { server: 'smtp://smtp.example.com:587' },
    ...change,
  }
}

export interface MonitorsWorld {
  store: MonitorStore
  tagWindows: OpenedMonitors['tagWindows']
  /** Puts a row of the table, or another, as it is. */
  put(definition: Record<string, unknown>, change?: Partial<MonitorRow>): Promise<void>
  /** Types a row in, attribute by attribute, as somebody does in the console. */
  typeIn(attributes: Record<string, AttributeValue>): Promise<void>
  /** The definition that stands there. */
  definitionOf(monitorId: string): Promise<Record<string, unknown> | undefined>
  /** Opens these tables. */
  open(): Promise<OpenedMonitors>
  /** What the command says, and its exit code; a `UsageError` is thrown. */
  says(
    args: readonly string[],
    change?: Partial<MonitorsSurroundings>,
  ): Promise<{ code: number; out: string; err: string }>
}

/** `roundtrip monitors` within this process, over an embedded DynamoDB. */
export async function monitorsWorld(source: DefinitionSource = 'table'): Promise<MonitorsWorld> {
  const database = await embeddedDynamoDb()
  const client = new DynamoDBClient(database.client)
  onTestFinished(async () => {
    client.destroy()
    await database.close()
  })
  const tableName = database.tableNames.monitors
  const store = dynamoMonitorStore({ client, tableName, ids: randomIds })
  const tagWindows = dynamoRunStore({
    client,
    tableName: database.tableNames.results,
    clock: systemClock,
    ids: randomIds,
  })
  const never = (): never => {
    throw new Error('nobody was to be asked')
  }
  const open = () =>
    Promise.resolve({
      store,
      tagWindows,
      source,
      place: 'stack Roundtrip in eu-west-1',
      close: () => Promise.resolve(),
    })
  return {
    store,
    tagWindows,
    open,
    async put(written, change = {}) {
      const monitorId = String(written.monitorId)
      await store.put(
        { monitorId, managedBy: 'table', revision: 1, definition: written, ...change },
        undefined,
      )
    },
    async typeIn(Item) {
      await client.send(new PutItemCommand({ TableName: tableName, Item }))
    },
    async definitionOf(monitorId) {
      const row = await store.find(monitorId)
      return row && { ...row.definition }
    },
    async says(args, change = {}) {
      const said = { out: '', err: '' }
      const output = (name: 'out' | 'err') => ({
        write: (text: string) => void (said[name] += text),
        isTerminal: false,
        columns: 100,
      })
      const code = await monitors(args, {
        out: output('out'),
        err: output('err'),
        clock: { now: () => NOW },
        defaultStack: 'Roundtrip',
        open,
        readInput: never,
        edit: never,
        ...change,
      })
      return { code, ...said }
    },
  }
}
