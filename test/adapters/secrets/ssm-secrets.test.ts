import { SSMClient } from '@aws-sdk/client-ssm'
import { afterEach, expect, test } from 'vitest'

import { ssmSecrets } from '../../../shared/adapters/secrets/ssm-secrets.ts'
import type { SecretReading } from '../../../shared/app/ports/secrets.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import {
  FAKE_AWS,
  type RecordedRequest,
  type RecordingEndpoint,
  recordingEndpoint,
  refusal,
  ssmEndpoint,
} from '../../support/aws/recording-endpoint.ts'

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

const namesIn = ({ body }: RecordedRequest) => (JSON.parse(body) as { Names: string[] }).Names

function found(name: string, value: string): SecretReading {
  return {
    reference: ssm(name),
    fullName: `SSM parameter /roundtrip/Roundtrip/${name}`,
    kind: 'found',
    value,
    warning: 'secret-for-any-host',
  }
}

function not(kind: 'missing' | 'forbidden', name: string, problem: string): SecretReading {
  return { reference: ssm(name), fullName: `SSM parameter /roundtrip/Roundtrip/${name}`, kind, problem }
}

test('a grant is read by a name of its own, whatever password is called alike', async () => {
  const stored = new Map([
    ['/roundtrip/Roundtrip/pop', 'p0p'],
    ['/roundtrip/Roundtrip/grants/pop', '{"grant":"refresh-token"}'],
  ])
  const { server } = await readerOf(ssmEndpoint(stored))
  const client = new SSMClient({ ...FAKE_AWS, endpoint: server.url, maxAttempts: 1 })
  const grants = ssmSecrets({ client, stackName: 'Roundtrip', kind: 'grant' })
  expect(await grants.read([ssm('pop')], signal)).toMatchObject([{ value: '{"grant":"refresh-token"}' }])
})

test('one that was stored with its hosts is read with them, and one that looks so is not handed out', async () => {
  const text = storedSecretText({ hosts: ['mail.example.com'], value: 'p0p' })
  const stored = new Map([
    ['/roundtrip/Roundtrip/pop', text],
    ['/roundtrip/Roundtrip/cut', text.slice(0, -1)],
  ])
  const { secrets } = await readerOf(ssmEndpoint(stored))
  expect(await secrets.read([ssm('pop'), ssm('cut')], signal)).toEqual([
    {
      reference: ssm('pop'),
      fullName: 'SSM parameter /roundtrip/Roundtrip/pop',
      kind: 'found',
      value: 'p0p',
      hosts: ['mail.example.com'],
    },
    {
      reference: ssm('cut'),
      fullName: 'SSM parameter /roundtrip/Roundtrip/cut',
      kind: 'unreadable',
      problem: 'begins like a password with its hosts, but cannot be read as one',
    },
  ])
  expect(secrets.howToSet(ssm('pop'), ['a.example', '::1'])).toBe(
    'npx roundtrip secrets set pop --host a.example,::1',
  )
})

test('all are read decrypted in one call, and what is not set is missing by its full name', async () => {
  const stored = new Map([
    ['/roundtrip/Roundtrip/pop', 'p0p'],
    ['/roundtrip/Roundtrip/smtp', 'sm7p'],
    ['/roundtrip/Other/gone', 'not ours'],
  ])
  const { server, secrets } = await readerOf(ssmEndpoint(stored))

  expect(await secrets.read([ssm('smtp'), ssm('gone'), ssm('pop')], signal)).toEqual([
    found('smtp', 'sm7p'),
    not('missing', 'gone', 'is not set'),
    found('pop', 'p0p'),
  ])
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

  const readings = await secrets.read(names.map(ssm), signal)
  expect(readings.map((reading) => reading.kind === 'found' && reading.value)).toEqual(
    names.map((name) => `value of ${name}`),
  )
  expect(server.requests.map((request) => namesIn(request).length)).toEqual([10, 10, 3])
})

test('where AWS refuses the whole call, each is asked for alone, and the forbidden one is named in its words', async () => {
  const denied =
    'User: arn:aws:sts::111122223333:assumed-role/Roundtrip-ProbeRole/fn is not authorized to perform: ' +
    'kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/other\nbecause no policy allows it'
  const { server, secrets } = await readerOf(
    recordingEndpoint((request) => {
      const names = namesIn(request)
      if (names.some((name) => name.endsWith('/locked'))) return refusal('AccessDeniedException', denied)
      const Parameters = names
        .map((Name) => ({ Name, Value: 'v4lue' }))
        .filter(({ Name }) => !Name.includes('gone'))
      return { body: JSON.stringify({ Parameters }) }
    }),
  )

  expect(await secrets.read([ssm('pop'), ssm('locked'), ssm('gone')], signal)).toEqual([
    found('pop', 'v4lue'),
    not(
      'forbidden',
      'locked',
      'may not be read: AccessDeniedException: not authorized to perform: ' +
        'kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/other\\x0abecause no policy allows it',
    ),
    not('missing', 'gone', 'is not set'),
  ])
  expect(server.requests.map((request) => namesIn(request).length)).toEqual([3, 1, 1, 1])
})

test('one that is refused alone is asked for once', async () => {
  const { server, secrets } = await readerOf(
    recordingEndpoint(() => refusal('InvalidKeyId', 'the key is pending deletion')),
  )
  expect(await secrets.read([ssm('pop')], signal)).toEqual([
    not('forbidden', 'pop', 'may not be read: InvalidKeyId: the key is pending deletion'),
  ])
  expect(server.requests).toHaveLength(1)
})

test('a store that cannot be asked is thrown with the names of the parameters', async () => {
  const { secrets } = await readerOf(recordingEndpoint(() => refusal('ThrottlingException', 'Rate exceeded')))
  await expect(secrets.read([ssm('pop'), ssm('smtp')], signal)).rejects.toThrow(
    'cannot read /roundtrip/Roundtrip/pop, /roundtrip/Roundtrip/smtp: ThrottlingException: Rate exceeded',
  )
})

test('reading ends when the signal fires', async () => {
  const { secrets } = await readerOf(recordingEndpoint(() => undefined))
  await expect(secrets.read([ssm('pop')], AbortSignal.timeout(100))).rejects.toThrow(/abort/i)
})

test.each([
  ['Roundtrip', 'npx roundtrip secrets set pop'],
  ['Mail', 'npx roundtrip secrets set pop --stack Mail'],
])('the command that sets a secret of stack %s is %s', async (stackName, command) => {
  const { secrets } = await readerOf(ssmEndpoint(new Map()), stackName)
  expect(secrets.howToSet(ssm('pop'))).toBe(command)
})
