import { createHash, createHmac } from 'node:crypto'

import { SignatureV4 } from '@smithy/signature-v4'
import { expect, test } from 'vitest'

import { type Credentials, signedHeaders } from '../../../../shared/adapters/aws/json/sign-request.ts'

const LONG_LIVED: Credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCY',
}
const OF_A_ROLE: Credentials = {
  ...LONG_LIVED,
  sessionToken: 'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQW==',
}
const NOW = Date.parse('2026-11-30T21:07:09.456Z')

/** As the SDK hashes for its own signer. */
class Sha256 {
  readonly #hash
  constructor(secret?: string | Uint8Array) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret)
  }
  update(data: Uint8Array | string) {
    this.#hash.update(data)
  }
  digest() {
    return Promise.resolve(new Uint8Array(this.#hash.digest()))
  }
}

async function bySdk(
  { host, body, headers, service, region }: Parameters<typeof signedHeaders>[0],
  credentials: Credentials,
  now: number,
): Promise<string | undefined> {
  const signer = new SignatureV4({
    service,
    region,
    credentials,
    sha256: Sha256 as never,
    applyChecksum: false,
  })
  const signed = (await signer.sign(
    {
      method: 'POST',
      protocol: 'https:',
      hostname: host,
      path: '/',
      headers: { ...headers, host },
      body,
    } as never,
    { signingDate: new Date(now) },
  )) as unknown as { headers: Record<string, string> }
  return signed.headers.authorization
}

const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.GetItem' }
const dynamodb = {
  service: 'dynamodb',
  region: 'eu-west-1',
  host: 'dynamodb.eu-west-1.amazonaws.com',
  headers,
}

test.each([
  ['keys of a user', dynamodb, '{}', LONG_LIVED, NOW],
  ['the keys of a role', dynamodb, '{}', OF_A_ROLE, NOW],
  ['a body beyond ASCII', dynamodb, '{"S":"Größe 邮件 \u{1f4e8}"}', OF_A_ROLE, NOW],
  ['an empty body', dynamodb, '', OF_A_ROLE, NOW],
  ['a host with its port', { ...dynamodb, host: '127.0.0.1:8000' }, '{}', LONG_LIVED, NOW],
  [
    'another service',
    { ...dynamodb, service: 'ssm', host: 'ssm.eu-west-1.amazonaws.com' },
    '{}',
    OF_A_ROLE,
    NOW,
  ],
  ['another Region', { ...dynamodb, region: 'cn-north-1' }, '{}', OF_A_ROLE, NOW],
  ['the next day', dynamodb, '{}', OF_A_ROLE, NOW + 86_400_000],
  ['a whole second', dynamodb, '{}', OF_A_ROLE, Date.parse('2026-01-02T03:04:05.000Z')],
])('signs as the SDK does: %s', async (_, to, body, credentials, now) => {
  const signed = signedHeaders({ ...to, body }, credentials, now)
  expect(signed.authorization).toBe(await bySdk({ ...to, body }, credentials, now))
  expect(signed['x-amz-security-token']).toBe(credentials.sessionToken)
})
