import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, describe, expect, test } from 'vitest'

import type { TablesProperties } from '../../../functions/contract.ts'
import { faultProxy } from '../../support/fault-proxy/fault-proxy.ts'
import { endpointVariables, withVariables } from '../account/function-variables.ts'
import { stackWith } from '../account/shared-stack.ts'
import { WAYS, callsOf, strike } from './struck-calls.ts'

const stack = await stackWith()
const { id: FunctionName } = await stack.resource('AWS::Lambda::Function', 'TablesStepTables')
const { logicalId } = await stack.resource('AWS::DynamoDB::Table', 'TablesMonitors')
const proxy = await faultProxy(process.env.AWS_ENDPOINT_URL ?? '')
const struck = await withVariables(FunctionName, endpointVariables(proxy.url))
afterAll(async () => {
  await struck.restore()
  await proxy.close()
})

/**
 * What CloudFormation asks at a deploy, of a stack that makes this resource its Monitors table; the error's
 * message, if any.
 */
async function deploy(LogicalId: string): Promise<string | undefined> {
  const ResourceProperties = { LogicalId } satisfies TablesProperties
  const event = { RequestType: 'Create', StackId: stack.name, ResourceProperties }
  const invocation = new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) })
  const { FunctionError, Payload } = await new LambdaClient({}).send(invocation)
  if (FunctionError === undefined) return undefined
  return (JSON.parse(Buffer.from(Payload ?? []).toString()) as { errorMessage: string }).errorMessage
}

const FORGOTTEN = /tables of an earlier stack .* existingTables/

/** A stack that has its table already, and one that would make it beside another's. */
const STACKS = [
  { title: 'goes on where the tables are its own', LogicalId: logicalId, said: undefined },
  { title: 'stops where they are of an earlier stack', LogicalId: 'NotThere', said: FORGOTTEN },
]

for (const { title, LogicalId, said } of STACKS) {
  const calls = await callsOf(proxy, '', () => deploy(LogicalId))

  describe.each(WAYS)(`a deploy ${title}, or fails and may be done again, when a call $title`, (way) => {
    test.each(calls)('%s', async (at) => {
      const striking = strike(proxy, at, way)
      const first = await deploy(LogicalId)
      expect(striking.struck, 'the call came').toBe(true)
      const last = way.attempts === 'all' ? await deploy(LogicalId) : first
      if (way.attempts === 'all') expect(first, 'not knowing is no answer').toBeDefined()
      if (said) expect(last).toMatch(said)
      else expect(last).toBeUndefined()
    })
  })
}
