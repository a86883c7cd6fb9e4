import { expect, test } from 'vitest'
import { tokensFile } from '../../../local/secrets/tokens-file.ts'
import { accessTokenText, parseAccessToken } from '../../../shared/adapters/secrets/stored-token.ts'
import { readAnswer } from '../../../shared/core/grant/endpoint/endpoint-answer.ts'
import { dataFolder } from '../../support/temporary-files.ts'

const asked = {
  provider: 'other',
  kind: 'refresh-token',
  host: 'login.example',
  now: 0,
  hide: (t: string) => t,
} as const
function lifetimeOf(expires_in: unknown): number {
  const read = readAnswer({ status: 200, text: JSON.stringify({ access_token: 't', expires_in }) }, asked)
  if (read.kind !== 'granted') throw new Error('refused')
  return read.lifetime
}
test.each([3599.1234567, '3599.0004', 1199.9998])(
  'a token of %s s is read where it is kept',
  (expires_in) => {
    const kept = { token: 't', issuedAt: 1767614400000, expiresAt: 1767614400000 + lifetimeOf(expires_in) }
    expect(parseAccessToken(accessTokenText(kept))?.token).toBe('t')
  },
)
test('a fraction of a ms does not spoil the file of all tokens', async () => {
  const kept = tokensFile(await dataFolder())
  const other = { store: 'ssm', name: 'other' } as const
  await kept.putRotated(other, { refreshToken: 'the-only-one', grantFingerprint: 'f' })
  await kept.putAccess(
    { store: 'ssm', name: 'office' },
    { token: 't', issuedAt: 1767614400000, expiresAt: 1767614400000 + lifetimeOf(3599.1234567) },
    undefined,
  )
  expect(await kept.findRotated(other, new AbortController().signal)).toMatchObject({
    refreshToken: 'the-only-one',
  })
})
