import { LambdaClient } from '@aws-sdk/client-lambda'
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { lambdaRunStarter } from '../../shared/adapters/aws/lambda-run-starter.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { trialNow } from '../../shared/app/history/views/trial-now.ts'
import { startTrial } from '../../shared/app/run/start-trial.ts'
import { tokenParameterName } from '../../shared/core/aws/secret-names.ts'
import { readProbes } from '../../shared/core/aws/stack-outputs.ts'
import { roundtrip } from '../cli/roundtrip-process.ts'
import { itemsOf } from './account/ageing.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { minutesAgo } from './account/stack.ts'
import { grantedMonitors } from './monitors/granted-monitors.ts'
import { tableMonitors } from './monitors/table-monitors.ts'

const stack = await anyStack()
const tabled = tableMonitors(stack)
const granted = await grantedMonitors(stack)
const { issuer } = granted
/** Beyond SSM's standard parameters, and as long as Microsoft's longest. */
const LONG = 5_000

beforeAll(() => mail.faults.clear())
afterAll(async () => {
  await Promise.all([tabled.removeAll(), granted.close()])
})

test('a grant in Secrets Manager is redeemed by the function for tokens, and its token read by the probe', async () => {
  await granted.setGrant('managed', 'secretsmanager')
  const changes = granted.loggingInWith('managed', 'managed', 'secretsmanager')
  await tabled.put('managed', { ...changes, timeoutSeconds: 60 })
  expect((await tabled.fire('managed', minutesAgo(9))).result).toMatchObject({ status: 0, warnings: [] })
  expect(issuer.asked('managed').map((form) => form.get('client_secret'))).toEqual(['client-secret-managed'])
  expect(await granted.keptAccess('managed', 'secretsmanager')).toMatchObject({ hosts: ['127.0.0.1'] })
})

test('a token of 5,000 characters is kept in a parameter that holds it, and logs in', async () => {
  issuer.lengthen('long', LONG)
  await granted.setGrant('long')
  await tabled.put('long', { ...granted.loggingInWith('long', 'long'), timeoutSeconds: 60 })
  expect((await tabled.fire('long', minutesAgo(8))).result).toMatchObject({ status: 0 })
  expect((await granted.keptAccess('long'))?.token).toHaveLength(LONG)
  const name = tokenParameterName(stack.name, 'access', { store: 'ssm', name: 'long' })
  const { Parameters } = await new SSMClient({}).send(
    new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Values: [name] }] }),
  )
  // AWS makes an advanced parameter of it; the simulated account says what was asked for.
  expect(Parameters?.map(({ Tier }) => Tier)).toEqual(['Intelligent-Tiering'])
})

test('roundtrip test shows a run by a grant, with the token in none of its lines', async () => {
  await granted.setGrant('shown')
  await tabled.put('shown', { ...granted.loggingInWith('shown', 'shown'), timeoutSeconds: 60 })
  const { code, out, err } = await roundtrip(['test', 'shown'], process.env as Record<string, string>).ended()
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('XOAUTH2')
  expect(out).not.toMatch(/access-shown|refresh-shown|client-secret/)
  expect(issuer.asked('shown')).toHaveLength(1)
})

test('a definition that is not saved is tried with its grant, by the token that stands', async () => {
  const definition = mail.monitor('tried-grant', granted.loggingInWith('tried-grant', 'shown'))
  const probes = readProbes(stack.output('ProbeFunctions')) ?? {}
  const starter = lambdaRunStarter((region) => new LambdaClient({ ...(region && { region }) }), probes)
  const ports = { ...stack.ports, starter, locations: Object.keys(probes) }
  const trial = await startTrial(definition, { requestId: randomIds.token() }, ports)
  const trialId = trial.kind === 'started' ? trial.trialId : ''
  const done = await vi.waitFor(
    async () => {
      const now = await trialNow(trialId, ports)
      expect(now?.state).toBe('done')
      return now
    },
    { timeout: 20_000, interval: 500 },
  )
  expect(done?.result).toMatchObject({ outcome: 'delivered' })
  expect(JSON.stringify(done)).not.toMatch(/access-shown|refresh-shown|client-secret/)
  expect(await itemsOf(stack, 'tried-grant')).toEqual([])
  expect(issuer.asked('shown')).toHaveLength(1)
})
