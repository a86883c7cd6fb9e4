import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { expect, onTestFinished, test } from 'vitest'

import { findDeployedStack } from '../../../shared/adapters/aws/deployed-stack.ts'
import { cloudFormationEndpoint } from '../../support/aws/cloudformation-endpoint.ts'
import { FAKE_AWS } from '../../support/aws/recording-endpoint.ts'

async function clientOf(stacks: Parameters<typeof cloudFormationEndpoint>[0]) {
  const endpoint = await cloudFormationEndpoint(stacks)
  const client = new CloudFormationClient({ ...FAKE_AWS, endpoint: endpoint.url, maxAttempts: 1 })
  onTestFinished(async () => {
    client.destroy()
    await endpoint.close()
  })
  return client
}

test('a stack is found with its state and its outputs', async () => {
  const client = await clientOf({ Mail: { MonitorsTable: 'Mail-Monitors', ResultsTable: 'Mail-Results' } })
  expect(await findDeployedStack(client, 'Mail')).toEqual({
    kind: 'found',
    region: 'eu-west-1',
    account: '111122223333',
    status: 'UPDATE_COMPLETE',
    outputs: { MonitorsTable: 'Mail-Monitors', ResultsTable: 'Mail-Results' },
  })
})

test('a stack may have no outputs yet', async () => {
  expect(await findDeployedStack(await clientOf({ Mail: {} }), 'Mail')).toMatchObject({
    kind: 'found',
    outputs: {},
  })
})

test('a stack that there is not is an answer', async () => {
  expect(await findDeployedStack(await clientOf({}), 'Mail')).toEqual({ kind: 'none', region: 'eu-west-1' })
})

test('whatever else CloudFormation says is thrown', async () => {
  const client = await clientOf('denied')
  await expect(findDeployedStack(client, 'Mail')).rejects.toThrow('not authorized')
})
