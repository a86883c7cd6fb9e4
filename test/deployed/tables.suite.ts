import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Settings } from '../../cdk/settings/settings-shape.ts'
import { runKeyOf } from '../../shared/core/identity/run-key.ts'
import { DAY } from '../../shared/core/time/units.ts'
import { letTimePass } from './account/ageing.ts'
import { cdkDeploy, cdkDestroy, cdkDiff } from './account/cdk.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { lab } from './account/lab.ts'
import { SETTINGS, anyStack, mail } from './account/shared-stack.ts'
import { type DeployedStack, deployedStack, minutesAgo } from './account/stack.ts'
import { tableRows } from './monitors/table-rows.ts'

/** A stack beside the one that the other suites share. */
const NAME = 'Kept'
const settings = { ...SETTINGS, stackName: NAME } satisfies Settings
const monitors = [mail.monitor('kept-stack')]

let before: DeployedStack
let existingTables: NonNullable<Settings['existingTables']>

async function deployed(change: Partial<Settings> = {}): Promise<DeployedStack> {
  const { outputs, code, output } = await cdkDeploy({ settings: { ...settings, ...change }, monitors })
  expect(code, output).toBe(0)
  return deployedStack(NAME, outputs[NAME] ?? {})
}

async function scheduled(monitorId: string) {
  const all = await lab.schedules()
  return all.find(
    ({ kind, name, group }) => kind === 'schedule' && name === monitorId && group?.startsWith(NAME),
  )
}

/** So late that its run is stored as that. */
const yesterday = minutesAgo(0) - DAY

/** A run of yesterday, a monitor of the table with its schedule; then the stack is destroyed. */
beforeAll(async () => {
  await anyStack()
  before = await deployed()
  await before.setSecret('kept-table', PASSWORD)
  await tableRows(before).put(mail.monitor('kept-table'))
  await lab.drain()
  await lab.fire({ schedule: 'kept-table', group: `${NAME}-${before.location}`, time: yesterday })
  // What was expected is long overdue when the stack comes back.
  await letTimePass(before, 'kept-table', DAY)
  const { code: destroyed, output: said } = await cdkDestroy({ settings, monitors })
  expect(destroyed, said).toBe(0)
  existingTables = { monitors: before.output('MonitorsTable'), results: before.output('ResultsTable') }
}, 180_000)
afterAll(async () => {
  await cdkDestroy({ settings: { ...settings, existingTables }, monitors })
})

describe('after a destroy', () => {
  test('a deploy does not begin anew beside the tables that were kept: it says so, and which setting to write', async () => {
    const { code, output } = await cdkDeploy({ settings, monitors })
    expect(code).not.toBe(0)
    expect(output).toContain('tables of an earlier stack of this name exist in this account')
    expect(output).toContain(
      `existingTables: { monitors: '${existingTables.monitors}', results: '${existingTables.results}' }`,
    )
  })
})

describe('with existingTables', () => {
  let stack: DeployedStack

  beforeAll(async () => {
    stack = await deployed({ existingTables })
  })

  test('the stack goes on with the tables that were kept, and cdk diff is empty', async () => {
    expect([stack.output('MonitorsTable'), stack.output('ResultsTable')]).toEqual([
      existingTables.monitors,
      existingTables.results,
    ])
    const { empty, output } = await cdkDiff({ settings: { ...settings, existingTables }, monitors })
    expect(empty, output).toBe(true)
  })

  test("yesterday's run is listed", async () => {
    const listed = await stack.ports.runs.resultsAfter('kept-table', stack.location, undefined)
    expect(listed).toMatchObject([{ scheduledAt: yesterday }])
  })

  test("the table's monitor has its schedule without an edit, and the schedule starts runs", async () => {
    expect(await scheduled('kept-table')).toMatchObject({ state: 'ENABLED', expression: 'rate(10 minutes)' })
    const time = minutesAgo(0)
    await lab.fire({ schedule: 'kept-table', group: `${NAME}-${stack.location}`, time })
    const run = {
      monitorId: 'kept-table',
      location: stack.location,
      scheduledAt: time,
      trigger: 'schedule',
    } as const
    expect(await stack.ports.runs.findResult(runKeyOf(run))).toMatchObject({ status: 0 })
  })

  test('the same installation goes on: messages of before are its own', async () => {
    expect(await stack.ports.runs.installation()).toBe(await before.ports.runs.installation())
  })

  test('nobody is told of a silence in which there was no stack', async () => {
    expect((await stack.ports.runs.findState('kept-table'))?.expected).toHaveProperty(stack.location)
    await lab.fire({ rule: `${NAME}-Watchdog` })
    const alerts = await stack.alertsOn('kept-table')
    expect(alerts.map(({ attributes }) => attributes.transition)).not.toContain('silent')
  })

  test('rows that are put now are followed, and the stack has its own again', async () => {
    await tableRows(stack).put(mail.monitor('kept-new'))
    await lab.drain()
    expect(await scheduled('kept-new')).toMatchObject({ state: 'ENABLED' })
    expect(await stack.ports.monitors.find('kept-stack')).toMatchObject({ managedBy: 'stack' })
  })
})

describe('tables restored to a moment before', () => {
  const restored = { monitors: `${NAME}-restored-monitors`, results: `${NAME}-restored-results` }
  let stack: DeployedStack

  beforeAll(async () => {
    const client = new DynamoDBClient({})
    for (const [SourceTableName, TargetTableName] of [
      [existingTables.monitors, restored.monitors],
      [existingTables.results, restored.results],
    ]) {
      const UseLatestRestorableTime = true
      await client.send(
        new RestoreTableToPointInTimeCommand({ SourceTableName, TargetTableName, UseLatestRestorableTime }),
      )
    }
    existingTables = restored
    stack = await deployed({ existingTables })
  })

  test('are what the stack goes on with, its rows followed, its runs kept', async () => {
    expect(stack.output('MonitorsTable')).toBe(restored.monitors)
    const kept = await stack.ports.runs.resultsAfter('kept-table', stack.location, undefined)
    expect(kept[0]).toMatchObject({ scheduledAt: yesterday })
    await tableRows(stack).put(mail.monitor('kept-restored'))
    await lab.drain()
    expect(await scheduled('kept-restored')).toMatchObject({ state: 'ENABLED' })
  })

  test('have stream, expiry, recovery and protection, which a restore leaves out', async () => {
    const client = new DynamoDBClient({})
    for (const TableName of Object.values(restored)) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }))
      expect(Table).toMatchObject({ DeletionProtectionEnabled: true })
      const backups = await client.send(new DescribeContinuousBackupsCommand({ TableName }))
      const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription
      expect(recovery?.PointInTimeRecoveryStatus).toBe('ENABLED')
    }
    const ttl = await client.send(new DescribeTimeToLiveCommand({ TableName: restored.results }))
    expect(ttl.TimeToLiveDescription).toMatchObject({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: 'expiresAt',
    })
  })
})
