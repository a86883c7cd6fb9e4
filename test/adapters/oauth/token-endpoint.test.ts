import tls from 'node:tls'

import { describe, expect, onTestFinished, test } from 'vitest'

import { httpTokenEndpoint } from '../../../shared/adapters/oauth/token-endpoint.ts'
import { parseGrant } from '../../../shared/core/grant/parse-grant.ts'
import { createAuthority, issueCertificate } from '../../support/servers/certificates.ts'
import { REFUSALS } from '../../support/servers/token-issuer/refusals.ts'
import { tokenIssuer } from '../../support/servers/token-issuer/token-issuer.ts'

const now = () => Date.parse('2026-11-30T12:00:00Z')
const endpoint = httpTokenEndpoint({ now })
const inTime = () => AbortSignal.timeout(10_000)
const grantOf = (text: string) => {
  const parsed = parseGrant(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.grant
}

describe('every grant is redeemed with one request', () => {
  test.each(['app', 'certificate', 'service', 'google', 'microsoft'] as const)('%s', async (name) => {
    const issuer = await tokenIssuer()
    const redeemed = await endpoint.redeem(grantOf(issuer.grants[name]), inTime())
    expect(redeemed).toEqual({
      kind: 'granted',
      token: [...issuer.tokens.access.keys()][0],
      lifetime: 3_600_000,
    })
    expect(issuer.requests).toHaveLength(1)
  })

  test('the assertion of a certificate is for this endpoint, and for ten minutes from now', async () => {
    const issuer = await tokenIssuer()
    await endpoint.redeem(grantOf(issuer.grants.certificate), inTime())
    const assertion = (issuer.requests[0]?.form.get('client_assertion') ?? '').split('.')
    const [header, claims] = assertion
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown)
    // Of the two that Entra takes, the one that its page on assertions asks for.
    expect(header).toMatchObject({ alg: 'PS256', typ: 'JWT' })
    expect(claims).toMatchObject({
      aud: issuer.tokenEndpoint,
      nbf: now() / 1000,
      exp: now() / 1000 + 600,
    })
  })
})

describe('a refresh token', () => {
  test('that rotates is handed over, and the newest is redeemed in place of that of the grant', async () => {
    const issuer = await tokenIssuer({ rotation: 'strict' })
    const grant = grantOf(issuer.grants.microsoft)
    const first = await endpoint.redeem(grant, inTime())
    const rotated = first.kind === 'granted' ? first.refreshToken : undefined
    expect(rotated).toMatch(/^refresh-/)
    expect(await endpoint.redeem(grant, inTime(), rotated)).toMatchObject({ kind: 'granted' })
    expect(await endpoint.redeem(grant, inTime())).toMatchObject({ reason: 'grant-login-expired' })
  })

  const handedOut = (more: object) => ({
    status: 200,
    body: JSON.stringify({ token_type: 'bearer', access_token: 't', refresh_token: 'next', ...more }),
  })

  test.each([
    ['is too long', { access_token: 'x'.repeat(6_501) }],
    ['has spaces', { access_token: 'a b' }],
    ['has expired', { expires_in: 0 }],
    ['is of another type', { token_type: 'mac' }],
  ])('is handed over beside an access token that %s', async (_, more) => {
    const issuer = await tokenIssuer()
    issuer.script(handedOut(more), handedOut({ ...more, refresh_token: 'same' }))
    const redeem = () => endpoint.redeem(grantOf(issuer.grants.google), inTime(), 'same')
    expect(await redeem()).toMatchObject({ kind: 'refused', refreshToken: 'next' })
    expect(await redeem()).not.toHaveProperty('refreshToken')
  })

  test.each([
    ['longer than its store takes', 'x'.repeat(6_501), 'a refresh token of more than 6500 characters'],
    ['with a line break', 'a\nb', 'a refresh token with spaces, line breaks or letters beyond ASCII'],
  ])('%s is refused, and not asked for again at once', async (_, refresh_token, said) => {
    const issuer = await tokenIssuer()
    issuer.script(handedOut({ refresh_token }))
    expect(await endpoint.redeem(grantOf(issuer.grants.google), inTime())).toMatchObject({
      reason: 'token-endpoint-unavailable',
      detail: expect.stringContaining(said) as string,
      isPassing: false,
    })
  })

  test.each([
    ['of an app', 'app', 'x'.repeat(6_501)],
    ['that is empty', 'google', ''],
    ['that is null', 'google', null],
  ] as const)("%s is nobody's concern", async (_, name, refresh_token) => {
    const issuer = await tokenIssuer()
    issuer.script(handedOut({ refresh_token }))
    const redeemed = await endpoint.redeem(grantOf(issuer.grants[name]), inTime())
    expect(redeemed).toEqual({ kind: 'granted', token: 't', lifetime: 3_600_000 })
  })

  test('that came back as it was is no new one', async () => {
    const issuer = await tokenIssuer()
    issuer.script({ status: 200, body: '{"token_type":"bearer","access_token":"t","refresh_token":"same"}' })
    expect(await endpoint.redeem(grantOf(issuer.grants.google), inTime(), 'same')).toEqual({
      kind: 'granted',
      token: 't',
      lifetime: 3_600_000,
    })
  })
})

test('a refusal is handed over with its reason', async () => {
  const issuer = await tokenIssuer()
  issuer.script(REFUSALS.secretExpired)
  expect(await endpoint.redeem(grantOf(issuer.grants.app), inTime())).toMatchObject({
    kind: 'refused',
    reason: 'grant-secret-expired',
    isPassing: false,
  })
})

describe('TLS', () => {
  const ca = createAuthority()
  const certificate = issueCertificate({ ipAddresses: ['127.0.0.1'], ca })

  test('is verified', async () => {
    const issuer = await tokenIssuer({ tls: certificate })
    expect(await endpoint.redeem(grantOf(issuer.grants.app), inTime())).toMatchObject({
      reason: 'token-endpoint-unavailable',
      detail: expect.stringMatching(
        /^127\.0\.0\.1:\d+ has a certificate that is not trusted \(.*\)$/,
      ) as string,
    })
    expect(issuer.requests).toEqual([])
  })

  test('of an authority that is trusted', async () => {
    const issuer = await tokenIssuer({ tls: certificate })
    const trusting = httpTokenEndpoint({ now, ca: ca.cert })
    expect(await trusting.redeem(grantOf(issuer.grants.certificate), inTime())).toMatchObject({
      kind: 'granted',
    })
  })

  test('beside the usual authorities, which are trusted still', async () => {
    const usual = tls.getCACertificates('default')
    onTestFinished(() => tls.setDefaultCACertificates(usual))
    tls.setDefaultCACertificates([...usual, ca.cert])
    const issuer = await tokenIssuer({ tls: certificate })
    const trusting = httpTokenEndpoint({ now, ca: [createAuthority('Another').cert] })
    expect(await trusting.redeem(grantOf(issuer.grants.app), inTime())).toMatchObject({ kind: 'granted' })
  })
})
