import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { codeVersion } from '../../../shared/adapters/version.ts'
import { VERSION_OUTPUT } from '../../../shared/core/aws/stack-outputs.ts'
import { type DeployedApp, cdkDeploy, cdkDestroy, cdkDiff } from '../account/cdk.ts'
import { PASSWORD } from '../account/demo-mail.ts'
import { lab } from '../account/lab.ts'
import { checkout, isShallow } from '../account/older-checkout.ts'
import {
  FAR,
  HOME,
  NEAR,
  appWith,
  bootstrapAll,
  deployed,
  fireAt,
  fireRowAt,
  stackAt,
} from '../account/several-regions.ts'
import { mail } from '../account/shared-stack.ts'
import { type DeployedStack, deployedStack, minutesAgo } from '../account/stack.ts'
import { tableRows } from '../monitors/table-rows.ts'

/** A commit whose locations stand whole, and whose version tells no commits apart. */
const OLDER = '7b532f2a'
const OLDER_VERSION = '0.1.0'

const APP = appWith({ [NEAR]: {}, [FAR]: {} }, ['home', NEAR, FAR])
const [ruled, row] = ['everywhere', 'everywhere-row']
const SOURCES = [
  [ruled, fireAt],
  [row, fireRowAt],
] as const

/** One upgrade, in which one location is upgraded before home and the other after it. */
describe.skipIf(isShallow)('upgrading home and its locations one by one', () => {
  let older: ReturnType<typeof checkout>
  let stack: DeployedStack
  let minute = 9

  beforeAll(async () => {
    await bootstrapAll()
    older = checkout(OLDER)
    stack = await deployed({ ...APP, root: older.root })
    for (const name of [ruled, row]) await stack.setSecret(name, PASSWORD)
    await lab.drain()
    await tableRows(stack).put(mail.monitor(row, { locations: ['home', NEAR, FAR] }))
    await lab.drain()
  }, 600_000)
  afterAll(async () => {
    await cdkDestroy(APP)
    older.remove()
  }, 600_000)

  async function upgrade(name: string, app: DeployedApp = APP): Promise<void> {
    const { code, output, outputs } = await cdkDeploy(app, name)
    expect(code, output).toBe(0)
    if (name === stack.name) stack = deployedStack(name, outputs[name] ?? {})
    await lab.drain()
  }

  async function versions() {
    const registered = await stack.ports.runs.registeredLocations()
    const beside = registered.map(({ name, version }) => [name, version] as const)
    return Object.fromEntries([[HOME, stack.output(VERSION_OUTPUT)], ...beside]) as Record<string, string>
  }

  /** A run of each monitor at each location, judged at home after those before it: none later than its interval. */
  async function expectRuns(): Promise<void> {
    minute -= 1
    for (const location of [HOME, NEAR, FAR]) {
      const time = minutesAgo(minute)
      for (const [monitorId, fire] of SOURCES) {
        const { targets, result } = await fire(stack, { monitorId, location, time })
        expect(targets, `${monitorId} at ${location}`).toMatchObject([{ delivered: true, error: false }])
        expect(result).toMatchObject({ status: 0, outcome: 'delivered', location })
        const state = await stack.ports.runs.findState(monitorId)
        expect(state?.judged[location]).toBe(result?.runId)
      }
    }
  }

  test('before it, all are of the older commit', async () => {
    expect(await versions()).toEqual({ [HOME]: OLDER_VERSION, [NEAR]: OLDER_VERSION, [FAR]: OLDER_VERSION })
    await expectRuns()
  })

  test('a location before home: older home and newer location run, and tell the failure there', async () => {
    await upgrade(stackAt(NEAR))
    expect(await versions()).toEqual({ [HOME]: OLDER_VERSION, [NEAR]: codeVersion(), [FAR]: OLDER_VERSION })
    await expectRuns()
    await expectAlertsFrom(NEAR)
  }, 300_000)

  test('home before a location: newer home and older location run, and tell the failure there', async () => {
    await upgrade(stack.name)
    expect(await versions()).toEqual({ [HOME]: codeVersion(), [NEAR]: codeVersion(), [FAR]: OLDER_VERSION })
    await expectRuns()
    await expectAlertsFrom(FAR)
  }, 300_000)

  test('the last location ends it: all are of one code, and nothing is left to be deployed', async () => {
    await upgrade(stackAt(FAR))
    expect(new Set(Object.values(await versions()))).toEqual(new Set([codeVersion()]))
    await expectRuns()
    const { empty, output } = await cdkDiff(APP)
    expect(empty, output).toBe(true)
  }, 300_000)

  async function expectAlertsFrom(location: string): Promise<void> {
    await lab.forgetPublished()
    mail.faults.rejectRecipient({ code: 550, text: '5.7.1 Go away' }, { times: 1 })
    for (const ago of [(minute -= 1), (minute -= 1)]) {
      await fireAt(stack, { monitorId: ruled, location, time: minutesAgo(ago) })
    }
    const told = (await stack.alertsOn(ruled)).map(({ attributes }) => attributes)
    expect(told.map((one) => [one.transition, one.location])).toEqual([
      ['opened', location],
      ['resolved', location],
    ])
  }
})
