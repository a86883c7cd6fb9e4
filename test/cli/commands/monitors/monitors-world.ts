import { DynamoDBClient, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb'
import { onTestFinished } from 'vitest'

import { monitors } from '../../../../cli/commands/monitors/monitors.ts'
import type { Opened } from '../../../../cli/opened/opened.ts'
import { storesOver } from '../../../../cli/opened/stores.ts'
import type { Surroundings } from '../../../../cli/surroundings.ts'
import { embeddedDynamoDb } from '../../../../local/store/embedded-dynamodb.ts'
import type { MonitorRow, MonitorStore } from '../../../../shared/app/ports/monitor-store.ts'
import type { RunStore } from '../../../../shared/app/ports/run-store.ts'
import type { DefinitionSource } from '../../../../shared/core/definition/monitor.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { surroundings } from '../../says.ts'

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
  runs: RunStore
  /** Puts a row of the table, or another, as it is. */
  put(definition: Record<string, unknown>, change?: Partial<MonitorRow>): Promise<void>
  /** Types a row in, attribute by attribute, as somebody does in the console. */
  typeIn(attributes: Record<string, AttributeValue>): Promise<void>
  /** The definition that stands there. */
  definitionOf(monitorId: string): Promise<Record<string, unknown> | undefined>
  /** Opens these tables. */
  open(): Promise<Opened>
  /** What the command says, and its exit code; a `UsageError` is thrown. */
  says(
    args: readonly string[],
    change?: Partial<Surroundings>,
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
  const { monitors: store, runs } = storesOver(client, database.tableNames)
  const open = () =>
    Promise.resolve({
      monitors: store,
      runs,
      source,
      place: 'stack Roundtrip in eu-west-1',
      close: () => Promise.resolve(),
    })
  return {
    store,
    runs,
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
      const { said, surroundings: made } = surroundings({
        clock: fakeClock(NOW),
        defaultStack: 'Roundtrip',
        open,
        ...change,
      })
      const code = await monitors(args, made)
      return { code, ...said }
    },
  }
}
