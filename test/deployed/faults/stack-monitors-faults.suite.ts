import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { StackMonitorsProperties } from '../../../functions/contract.ts'
import { faultProxy } from '../../support/fault-proxy/fault-proxy.ts'
import { endpointVariables, withVariables } from '../account/function-variables.ts'
import { anyStack } from '../account/shared-stack.ts'
import { WAYS, callsOf, strike } from './struck-calls.ts'

const stack = await anyStack()
const { monitors } = stack.ports
const before = (await monitors.list()).filter(({ managedBy }) => managedBy === 'stack')
const definitions = before.map(({ definition }) => definition)

const FunctionName = (await stack.resource('AWS::Lambda::Function', 'StackMonitorsSync')).id
const proxy = await faultProxy(process.env.AWS_ENDPOINT_URL ?? '')
const sync = await withVariables(FunctionName, endpointVariables(proxy.url))
const client = new LambdaClient({})

afterAll(async () => {
  await sync.restore()
  await proxy.close()
})

await prepare()
const calls = await callsOf(proxy, '', deploy)

describe.each(WAYS)(
  'a deploy writes the rows of the stack, at the latest when it is done again, when a call $title',
  (way) => {
    beforeAll(() => sync.newProcesses())

    test.each(calls)('%s', async (at) => {
      await prepare()
      const striking = strike(proxy, at, way)
      const failed = await deploy()
      expect(striking.struck, 'the call came').toBe(true)
      if (failed) expect(await deploy()).toBe(false)
      expect(failed, 'the SDK heals what fails once').toBe(way.attempts === 'all')
      const rows = (await monitors.list()).filter(({ managedBy }) => managedBy === 'stack')
      const byId = (all: typeof rows) =>
        Object.fromEntries(all.map(({ monitorId, definition }) => [monitorId, definition]))
      expect(byId(rows)).toEqual(byId(before))
    })
  },
)

/** One row is gone, one says something else, and one is left over from another time. */
async function prepare(): Promise<void> {
  const [gone, other] = before
  if (!gone || !other) throw new Error('two stack monitors are wanted')
  const found = await monitors.find(gone.monitorId)
  if (found) await monitors.remove(found)
  const standing = await monitors.find(other.monitorId)
  if (standing) {
    const definition = { ...standing.definition, note: 'changed by hand' }
    await monitors.put({ ...standing, definition, revision: standing.revision + 1 }, standing)
  }
  const leftOver = { ...other, monitorId: 'left-over', revision: 1 }
  await monitors.put({ ...leftOver, definition: { ...other.definition, monitorId: 'left-over' } }, undefined)
}

/** What CloudFormation makes of a deploy whose monitors have changed; whether that failed. */
async function deploy(): Promise<boolean> {
  const properties = { Definitions: JSON.stringify(definitions) } satisfies StackMonitorsProperties
  const event = { RequestType: 'Update', ResourceProperties: properties }
  const invocation = new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) })
  const { FunctionError } = await client.send(invocation)
  return FunctionError !== undefined
}
