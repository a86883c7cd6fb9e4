import { SSMClient } from '@aws-sdk/client-ssm'
import { expect, onTestFinished, test } from 'vitest'

import { ssmTokens } from '../../../shared/adapters/secrets/ssm-tokens.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import {
  FAKE_AWS,
  type RecordingEndpoint,
  recordingEndpoint,
  refusal,
  ssmEndpoint,
} from '../../support/aws/recording-endpoint.ts'

const ACCESS = '/roundtrip/Mail/oauth/access/ssm/m365'
const REFRESH = '/roundtrip/Mail/oauth/refresh/ssm/m365'
const GRANT = { store: 'ssm', name: 'm365' } as const
const TOKEN = { token: 'eyJ0.secret-access', issuedAt: 1_000, expiresAt: 3_601_000 }
const ROTATED = { refreshToken: '1.AXoA-secret-refresh', grantFingerprint: 'f00d' }
const { signal } = new AbortController()

async function keeperOver(serving: Promise<RecordingEndpoint>, keyArn?: string, maxAttempts = 1) {
  const { url, requests, close } = await serving
  const client = new SSMClient({ ...FAKE_AWS, endpoint: url, maxAttempts })
  onTestFinished(async () => {
    client.destroy()
    await close()
  })
  return { requests, keeper: ssmTokens({ client, stackName: 'Mail', ...(keyArn && { keyArn }) }) }
}

test('an access token is kept beside the hosts of its grant, and read back with them', async () => {
  const stored = new Map<string, string>()
  const { keeper } = await keeperOver(ssmEndpoint(stored))
  expect(await keeper.findAccess(GRANT, signal)).toBeUndefined()
  await keeper.putAccess(GRANT, TOKEN, ['outlook.office365.com'])
  expect([...stored]).toEqual([
    [ACCESS, storedSecretText({ hosts: ['outlook.office365.com'], value: JSON.stringify(TOKEN) })],
  ])
  expect(await keeper.findAccess(GRANT, signal)).toEqual({ ...TOKEN, hosts: ['outlook.office365.com'] })
})

test('one of a grant without hosts is kept without them', async () => {
  const { keeper } = await keeperOver(ssmEndpoint(new Map()))
  await keeper.putAccess(GRANT, TOKEN, undefined)
  expect(await keeper.findAccess(GRANT, signal)).toEqual(TOKEN)
})

test('a refresh token that rotated is kept apart from what probes read', async () => {
  const stored = new Map<string, string>()
  const { keeper } = await keeperOver(ssmEndpoint(stored))
  expect(await keeper.findRotated(GRANT, signal)).toBeUndefined()
  await keeper.putRotated(GRANT, ROTATED)
  expect([...stored.keys()]).toEqual([REFRESH])
  expect(await keeper.findRotated(GRANT, signal)).toEqual(ROTATED)
})

test('grants of two stores that are called alike have a token each', async () => {
  const stored = new Map<string, string>()
  const { keeper } = await keeperOver(ssmEndpoint(stored))
  await keeper.putAccess({ store: 'secretsmanager', name: 'm365' }, TOKEN, undefined)
  expect(await keeper.findAccess(GRANT, signal)).toBeUndefined()
  expect([...stored.keys()]).toEqual(['/roundtrip/Mail/oauth/access/secretsmanager/m365'])
})

test.each([
  ['no JSON', 'eyJ0'],
  ['a time that is none', '{"token":"t","issuedAt":1,"expiresAt":"soon"}'],
  ['an empty token', '{"token":"","issuedAt":1,"expiresAt":2}'],
  ['a stored secret that was cut', 'roundtrip-secret:1:{"hosts":["a.example"],"value":"'],
  ['a newer form', 'roundtrip-secret:2:{}'],
])('%s is no token: a new one is fetched in its place', async (_, text) => {
  const { keeper } = await keeperOver(
    ssmEndpoint(
      new Map([
        [ACCESS, text],
        [REFRESH, text],
      ]),
    ),
  )
  expect(await keeper.findAccess(GRANT, signal)).toBeUndefined()
  expect(await keeper.findRotated(GRANT, signal)).toBeUndefined()
})

test('it is written encrypted, over what stood there, in the tier that its length takes, with the key of the settings', async () => {
  const { keeper, requests } = await keeperOver(ssmEndpoint(new Map()), 'arn:aws:kms:eu-west-1:1:key/k')
  await keeper.putRotated(GRANT, ROTATED)
  expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({
    Name: REFRESH,
    Type: 'SecureString',
    Overwrite: true,
    Tier: 'Intelligent-Tiering',
    KeyId: 'arn:aws:kms:eu-west-1:1:key/k',
  })
})

test('a store that quotes what it refuses is told without the token, in the error and all its causes', async () => {
  const quoting = recordingEndpoint(({ body }) =>
    refusal('ValidationException', `Value '${(JSON.parse(body) as { Value: string }).Value}' is too long`),
  )
  const { keeper } = await keeperOver(quoting)
  for (const put of [keeper.putRotated(GRANT, ROTATED), keeper.putAccess(GRANT, TOKEN, ['a.example'])]) {
    const error = await put.catch((thrown: unknown) => thrown as Error)
    expect(String(error)).toMatch(/^Error: cannot store \/roundtrip\/Mail\/oauth\//)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/secret-(access|refresh)/)
  }
})

test('nothing is written any more once the lease has lapsed, though the store is asked again and again', async () => {
  const lapsed = new AbortController()
  const failing = recordingEndpoint(() => {
    lapsed.abort()
    return { status: 500, body: '{}' }
  })
  const { keeper, requests } = await keeperOver(failing, undefined, 8)
  await expect(keeper.putRotated(GRANT, ROTATED, lapsed.signal)).rejects.toThrow(`cannot store ${REFRESH}`)
  await expect(keeper.putAccess(GRANT, TOKEN, undefined, lapsed.signal)).rejects.toThrow(ACCESS)
  expect(requests).toHaveLength(1)
})

test('a store that cannot be read is thrown with the name', async () => {
  const { keeper } = await keeperOver(recordingEndpoint(() => refusal('AccessDeniedException', 'no')))
  await expect(keeper.findAccess(GRANT, signal)).rejects.toThrow(
    `cannot read ${ACCESS}: AccessDeniedException`,
  )
})
