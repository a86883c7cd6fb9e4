import { describe, expect, test } from 'vitest'

import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { loginByBrowser, loginByDevice } from '../../../shared/adapters/oauth/user-login.ts'
import { type LoginClient, loginText } from '../../../shared/core/grant/login-client.ts'
import { parseGrant } from '../../../shared/core/grant/parse-grant.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { GOOGLE_LOGIN, MICROSOFT_LOGIN } from '../../support/grants/written-grants.ts'
import { REFUSALS, type Scripted } from '../../support/servers/token-issuer/refusals.ts'
import { type TokenIssuer, tokenIssuer } from '../../support/servers/token-issuer/token-issuer.ts'

const signal = AbortSignal.timeout(20_000)

function clientOf(issuer: TokenIssuer, provider: 'google' | 'microsoft'): LoginClient {
  const { clientId } = provider === 'google' ? GOOGLE_LOGIN : MICROSOFT_LOGIN
  return {
    provider,
    clientId,
    ...(provider === 'google' && { clientSecret: GOOGLE_LOGIN.clientSecret }),
    scope: 'mail',
    tokenEndpoint: issuer.tokenEndpoint,
    authorizationEndpoint: `${issuer.origin}/authorize`,
    ...(provider === 'microsoft' && { deviceEndpoint: `${issuer.origin}/devicecode` }),
  }
}

/** A browser that follows where it is sent; `within` sees the address before. */
const browser = (visited: Response[], within: (back: string) => Promise<unknown> | string = (back) => back) =>
  function open(url: string) {
    void (async () => {
      const { headers } = await fetch(url, { redirect: 'manual' })
      const back = headers.get('location') ?? ''
      const next = await within(back)
      visited.push(await fetch(typeof next === 'string' ? next : back))
    })()
  }

describe('in a browser', () => {
  test.each(['google', 'microsoft'] as const)(
    'a login at %s becomes a grant that can be stored',
    async (provider) => {
      const issuer = await tokenIssuer()
      const visited: Response[] = []
      const client = clientOf(issuer, provider)
      const outcome = await loginByBrowser({ client, clock: systemClock, signal, open: browser(visited) })
      if (outcome.kind === 'refused') throw new Error(outcome.detail)
      expect(outcome.grant).toMatchObject({
        provider,
        clientId: client.clientId,
        refreshToken: expect.stringMatching(/^refresh-/) as string,
      })
      expect(parseGrant(loginText(outcome.grant))).toEqual({ ok: true, grant: outcome.grant })
      expect(issuer.requests).toHaveLength(1)
      // As libraries of Microsoft send it: `http://localhost` is what people register, and a slash would be a path.
      expect(issuer.requests[0]?.form.get('redirect_uri')).toMatch(
        /^http:\/\/(?:localhost|127\.0\.0\.1):\d+$/,
      )
      await expect
        .poll(() => visited[0]?.headers.get('content-security-policy'))
        .toContain("default-src 'none'")
    },
  )

  test('whoever does not know the state gets nothing, and the login goes on', async () => {
    const issuer = await tokenIssuer()
    const answers: number[] = []
    const strangers = async (back: string) => {
      for (const change of [
        (url: URL) => url.searchParams.set('state', 'guessed'),
        (url: URL) => url.searchParams.delete('state'),
        (url: URL) => (url.pathname = '/callback'),
        (url: URL) => (url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost'),
      ]) {
        const url = new URL(back)
        change(url)
        answers.push((await fetch(url)).status)
      }
      return back
    }
    const open = browser([], strangers)
    const outcome = await loginByBrowser({
      client: clientOf(issuer, 'google'),
      clock: systemClock,
      signal,
      open,
    })
    expect(outcome.kind).toBe('logged-in')
    expect(answers).toEqual([400, 400, 404, 404])
    expect(issuer.requests).toHaveLength(1)
  })

  test('what was declined there is told', async () => {
    const issuer = await tokenIssuer()
    const declines = (back: string) => {
      const url = new URL(back)
      url.searchParams.delete('code')
      url.searchParams.set('error', 'access_denied')
      url.searchParams.set('error_description', 'The user said \u001b[31mno.')
      return url.href
    }
    const open = browser([], declines)
    expect(
      await loginByBrowser({ client: clientOf(issuer, 'google'), clock: systemClock, signal, open }),
    ).toEqual({
      kind: 'refused',
      detail: 'access_denied: The user said \\x1b[31mno.',
    })
    expect(issuer.requests).toEqual([])
  })

  test('nobody comes', async () => {
    const issuer = await tokenIssuer()
    const client = clientOf(issuer, 'google')
    const ended = AbortSignal.abort()
    expect(
      await loginByBrowser({ client, clock: systemClock, signal: ended, open: () => undefined }),
    ).toEqual({
      kind: 'refused',
      detail: 'nobody logged in in time',
    })
  })

  test('a login without a refresh token is none', async () => {
    const issuer = await tokenIssuer()
    issuer.script({ status: 200, body: '{"access_token":"t","token_type":"Bearer"}' })
    const outcome = await loginByBrowser({
      client: clientOf(issuer, 'google'),
      clock: systemClock,
      signal,
      open: browser([]),
    })
    expect(outcome).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('no refresh token') as string,
    })
  })
})

