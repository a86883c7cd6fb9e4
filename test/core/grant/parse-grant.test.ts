import { describe, expect, test } from 'vitest'

import { looksLikeGrant } from '../../../shared/core/grant/looks-like-grant.ts'
import { parseGrant } from '../../../shared/core/grant/parse-grant.ts'
import * as written from '../../support/grants/written-grants.ts'

const parse = (grant: unknown) => parseGrant(typeof grant === 'string' ? grant : JSON.stringify(grant))
const grantOf = (grant: unknown) => {
  const parsed = parse(grant)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.grant
}

describe('what is written is read', () => {
  test('an app with a client secret', () => {
    expect(grantOf({ ...written.APP_WITH_SECRET, clientSecretEnds: '2027-05-31' })).toEqual({
      kind: 'client-credentials',
      tenant: 'contoso.onmicrosoft.com',
      clientId: written.CLIENT_ID,
      proof: {
        kind: 'secret',
        clientSecret: written.CLIENT_SECRET,
        endsAt: Date.parse('2027-05-31T00:00:00Z'),
      },
      scope: 'https://outlook.office365.com/.default',
      tokenEndpoint: 'https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token',
    })
  })

  test('an app with a certificate, whose end stands in it', () => {
    expect(grantOf(written.APP_WITH_CERTIFICATE)).toMatchObject({
      proof: {
        kind: 'certificate',
        certificate: written.APP_CERTIFICATE,
        privateKey: written.APP_KEY,
        endsAt: Date.parse('2027-05-31T12:00:00Z'),
      },
    })
  })

  test.each([
    [
      'us-gov',
      'https://login.microsoftonline.us/t.example/oauth2/v2.0/token',
      'https://outlook.office365.us/.default',
    ],
    [
      'china',
      'https://login.partner.microsoftonline.cn/t.example/oauth2/v2.0/token',
      'https://partner.outlook.cn/.default',
    ],
  ])('an app in the cloud %s', (cloud, tokenEndpoint, scope) => {
    expect(grantOf({ ...written.APP_WITH_SECRET, tenant: 't.example', cloud })).toMatchObject({
      tokenEndpoint,
      scope,
    })
  })

  test('the key file of Google as it is, with the mailbox', () => {
    expect(grantOf(JSON.stringify(written.SERVICE_ACCOUNT, null, 2))).toEqual({
      kind: 'service-account',
      clientEmail: 'probe@roundtrip-probe.iam.gserviceaccount.com',
      privateKey: written.APP_KEY,
      privateKeyId: '5f2d8c0b7e4a9136',
      user: 'probe@example.com',
      scope: 'https://mail.google.com/',
      tokenEndpoint: 'https://oauth2.googleapis.com/token',
    })
  })

  test.each(['https://accounts.google.com/o/oauth2/token', 'https://www.googleapis.com/oauth2/v4/token'])(
    'an old key file, with %s',
    (token_uri) => {
      expect(grantOf({ ...written.SERVICE_ACCOUNT, token_uri })).toMatchObject({
        tokenEndpoint: 'https://oauth2.googleapis.com/token',
      })
    },
  )

  test('a service account in our own form', () => {
    const { client_email: clientEmail, private_key: privateKey, user } = written.SERVICE_ACCOUNT
    expect(grantOf({ grant: 'service-account', clientEmail, privateKey, user })).toMatchObject({
      kind: 'service-account',
      clientEmail,
      user,
    })
  })

  test("a user's login at Google, and at Microsoft", () => {
    expect(grantOf(written.GOOGLE_LOGIN)).toEqual({
      kind: 'refresh-token',
      provider: 'google',
      clientId: written.GOOGLE_LOGIN.clientId,
      clientSecret: written.GOOGLE_LOGIN.clientSecret,
      refreshToken: written.REFRESH_TOKEN,
      loggedInAt: Date.parse('2026-11-30T12:00:00Z'),
      scope: 'https://mail.google.com/',
      tokenEndpoint: 'https://oauth2.googleapis.com/token',
    })
    expect(grantOf(written.MICROSOFT_LOGIN)).toMatchObject({
      provider: 'microsoft',
      tokenEndpoint: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
      scope:
        'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/POP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    })
  })

  test("an app and a user at everybody else's servers", () => {
    const tokenEndpoint = 'https://id.example.com/realms/mail/token'
    const app = { grant: 'client-credentials', clientId: 'roundtrip', clientSecret: 's3cret-of-keycloak' }
    expect(grantOf({ ...app, tokenEndpoint })).toMatchObject({
      clientId: 'roundtrip',
      scope: '',
      tokenEndpoint,
    })
    const user = { ...written.MICROSOFT_LOGIN, provider: 'other', tokenEndpoint, scope: 'imap smtp' }
    expect(grantOf(user)).toMatchObject({ provider: 'other', scope: 'imap smtp', tokenEndpoint })
  })
})

describe('what hands do to it', () => {
  test.each([
    ['a byte order mark, as PowerShell writes', (text: string) => `\uFEFF${text}\r\n`],
    ['line breaks of keys that were escaped twice', (text: string) => text.replaceAll('\\n', '\\\\n')],
    ['line breaks of Windows', (text: string) => text.replaceAll('\\n', '\\r\\n')],
  ])('%s', (_, hand) => {
    const text = JSON.stringify(written.APP_WITH_CERTIFICATE)
    expect(parseGrant(hand(text))).toEqual(parseGrant(text))
  })

  test('a key in its older form (PKCS #1)', async () => {
    const { createPrivateKey } = await import('node:crypto')
    const older = createPrivateKey(written.APP_KEY).export({ type: 'pkcs1', format: 'pem' })
    expect(grantOf({ ...written.APP_WITH_CERTIFICATE, privateKey: older })).toEqual(
      grantOf(written.APP_WITH_CERTIFICATE),
    )
  })
})

test.each([
  ['{"grant":"client-credentials"}', true],
  ['  \n{ "type": "service_account"', true],
  ['\uFEFF{}', true],
  ['-----BEGIN PRIVATE KEY-----', true],
  ['two\nlines', true],
  ['hunter2', false],
  ['hunter2\n', false],
  ['pass{word}', false],
])('%j looks like a grant: %s', (text, looks) => {
  expect(looksLikeGrant(text)).toBe(looks)
})
