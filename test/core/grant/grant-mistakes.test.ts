import { generateKeyPairSync } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { parseGrant } from '../../../shared/core/grant/parse-grant.ts'
import { readSecretText } from '../../../shared/core/grant/secret-text.ts'
import * as written from '../../support/grants/written-grants.ts'

const { APP_WITH_SECRET: app, APP_WITH_CERTIFICATE: signing, SERVICE_ACCOUNT: service } = written
const { GOOGLE_LOGIN: login, MICROSOFT_LOGIN: microsoft } = written

const mistakesOf = (grant: unknown) => {
  const parsed = parseGrant(typeof grant === 'string' ? grant : JSON.stringify(grant))
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`)
}
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ellipticKey = privateKey.export({ type: 'pkcs8', format: 'pem' })
const publicPem = publicKey.export({ type: 'spki', format: 'pem' })
const encryptedKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'x',
})
const weakKey = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
})

describe('each mistake is told with its field', () => {
  test.each<[mistake: string, grant: unknown, told: string]>([
    ['a password', 'hunter2', ': expected JSON, got other text'],
    ['a list', [], ': expected a JSON object, got a list'],
    ['a PEM file', written.APP_KEY, 'is written \\n'],
    ['another grant', { grant: 'implicit' }, 'grant: expected "client-credentials", "service-account"'],
    [
      'nothing',
      {},
      'grant: expected "client-credentials", "service-account" or "refresh-token", got nothing',
    ],
    ['the OAuth client of Google', { installed: {} }, 'npx roundtrip oauth login'],
    ['a login of gcloud', { type: 'authorized_user' }, 'type: expected "service_account"'],
    ['no tenant', { ...app, tenant: undefined }, 'tenant: expected the ID of the tenant'],
    ['the tenant of everybody', { ...app, tenant: 'common' }, 'an app cannot log in at "common"'],
    [
      'the tenant of companies',
      { ...app, tenant: 'organizations' },
      'an app cannot log in at "organizations"',
    ],
    ['the tenant of people', { ...app, tenant: 'Consumers' }, 'an app cannot log in at "consumers"'],
    ['a path as tenant', { ...app, tenant: 'contoso.com/../x' }, 'tenant: expected the ID of the tenant'],
    [
      'the name of the app',
      { ...app, clientId: 'Roundtrip' },
      'clientId: expected the Application (client) ID',
    ],
    [
      'another name of a field',
      { ...app, client_id: 'x' },
      'client_id: there is no such field; did you mean clientId?',
    ],
    [
      'no secret',
      { ...app, clientSecret: undefined },
      'clientSecret: expected the client secret, or certificate',
    ],
    [
      'an empty secret',
      { ...app, clientSecret: '' },
      'clientSecret: expected 1 to 1024 printable characters',
    ],
    ['a secret with a line break', { ...app, clientSecret: 'a\nb' }, 'clientSecret: expected 1 to 1024'],
    [
      'both proofs',
      { ...signing, clientSecret: 'x' },
      'clientSecret: expected this or a certificate, not both',
    ],
    ['a day that is none', { ...app, clientSecretEnds: '2027-02-30' }, 'clientSecretEnds: expected a day'],
    ['an unknown cloud', { ...app, cloud: 'germany' }, 'cloud: expected "global" or "us-gov" or "china"'],
    [
      'an end of a secret that is not there',
      { ...signing, clientSecretEnds: '2027-05-31' },
      'clientSecretEnds: there',
    ],
    [
      'no certificate',
      { ...signing, certificate: undefined },
      'certificate: expected the certificate of privateKey',
    ],
    [
      'no key',
      { ...signing, privateKey: undefined },
      'privateKey: expected the key of certificate, got nothing',
    ],
    [
      'a key of another',
      { ...signing, privateKey: written.STRANGE_KEY },
      'privateKey: expected the key of this',
    ],
    [
      'the key twice',
      { ...signing, certificate: written.APP_KEY },
      'certificate: expected a certificate in PEM',
    ],
    [
      'the certificate twice',
      { ...signing, privateKey: written.APP_CERTIFICATE },
      'privateKey: expected a private key',
    ],
    ['a public key', { ...signing, privateKey: publicPem }, 'privateKey: expected a private key in PEM'],
    [
      'an elliptic key',
      { ...signing, privateKey: ellipticKey },
      'privateKey: expected an RSA key of 2048 bits',
    ],
    ['a weak key', { ...signing, privateKey: weakKey }, 'privateKey: expected an RSA key of 2048 bits'],
    [
      'a key with a passphrase',
      { ...signing, privateKey: encryptedKey },
      'privateKey: expected a key without a',
    ],
    [
      'half a certificate',
      { ...signing, certificate: written.APP_CERTIFICATE.slice(0, 300) },
      'certificate: expected',
    ],
    ['no mailbox', written.KEY_FILE, 'user: expected an email address, got nothing'],
    [
      'the mailbox as sub',
      { ...service, sub: 'a@b.example' },
      'sub: there is no such field; did you mean user?',
    ],
    [
      'an endpoint of a stranger',
      { ...service, token_uri: 'https://evil.example/token' },
      "token_uri: expected Google's",
    ],
    [
      'the same by a field of ours',
      { ...service, tokenEndpoint: 'https://evil.example/token' },
      'tokenEndpoint: a key file of Google is for Google alone',
    ],
    ['another universe', { ...service, universe_domain: 'evil.example' }, 'universe_domain: expected'],
    [
      'no provider',
      { ...login, provider: undefined },
      'provider: expected "microsoft" or "google" or "other"',
    ],
    [
      'no refresh token',
      { ...login, refreshToken: undefined },
      'refreshToken: expected 1 to 6500 characters',
    ],
    ['a refresh token in two lines', { ...login, refreshToken: 'a\nb' }, 'refreshToken: expected 1 to 6500'],
    ['no zone', { ...login, loggedInAt: '2026-11-30T12:00:00' }, 'loggedInAt: expected an instant'],
    ['no endpoint', { ...microsoft, provider: 'other' }, 'tokenEndpoint: expected the https:// address'],
    [
      'clear text',
      { ...login, tokenEndpoint: 'http://id.example.com/token' },
      'tokenEndpoint: expected an https://',
    ],
    [
      'a login in the address',
      { ...login, tokenEndpoint: 'https://u:p@id.example.com/' },
      'tokenEndpoint: expected',
    ],
    ['a scope with quotes', { ...app, scope: '"mail"' }, 'scope: expected scopes'],
  ])('%s', (_, grant, told) => {
    expect(mistakesOf(grant).join('\n')).toContain(told)
  })

  test('all of them at once', () => {
    expect(mistakesOf({ ...app, tenant: 7, clientId: '', client_secret: 'x' })).toEqual([
      'tenant: expected the ID of the tenant, or a domain of it, as contoso.onmicrosoft.com, got a number',
      'clientId: expected 1 to 255 characters without spaces, got empty text',
      'client_secret: there is no such field; did you mean clientSecret?',
    ])
  })

  test('more than any grant holds', () => {
    expect(mistakesOf(JSON.stringify({ ...app, clientSecret: 'x'.repeat(40_000) }))).toEqual([
      ': expected at most 32768 characters',
    ])
  })
})

test('no message repeats a value, in whichever field it stands', () => {
  const SECRET = 'Tz8Q~not to be shown'
  for (const grant of [app, signing, service, login, { ...microsoft, tokenEndpoint: '' }]) {
    for (const field of [...Object.keys(grant), 'unknown', 'certificate', 'cloud', 'scope']) {
      const told = mistakesOf({ ...grant, [field]: SECRET })
      expect(told.join('\n')).not.toContain('not to be shown')
    }
  }
  expect(mistakesOf(`{"grant":"client-credentials","clientSecret":"${SECRET}`).join()).not.toContain('Tz8Q')
})

test.each([
  [app, 'clientSecret', '…'],
  [{ ...service, private_key_id: undefined }, 'private_key', '-----BEGIN PRIVATE KEY-----\n…'],
  [service, 'private_key_id', '…'],
  [service, 'user', '…'],
  [{ ...signing, certificate: undefined }, 'certificate', '-----BEGIN CERTIFICATE-----\n…'],
  [login, 'refreshToken', '…'],
  [app, 'tenant', '…'],
])('%#: a placeholder of a guide that was left in is said to be one', (grant, field, left) => {
  expect(mistakesOf({ ...grant, [field]: left }).join('\n')).toMatch(
    new RegExp(`^${field}: .*, got a placeholder$`),
  )
})

test.each(['{correct horse}', '{', '{"hunter2"}'])('%s is a password', (text) => {
  expect(readSecretText(text)).toMatchObject({ kind: 'password', text })
})

test.each(['{"grant":"client-credentials",', '{"type":"service_account"', "{'clientSecret': 'x'}"])(
  '%s was meant as a grant, and is not stored as a password',
  (text) => {
    expect(readSecretText(text)).toMatchObject({ kind: 'mistaken', what: 'grant' })
  },
)
