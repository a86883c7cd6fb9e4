import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterEach, expect, test } from 'vitest'

import { secretsManagerSecrets } from '../../../shared/adapters/secrets/secrets-manager-secrets.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import {
  type Answer,
  FAKE_AWS,
  type RecordingEndpoint,
  recordingEndpoint,
  refusal,
  secretsManagerEndpoint,
} from '../../support/aws/recording-endpoint.ts'

const open: RecordingEndpoint[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((endpoint) => endpoint.close()))
})

async function readerOf(endpoint: Promise<RecordingEndpoint>, stackName = 'Roundtrip') {
  const server = await endpoint
  open.push(server)
  const client = new SecretsManagerClient({ ...FAKE_AWS, endpoint: server.url, maxAttempts: 1 })
  return { server, secrets: secretsManagerSecrets({ client, stackName }) }
}

const managed = (name: string): SecretReference => ({ store: 'secretsmanager', name })
const signal = new AbortController().signal
const POP = { reference: managed('pop'), fullName: 'Secrets Manager secret roundtrip/Roundtrip/pop' }

test('one that was stored with its hosts is read with them', async () => {
  const text = storedSecretText({ hosts: ['mail.example.com'], value: 'p0p' })
  const { secrets } = await readerOf(
    secretsManagerEndpoint(new Map([['roundtrip/Roundtrip/pop', text]])),
    'Roundtrip',
  )
  expect(await secrets.read([managed('pop')], signal)).toEqual([
    { ...POP, kind: 'found', value: 'p0p', hosts: ['mail.example.com'] },
  ])
})

test('a grant is read by a name of its own', async () => {
  const endpoint = secretsManagerEndpoint(new Map([['roundtrip/Mail/grants/pop', '{"grant":"x"}']]))
  const { server } = await readerOf(endpoint, 'Mail')
  const client = new SecretsManagerClient({ ...FAKE_AWS, endpoint: server.url, maxAttempts: 1 })
  const grants = secretsManagerSecrets({ client, stackName: 'Mail', kind: 'grant' })
  expect(await grants.read([managed('pop')], signal)).toMatchObject([{ value: '{"grant":"x"}' }])
})

test('each is asked for by its full name, and what is not set is missing', async () => {
  const stored = new Map([['roundtrip/Mail/pop', 'p0p']])
  const { server, secrets } = await readerOf(secretsManagerEndpoint(stored), 'Mail')

  expect(await secrets.read([managed('pop'), managed('smtp')], signal)).toEqual([
    {
      ...POP,
      fullName: 'Secrets Manager secret roundtrip/Mail/pop',
      kind: 'found',
      value: 'p0p',
      warning: 'secret-for-any-host',
    },
    {
      reference: managed('smtp'),
      fullName: 'Secrets Manager secret roundtrip/Mail/smtp',
      kind: 'missing',
      problem: 'is not set',
    },
  ])
  expect(
    server.requests.map(({ headers, body }) => [headers['x-amz-target'], JSON.parse(body) as unknown]),
  ).toEqual(
    ['pop', 'smtp'].map((name) => ['secretsmanager.GetSecretValue', { SecretId: `roundtrip/Mail/${name}` }]),
  )
})

test('all are asked for at once', async () => {
  const { server, secrets } = await readerOf(recordingEndpoint(() => undefined))
  const over = new AbortController()
  const reading = secrets.read([managed('a'), managed('b'), managed('c')], over.signal)
  reading.catch(() => undefined)
  await expect.poll(() => server.requests.length).toBe(3)
  over.abort()
  await expect(reading).rejects.toThrow(/abort/i)
})

test.each<[string, Answer, 'missing' | 'forbidden', string]>([
  [
    'marked for deletion',
    refusal(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    ),
    'missing',
    'is marked for deletion',
  ],
  ['binary', { body: JSON.stringify({ SecretBinary: 'AAAA' }) }, 'missing', 'holds binary data and no text'],
  [
    'under another key',
    refusal('AccessDeniedException', 'Access to KMS is not allowed'),
    'forbidden',
    'may not be read: AccessDeniedException: Access to KMS is not allowed',
  ],
  [
    'out of reach',
    refusal(
      'AccessDeniedException',
      'User: arn:aws:sts::111122223333:assumed-role/r/f is not authorized to perform: secretsmanager:GetSecretValue',
    ),
    'forbidden',
    'may not be read: AccessDeniedException: not authorized to perform: secretsmanager:GetSecretValue',
  ],
  [
    'broken by its key',
    refusal('DecryptionFailure', "can't decrypt the protected secret text"),
    'forbidden',
    "may not be read: DecryptionFailure: can't decrypt the protected secret text",
  ],
])('a secret that is %s', async (_what, answer, kind, problem) => {
  const { secrets } = await readerOf(recordingEndpoint(() => answer))
  expect(await secrets.read([managed('pop')], signal)).toEqual([{ ...POP, kind, problem }])
})

test.each([
  ['that is throttled', 'ThrottlingException', 'Rate exceeded'],
  ['that does not understand', 'InvalidRequestException', 'something else'],
])('a store %s is thrown with the name of the secret', async (_what, type, message) => {
  const { secrets } = await readerOf(recordingEndpoint(() => refusal(type, message)))
  await expect(secrets.read([managed('pop')], signal)).rejects.toThrow(
    `cannot read roundtrip/Roundtrip/pop: ${type}: ${message}`,
  )
})

test.each([
  ['Roundtrip', 'npx roundtrip secrets set pop --secretsmanager'],
  ['Mail', 'npx roundtrip secrets set pop --secretsmanager --stack Mail'],
])('the command that sets a secret of stack %s is %s', async (stackName, command) => {
  const { secrets } = await readerOf(secretsManagerEndpoint(new Map()), stackName)
  expect(secrets.howToSet(managed('pop'))).toBe(command)
})
