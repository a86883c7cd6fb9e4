import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SSMClient } from '@aws-sdk/client-ssm'
import { expect, onTestFinished, test } from 'vitest'

import { listedManaged, listedParameters } from '../../../shared/adapters/secrets/listed-secrets.ts'
import {
  type Answer,
  FAKE_AWS,
  type RecordedRequest,
  recordingEndpoint,
  refusal,
} from '../../support/aws/recording-endpoint.ts'
import { longTest } from '../../support/thorough.ts'

async function endpointOf(answer: (asked: RecordedRequest) => Answer) {
  const endpoint = await recordingEndpoint(answer)
  onTestFinished(() => endpoint.close())
  return { ...endpoint, options: { ...FAKE_AWS, endpoint: endpoint.url, maxAttempts: 1 } }
}

interface Asked {
  NextToken?: string
  ParameterFilters?: { Key: string; Option: string; Values: string[] }[]
  Filters?: { Key: string; Values: string[] }[]
}

/** A list in pages of one name each. */
const pageOf = (names: readonly string[], token: string | undefined) => {
  const at = Number(token ?? 0)
  return { name: names[at], ...(at + 1 < names.length && { NextToken: String(at + 1) }) }
}

test('parameters are listed by name, in all pages: passwords, grants, no tokens and nothing of others', async () => {
  const PATHS: Record<string, string[]> = {
    '/roundtrip/Mail': ['/roundtrip/Mail/inbox', '/roundtrip/Mail/in box', '/roundtrip/Mailing/other'],
    '/roundtrip/Mail/grants': ['/roundtrip/Mail/grants/m365', '/roundtrip/Mail/grants/google'],
  }
  const { options, requests } = await endpointOf(({ body }) => {
    const { ParameterFilters: [filter] = [], NextToken } = JSON.parse(body) as Asked
    expect(filter).toMatchObject({ Key: 'Path', Option: 'OneLevel' })
    const { name: Name, ...next } = pageOf(PATHS[filter?.Values[0] ?? ''] ?? [], NextToken)
    return { body: JSON.stringify({ Parameters: [{ Name, Type: 'SecureString' }], ...next }) }
  })
  expect(await listedParameters(new SSMClient(options), 'Mail')).toEqual([
    { kind: 'password', store: 'ssm', name: 'inbox' },
    { kind: 'grant', store: 'ssm', name: 'm365' },
    { kind: 'grant', store: 'ssm', name: 'google' },
  ])
  expect(new Set(requests.map(({ headers }) => headers['x-amz-target']))).toEqual(
    new Set(['AmazonSSM.DescribeParameters']),
  )
})

test('secrets of Secrets Manager are listed without those that are to be deleted', async () => {
  const names = [
    'roundtrip/Mail/inbox',
    'roundtrip/Mail/grants/m365',
    'roundtrip/Mail/gone',
    'x/roundtrip/Mail/y',
  ]
  const { options } = await endpointOf(({ headers, body }) => {
    expect(headers['x-amz-target']).toBe('secretsmanager.ListSecrets')
    const { Filters, NextToken } = JSON.parse(body) as Asked
    expect(Filters).toEqual([{ Key: 'name', Values: ['roundtrip/Mail/'] }])
    const { name: Name = '', ...next } = pageOf(names, NextToken)
    const deleted = Name.endsWith('gone') && { DeletedDate: 1764504000 }
    return { body: JSON.stringify({ SecretList: [{ Name, ...deleted }], ...next }) }
  })
  expect(await listedManaged(new SecretsManagerClient(options), 'Mail')).toEqual([
    { kind: 'password', store: 'secretsmanager', name: 'inbox' },
    { kind: 'grant', store: 'secretsmanager', name: 'm365' },
  ])
})

test('who may not list hears what AWS says', async () => {
  const { options } = await endpointOf(() => refusal('AccessDeniedException', 'no'))
  await expect(listedParameters(new SSMClient(options), 'Mail')).rejects.toThrow('no')
  await expect(listedManaged(new SecretsManagerClient(options), 'Mail')).rejects.toThrow('no')
})

longTest('a store that always has one more page is left in the end', async () => {
  const { options, requests } = await endpointOf(() => ({ body: '{"SecretList":[],"NextToken":"again"}' }))
  expect(await listedManaged(new SecretsManagerClient(options), 'Mail')).toEqual([])
  expect(requests).toHaveLength(200)
})
