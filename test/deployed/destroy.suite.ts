import { afterAll, beforeAll, expect, test } from 'vitest'

import { cdkDestroy } from './account/cdk.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { lab } from './account/lab.ts'
import { APP, nothingStands, stackWith } from './account/shared-stack.ts'
import { type DeployedStack, minutesAgo } from './account/stack.ts'

let stack: DeployedStack
beforeAll(async () => {
  stack = await stackWith()
  await stack.setSecret('contact-form', PASSWORD)
  await stack.fire('contact-form', minutesAgo(1))
  const { code, output } = await cdkDestroy(APP)
  expect(code, output).toBe(0)
})
afterAll(nothingStands)

test('cdk destroy leaves no function, no rule and no queue behind', async () => {
  const resources = await lab.resources()
  expect(resources.filter((resource) => resource.stack === stack.name)).toEqual([])
  expect(await stack.ruleOf('contact-form')).toBeUndefined()
  expect((await lab.functions()).filter(({ name }) => name.startsWith(stack.name))).toEqual([])
})

test('the results are kept', async () => {
  const kept = await stack.ports.runs.resultsAfter('contact-form', stack.location, undefined)
  expect(kept.at(-1)).toMatchObject({ status: 0, outcome: 'delivered' })
})

test("the table of monitors is kept, without the rows that were the stack's", async () => {
  const rows = await stack.ports.monitors.list()
  expect(rows.filter(({ managedBy }) => managedBy === 'stack')).toEqual([])
})
