import { describe, expect, test } from 'vitest'

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
    const [, claims = ''] = (issuer.requests[0]?.form.get('client_assertion') ?? '').split('.')
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
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
  const tls = issueCertificate({ ipAddresses: ['127.0.0.1'], ca })

  test('is verified', async () => {
    const issuer = await tokenIssuer({ tls })
    expect(await endpoint.redeem(grantOf(issuer.grants.app), inTime())).toMatchObject({
      reason: 'token-endpoint-unavailable',
      detail: expect.stringMatching(
        /^127\.0\.0\.1:\d+ has a certificate that is not trusted \(.*\)$/,
      ) as string,
    })
    expect(issuer.requests).toEqual([])
  })

  test('of an authority that is trusted', async () => {
    const issuer = await tokenIssuer({ tls })
    const trusting = httpTokenEndpoint({ now, ca: ca.cert })
    expect(await trusting.redeem(grantOf(issuer.grants.certificate), inTime())).toMatchObject({
      kind: 'granted',
    })
  })
})
