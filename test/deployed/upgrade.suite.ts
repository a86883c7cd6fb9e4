import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type DeployedApp, cdkDeploy, cdkDestroy, cdkDiff } from './account/cdk.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { lab } from './account/lab.ts'
import { checkout, isShallow } from './account/older-checkout.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { type DeployedStack, deployedStack, minutesAgo } from './account/stack.ts'
import { tableRows } from './monitors/table-rows.ts'

/** The last commit before the table's monitors were followed: two tables, a probe, rules, one topic. */
const BEFORE_SCHEDULES = '3d8fb09'

describe.skipIf(isShallow).each([
  ['the stack of the previous commit', 'HEAD~1', 'Previous'],
  ['a stack from before the table was followed', BEFORE_SCHEDULES, 'Ancient'],
])('upgrading %s', (_, commit, stackName) => {
  const monitorId = `upgraded-${stackName.toLowerCase()}`
  const app: DeployedApp = { settings: { stackName }, monitors: [mail.monitor(monitorId)] }
  let older: ReturnType<typeof checkout>
  let before: DeployedStack
  let stack: DeployedStack

  async function deploy(from: DeployedApp): Promise<DeployedStack> {
    const { outputs, code, output } = await cdkDeploy(from)
    expect(code, output).toBe(0)
    return deployedStack(stackName, outputs[stackName] ?? {})
  }

  beforeAll(async () => {
    await anyStack()
    older = checkout(commit)
    before = await deploy({ ...app, root: older.root })
    for (const name of [monitorId, `${monitorId}-row`]) await before.setSecret(name, PASSWORD)
    await before.fire(monitorId, minutesAgo(2))
    await tableRows(before).put(mail.monitor(`${monitorId}-row`))
    stack = await deploy(app)
    await lab.drain()
  }, 180_000)
  afterAll(async () => {
    await cdkDestroy(app)
    older.remove()
  })

  test('keeps tables and alert topic, with all that is in them', async () => {
    for (const key of ['MonitorsTable', 'ResultsTable', 'AlertTopic']) {
      expect(stack.output(key)).toBe(before.output(key))
    }
    const kept = await stack.ports.runs.resultsAfter(monitorId, stack.location, undefined)
    expect(kept).toMatchObject([{ status: 0, outcome: 'delivered' }])
    expect(await stack.ports.runs.findLog(kept[0] ?? { monitorId, runId: '' })).not.toEqual([])
  })

  test('goes on where it was: the next run is judged after the one before', async () => {
    expect((await stack.fire(monitorId, minutesAgo(1))).result).toMatchObject({ status: 0 })
    const state = await stack.ports.runs.findState(monitorId)
    expect(state?.recentRoundTripMs).toHaveLength(2)
    expect(state?.expected).toHaveProperty(stack.location)
  })

  test('gives a row that stood in the table its schedule', async () => {
    const all = await lab.schedules()
    expect(all.filter(({ name }) => name === `${monitorId}-row`)).toMatchObject([{ state: 'ENABLED' }])
  })

  test('leaves nothing to do: cdk diff is empty', async () => {
    const { empty, output } = await cdkDiff(app)
    expect(empty, output).toBe(true)
  })
})
