import { SSMClient } from '@aws-sdk/client-ssm'
import { afterEach, expect, test } from 'vitest'

import { ssmSecrets } from '../../shared/adapters/ssm-secrets.ts'
import type { SecretReference } from '../../shared/core/monitor.ts'
import {
  FAKE_AWS,
  recordingEndpoint,
  ssmEndpoint,
  type RecordingEndpoint,
} from '../support/recording-endpoint.ts'

const open: RecordingEndpoint[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((endpoint) => endpoint.close()))
})

async function readerOf(endpoint: Promise<RecordingEndpoint>, stackName = 'Roundtrip') {
  const server = await endpoint
  open.push(server)
  const client = new SSMClient({ ...FAKE_AWS, endpoint: server.url, maxAttempts: 1 })
  return { server, secrets: ssmSecrets({ client, stackName }) }
}

const ssm = (name: string): SecretReference => ({ store: 'ssm', name })
const signal = new AbortController().signal

test('values come in the order of their references, and what is not set reads as undefined', async () => {
  const stored = new Map([
    ['/roundtrip/Roundtrip/pop', 'p0p'],
    ['/roundtrip/Roundtrip/smtp', 'sm7p'],
    ['/roundtrip/Other/gone', 'not ours'],
  ])
  const { server, secrets } = await readerOf(ssmEndpoint(stored))
  const references = [ssm('smtp'), ssm('gone'), ssm('pop'), ssm('smtp')]

  expect(await secrets.read(references, signal)).toEqual(['sm7p', undefined, 'p0p', 'sm7p'])
  expect(
    server.requests.map(({ headers, body }) => [headers['x-amz-target'], JSON.parse(body) as unknown]),
  ).toEqual([
    [
      'AmazonSSM.GetParameters',
      {
        Names: ['smtp', 'gone', 'pop'].map((name) => `/roundtrip/Roundtrip/${name}`),
        WithDecryption: true,
      },
    ],
  ])
})

test('23 secrets are asked for in three calls of at most ten', async () => {
  const names = Array.from({ length: 23 }, (_, i) => `s${String(i)}`)
  const stored = new Map(names.map((name) => [`/roundtrip/Mail/${name}`, `value of ${name}`]))
  const { server, secrets } = await readerOf(ssmEndpoint(stored), 'Mail')

  expect(await secrets.read(names.map(ssm), signal)).toEqual(names.map((name) => `value of ${name}`))
  expect(server.requests.map(({ body }) => (JSON.parse(body) as { Names: string[] }).Names.length)).toEqual([
    10, 10, 3,
  ])
})

test('a reference to the environment is not set on AWS, and nothing is asked', async () => {
  const { server, secrets } = await readerOf(ssmEndpoint(new Map()))
  expect(await secrets.read([{ store: 'env', name: 'PATH' }], signal)).toEqual([undefined])
  expect(server.requests).toHaveLength(0)
})

test('access denied is thrown with the name of the parameter', async () => {
  const refusal = { __type: 'AccessDeniedException', message: 'no identity-based policy allows it' }
  const { secrets } = await readerOf(
    recordingEndpoint(() => ({ status: 400, body: JSON.stringify(refusal) })),
  )
  await expect(secrets.read([ssm('pop')], signal)).rejects.toThrow(
    'cannot read /roundtrip/Roundtrip/pop: AccessDeniedException: no identity-based policy allows it',
  )
})

test('reading ends when the signal fires', async () => {
  const { secrets } = await readerOf(recordingEndpoint(() => undefined))
  await expect(secrets.read([ssm('pop')], AbortSignal.timeout(100))).rejects.toThrow(/abort/i)
})

test.each([
  ['Roundtrip', 'npx roundtrip secret set pop'],
  ['Mail', 'npx roundtrip secret set pop --stack Mail'],
])('the command that sets a secret of stack %s is %s', async (stackName, command) => {
  const { secrets } = await readerOf(ssmEndpoint(new Map()), stackName)
  expect(secrets.howToSet(ssm('pop'))).toBe(command)
})
