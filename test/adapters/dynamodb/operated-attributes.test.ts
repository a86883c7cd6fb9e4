import { expect, onTestFinished, test } from 'vitest'

import { dynamoMonitorStore } from '../../../shared/adapters/dynamodb/monitor-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { addWindow, removeWindows } from '../../../shared/app/monitors/change-maintenance.ts'
import { pauseMonitor, redefineMonitor, resumeMonitor } from '../../../shared/app/monitors/change-monitor.ts'
import type { MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import type { TagWindowStore } from '../../../shared/app/ports/stores/tag-windows.ts'
import { OPERATED_ATTRIBUTES } from '../../../shared/core/aws/people.ts'
import { readMaintenance } from '../../../shared/core/definition/written-windows.ts'
import { openedDatabase } from '../../support/aws/opened-database.ts'

const DEFINITION = {
  monitorId: 'shop',
  emailAddress: 'shop@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'shop', password: 'ssm:shop' },
  smtp: { server: 'smtps://smtp.example.com', userid: 'shop', password: 'ssm:shop' },
  enabled: false,
}

/** Writes to the Monitors table, as `UpdateItem of monitorId, …`: every attribute that the request names. */
async function writes(work: (store: MonitorStore) => Promise<unknown>): Promise<Map<string, Set<string>>> {
  const { client, tableNames, close } = await openedDatabase()
  onTestFinished(close)
  const store = dynamoMonitorStore({ client, tableName: tableNames.monitors, ids: randomIds })
  await store.put({ monitorId: 'shop', managedBy: 'table', revision: 1, definition: DEFINITION }, undefined)
  const named = new Map<string, Set<string>>()
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        const { Key, Item, ExpressionAttributeNames } = args.input as Record<string, Record<string, string>>
        if (/^(?:Put|Update|Delete)/.test(commandName)) {
          const names = [
            ...Object.keys({ ...Key, ...Item }),
            ...Object.values(ExpressionAttributeNames ?? {}),
          ]
          const before = named.get(commandName) ?? new Set()
          named.set(commandName, new Set([...before, ...names]))
        }
        return next(args)
      },
    { step: 'initialize' },
  )
  await work(store)
  return named
}

const noTags = {} as TagWindowStore

test('a pause, its end and a window name no attribute that a policy keeps from who operates', async () => {
  const read = readMaintenance([{ start: '2026-12-01T22:00', durationMinutes: 120, zone: 'Europe/Berlin' }])
  const window = read.ok ? read.windows[0] : undefined
  if (!window) throw new Error('expected a window')
  const owner = { kind: 'monitor', monitorId: 'shop' } as const
  const named = await writes(async (monitors) => {
    expect(await pauseMonitor('shop', '2026-01-06T12:00:00Z', monitors)).toMatchObject({ kind: 'changed' })
    expect(await resumeMonitor('shop', monitors)).toMatchObject({ kind: 'changed' })
    const ports = { monitors, runs: noTags }
    expect(await addWindow(owner, window, ports)).toMatchObject({ kind: 'changed' })
    expect(await removeWindows(owner, (all) => all, ports)).toMatchObject({ kind: 'changed' })
  })
  expect([...named.keys()]).toEqual(['UpdateItemCommand'])
  const allowed: readonly string[] = OPERATED_ATTRIBUTES
  expect([...(named.get('UpdateItemCommand') ?? [])].filter((name) => !allowed.includes(name))).toEqual([])
})

test('another definition names what it changes', async () => {
  const named = await writes(async (store) => {
    const row = await store.find('shop')
    if (!row) throw new Error('expected a row')
    const definition = { ...row.definition, emailAddress: 'else@example.com' }
    expect(await redefineMonitor(row, definition, { store, source: 'table' })).toMatchObject({
      kind: 'changed',
    })
  })
  expect([...(named.get('UpdateItemCommand') ?? [])]).toContain('emailAddress')
})
