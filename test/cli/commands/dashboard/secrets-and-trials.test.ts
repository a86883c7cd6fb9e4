import { onTestFinished, expect, test } from 'vitest'

import { parseTrial } from '../../../../functions/probe/parse-trial.ts'
import { storedSecretText } from '../../../../shared/core/definition/stored-secret.ts'
import { recordingEndpoint, ssmEndpoint } from '../../../support/aws/recording-endpoint.ts'
import { STACK } from '../../surroundings.ts'
import { definition } from '../monitors/monitors-world.ts'
import { apiIn, dashboardWorld, starts } from './dashboard-world.ts'
import { longTest } from '../../../support/thorough.ts'

const PROBE = { location: 'eu-west-1', probeArn: 'arn:aws:lambda:eu-west-1:111122223333:function:probe' }
const OUTPUTS = { ProbeFunctions: JSON.stringify([PROBE]) }

/** A dashboard of a stack that says this, with what its Parameter Store holds and its probe was sent. */
async function served(outputs: Record<string, string>) {
  const { env, home } = await dashboardWorld(outputs)
  const stored = new Map<string, string>()
  const ssm = await ssmEndpoint(stored)
  const lambda = await recordingEndpoint(() => ({ status: 202, body: '' }))
  onTestFinished(async () => {
    await Promise.all([ssm.close(), lambda.close()])
  })
  const at = { AWS_ENDPOINT_URL_SSM: ssm.url, AWS_ENDPOINT_URL_LAMBDA: lambda.url }
  const dashboard = starts(['dashboard', '--port', '0'], { env: { ...env, ...at } })
  await dashboard.address()
  return { api: await apiIn(home), stored, said: dashboard.said, lambda }
}

test('a password is stored as secrets set does, in the parameter of the stack', async () => {
  const { api, stored, said } = await served({ ...OUTPUTS, SecretForm: '1' })
  const hosts = ['mail.example.com']
  const first = await api.ask('PUT', '/secrets/inbox', { body: { value: 'hunter2', hosts } })
  const parameter = `/roundtrip/${STACK}/inbox`
  expect(first).toMatchObject({ status: 200, body: { where: `${parameter} in eu-west-1, version 1`, hosts } })
  const again = await api.ask('PUT', '/secrets/inbox', { body: { value: 'hunter3' } })
  expect(again).toMatchObject({ status: 200, body: { hosts } })
  expect([...stored]).toEqual([[parameter, storedSecretText({ hosts, value: 'hunter3' })]])
  expect(JSON.stringify([first, again, said])).not.toContain('hunter')
})

test('a stack of before passwords had hosts is to be deployed first', async () => {
  const { api, stored } = await served(OUTPUTS)
  const body = { value: 'hunter2', hosts: ['mail.example.com'] }
  const { status, body: problem } = await api.ask('PUT', '/secrets/inbox', { body })
  expect({ status, problem }).toMatchObject({
    status: 409,
    problem: { detail: expect.stringContaining('npx cdk deploy') as string },
  })
  expect(stored.size).toBe(0)
})

longTest('runs and trials are made by the probe of the stack', async () => {
  const { api, lambda } = await served(OUTPUTS)
  const run = await api.ask('POST', '/monitors/shop/runs', { body: {} })
  expect(run).toMatchObject({ status: 202, body: { location: 'eu-west-1' } })
  const trial = await api.ask('POST', '/trials', { body: { definition: definition('new') } })
  expect(trial).toMatchObject({ status: 202, body: { location: 'eu-west-1' } })
  const { trialId } = trial.body as { trialId: string }
  const [first, second] = lambda.requests.map(({ body }) => JSON.parse(body) as object)
  expect(first).toMatchObject({ monitorId: 'shop', trigger: 'on-demand' })
  expect(parseTrial(second, 'eu-west-1')).toEqual({ trialId, location: 'eu-west-1' })
  expect((await api.ask('GET', `/trials/${trialId}`)).body).toMatchObject({ state: 'waiting' })
})