describe('with a code of a device', () => {
  const pending = 'authorization_pending' as never
  const states = ['slow_down', 'expired_token', 'authorization_declined', 'approved'] as const

  async function begun(followed: readonly (typeof states)[number][], ...answers: readonly Scripted[]) {
    const issuer = await tokenIssuer()
    issuer.script(...answers)
    const clock = fakeClock(Date.parse('2026-11-30T12:00:00Z'))
    const shown: unknown[] = []
    const waits: number[] = []
    const next = [...followed]
    const outcome = await loginByDevice({
      client: clientOf(issuer, 'microsoft'),
      signal,
      show: (device) => shown.push(device),
      clock: {
        ...clock,
        after(ms, action) {
          waits.push(ms / SECOND)
          const [device] = [...issuer.logins.devices.values()]
          const state = next.shift()
          if (device && state) device.state = state
          setImmediate(action)
          return () => undefined
        },
      },
    })
    return { issuer, outcome, shown, waits }
  }

  test('that is approved in the end, and asked for at longer gaps where the server says so', async () => {
    const { outcome, shown, waits, issuer } = await begun([pending, 'slow_down', pending, 'approved'])
    expect(outcome).toMatchObject({ kind: 'logged-in', grant: { provider: 'microsoft' } })
    expect(waits).toEqual([5, 5, 10, 10])
    expect(shown).toEqual([
      {
        userCode: 'BCDF-GHJK',
        verificationUri: `${issuer.origin}/device`,
        expiresAt: Date.parse('2026-11-30T12:15:00Z'),
      },
    ])
  })

  test.each(states.slice(1, 3))('that ends with %s', async (state) => {
    const { outcome } = await begun([state])
    expect(outcome).toEqual({ kind: 'refused', detail: `${state}: Not now.` })
  })

  test.each([
    ['503 in HTML', { status: 503, body: '<html>Service Unavailable</html>' }],
    ['429', { status: 429, body: '' }],
    ['AADSTS90033', REFUSALS.passing],
  ])('goes on where one poll is answered by %s', async (_, answer) => {
    const { outcome } = await begun([pending, 'approved'], answer)
    expect(outcome).toMatchObject({ kind: 'logged-in' })
  })

  test('is given up where polls are answered so without end', async () => {
    const { outcome, issuer } = await begun([], ...Array.from({ length: 30 }, () => REFUSALS.passing))
    expect(outcome).toMatchObject({ kind: 'refused' })
    expect(issuer.requests.length).toBeLessThan(20)
  })

  test('which Google has none of for mail', async () => {
    const client = clientOf(await tokenIssuer(), 'google')
    expect(await loginByDevice({ client, clock: systemClock, signal, show: () => undefined })).toMatchObject({
      kind: 'refused',
    })
  })
})
