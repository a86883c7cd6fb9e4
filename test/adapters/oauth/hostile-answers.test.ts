import { describe, expect, test } from 'vitest'

import { httpTokenEndpoint } from '../../../shared/adapters/oauth/token-endpoint.ts'
import { parseGrant } from '../../../shared/core/grant/parse-grant.ts'
import { CLIENT_SECRET } from '../../support/grants/written-grants.ts'
import { type Fault, FAULT_NAMES } from '../../support/servers/token-issuer/faults.ts'
import type { Scripted } from '../../support/servers/token-issuer/refusals.ts'
import { tokenIssuer } from '../../support/servers/token-issuer/token-issuer.ts'

const endpoint = httpTokenEndpoint({ now: () => Date.parse('2026-11-30T12:00:00Z') })
const HOUR = 3_600_000

async function answered(name: 'app' | 'google', ...script: readonly (Scripted | Fault)[]) {
  const issuer = await tokenIssuer()
  issuer.script(...script)
  const parsed = parseGrant(issuer.grants[name])
  if (!parsed.ok) throw new Error('no grant')
  const isSilent = script.some((one) => one === 'hang' || one === 'drip')
  const redeemed = await endpoint.redeem(parsed.grant, AbortSignal.timeout(isSilent ? 200 : 20_000))
  return { redeemed, issuer }
}

const token = (more: object) => ({
  status: 200,
  body: JSON.stringify({ access_token: 'abc', token_type: 'Bearer', expires_in: 3600, ...more }),
})

const SAID: Record<Fault, RegExp> = {
  hang: /did not answer in time$/,
  drip: /did not answer in time$/,
  close: /closed the connection before its answer was whole/,
  'close within': /closed the connection before its answer was whole/,
  huge: /answered more than 64 KB$/,
  unavailable: /answered 503 and what is no OAuth2 answer$/,
  html: /answered 200 and a page of HTML$/,
  redirect: /answered 302, a redirect, which is not followed$/,
  empty: /answered 200 and nothing$/,
  'half json': /answered 200 and what is no OAuth2 answer$/,
  'no content': /answered 204 and nothing$/,
}

describe('an endpoint that is not well is told from one that refuses', () => {
  test.each(FAULT_NAMES)('%s', async (fault) => {
    const { redeemed, issuer } = await answered('app', fault)
    expect(redeemed).toMatchObject({
      kind: 'refused',
      reason: 'token-endpoint-unavailable',
      isPassing: true,
      detail: expect.stringMatching(SAID[fault]) as string,
    })
    expect(issuer.requests).toHaveLength(1)
  })
})

describe('the life of a token', () => {
  test.each([
    ['is an hour where it is not told', undefined, HOUR],
    ['is read from text', '1800', HOUR / 2],
    ['is an hour where it is no number', 'soon', HOUR],
    ['is a day at the longest', 31_536_000, 24 * HOUR],
  ])('%s', async (_, expires_in, lifetime) => {
    const { redeemed } = await answered('app', token({ expires_in }))
    expect(redeemed).toEqual({ kind: 'granted', token: 'abc', lifetime })
  })

  test.each([0, -5, '0'])('that is over (%o) is none', async (expires_in) => {
    const { redeemed } = await answered('app', token({ expires_in }))
    expect(redeemed).toMatchObject({ reason: 'token-endpoint-unavailable' })
  })
})

test.each([
  ['with a line break', { access_token: 'a\r\nA1 DELETE INBOX' }, 'cannot be sent'],
  ['longer than its store takes', { access_token: 'x'.repeat(6_501) }, 'more than 6500 characters'],
  ['that is a number', { access_token: 5 }, 'no text'],
  ['that is empty', { access_token: '' }, 'no text'],
  ['of another type', { token_type: 'mac' }, 'another type than Bearer'],
])('a token %s is refused', async (_, more, said) => {
  const { redeemed } = await answered('app', token(more))
  expect(redeemed).toMatchObject({
    reason: 'token-endpoint-unavailable',
    detail: expect.stringContaining(said) as string,
  })
})

test("an ID token that comes along is nobody's concern", async () => {
  const { redeemed } = await answered('google', token({ id_token: 'not.a.jwt', token_type: 'bearer' }))
  expect(redeemed).toMatchObject({ kind: 'granted' })
})

describe('what was sent is said back', () => {
  const spellings: [string, (secret: string) => string][] = [
    ['as it is', (secret) => secret],
    ['in base64', (secret) => Buffer.from(secret).toString('base64')],
    ['percent-encoded', (secret) => encodeURIComponent(secret)],
    ['backwards', (secret) => secret.split('').reverse().join('')],
    ['in part', (secret) => secret.slice(4, 20)],
  ]

  test.each(spellings)('%s, and shown in none', async (_, spell) => {
    const words = `AADSTS7000215: you sent ${spell(CLIENT_SECRET)}`
    const body = JSON.stringify({ error: 'invalid_client', error_description: words, error_codes: [7000215] })
    const { redeemed } = await answered('app', { status: 401, body })
    expect(redeemed).toMatchObject({
      reason: 'grant-secret-wrong',
      detail: expect.stringContaining('you sent') as string,
    })
    for (let at = 0; at + 6 <= spell(CLIENT_SECRET).length; at += 1) {
      expect(JSON.stringify(redeemed)).not.toContain(spell(CLIENT_SECRET).slice(at, at + 6))
    }
  })

  test('in hex, as the correlation id, which is shown as it came', async () => {
    const [, ...parts] =
      /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(Buffer.from(CLIENT_SECRET).toString('hex')) ?? []
    const body = { error: 'invalid_client', error_description: 'no', correlation_id: parts.join('-') }
    const { redeemed } = await answered('app', { status: 401, body: JSON.stringify(body) })
    expect(redeemed).toMatchObject({ detail: 'Microsoft: invalid_client: no' })
  })

  test('a refresh token, as the error itself', async () => {
    const issuer = await tokenIssuer()
    const parsed = parseGrant(issuer.grants.google)
    if (!parsed.ok || parsed.grant.kind !== 'refresh-token') throw new Error('no grant')
    const { refreshToken } = parsed.grant
    issuer.script({
      status: 400,
      body: JSON.stringify({ error: refreshToken, error_description: refreshToken }),
    })
    const redeemed = await endpoint.redeem(parsed.grant, AbortSignal.timeout(20_000))
    expect(JSON.stringify(redeemed)).not.toContain(refreshToken.slice(-8))
  })
})
