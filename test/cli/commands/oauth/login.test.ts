import { describe, expect, test } from 'vitest'

import type { Surroundings } from '../../../../cli/surroundings.ts'
import { readSecretsFile } from '../../../../local/secrets/secrets-file.ts'
import { systemClock } from '../../../../shared/adapters/system-clock.ts'
import { parseStoredSecret } from '../../../../shared/core/definition/stored-secret.ts'
import { parseGrant } from '../../../../shared/core/grant/parse-grant.ts'
import { GOOGLE_LOGIN, MICROSOFT_LOGIN } from '../../../support/grants/written-grants.ts'
import { createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { type TokenIssuer, tokenIssuer } from '../../../support/servers/token-issuer/token-issuer.ts'
import { dataFolder, fileOf } from '../../../support/temporary-files.ts'
import { TABLES } from '../../account.ts'
import { says } from '../../says.ts'
import { secretWorld } from '../secrets/secret-world.ts'
import { longTest } from '../../../support/thorough.ts'

const SECRET = GOOGLE_LOGIN.clientSecret
const HOST = ['--host', 'mail.example.com']

/** The options of a login at this issuer. */
function at({ origin, tokenEndpoint }: TokenIssuer, { clientId }: { clientId: string } = MICROSOFT_LOGIN) {
  const places = ['--token-endpoint', tokenEndpoint, '--authorization-endpoint', `${origin}/authorize`]
  const device = ['--device-endpoint', `${origin}/devicecode`]
  return ['--provider', 'other', '--client-id', clientId, '--scope', 'mail', ...places, ...device]
}

/** Somebody who does with the printed address what `visit` does. */
async function world(visit: (url: string) => Promise<unknown> = follow) {
  const data = await dataFolder()
  const err: string[] = []
  const stored = async () => {
    const secret = parseStoredSecret((await readSecretsFile(data)).mail ?? '')
    return secret.kind === 'bound' ? { ...secret, grant: parseGrant(secret.value) } : undefined
  }
  const login = async (options: readonly string[], change: Partial<Surroundings> = {}) => {
    const said = await says(['oauth', 'login', 'mail', '--local', data, ...options], {
      settings: () => Promise.resolve({}),
      err: {
        isTerminal: false,
        columns: 100,
        write(text) {
          err.push(text)
          const [url] = /https?:\S+authorize\S+/.exec(text) ?? []
          if (url !== undefined) void visit(url)
        },
      },
      ...change,
    })
    return { ...said, err: err.join('') }
  }
  return { data, stored, login }
}

async function follow(url: string) {
  const { headers } = await fetch(url, { redirect: 'manual' })
  return fetch(headers.get('location') ?? '')
}

describe('in a browser', () => {
  longTest('a login is stored with its hosts, and the next command is named', async () => {
    const issuer = await tokenIssuer()
    const { login, stored, data } = await world()
    const { code, out, err } = await login([...at(issuer), ...HOST])
    expect(code).toBe(0)
    expect(out).toMatch(
      /^mail is set: .*secrets\.json, for mail\.example\.com alone, an OAuth2 grant \(login of a user at 127\.0\.0\.1:/,
    )
    expect(out).toContain(`npx roundtrip oauth renew mail --local=${data}`)
    expect(await stored()).toMatchObject({
      hosts: ['mail.example.com'],
      grant: { ok: true, grant: { kind: 'refresh-token', provider: 'other' } },
    })
    expect(err).toContain('Open this address in a browser on this machine')
    expect(out + err).not.toMatch(/refresh-/)
  })

  longTest('and its client secret is asked for, sent and kept, and printed nowhere', async () => {
    const issuer = await tokenIssuer()
    const { login, stored } = await world()
    const { code, out, err } = await login([...at(issuer, GOOGLE_LOGIN), ...HOST, '--client-secret'], {
      readSecret: () => Promise.resolve(`${SECRET}\n`),
    })
    expect(code).toBe(0)
    expect(await stored()).toMatchObject({ grant: { grant: { clientSecret: SECRET } } })
    expect(issuer.requests[0]?.form.get('client_secret')).toBe(SECRET)
    expect(out + err).not.toContain(SECRET)
  })

  longTest('at an endpoint of an authority that the settings trust', async () => {
    const ca = createAuthority('Company')
    const issuer = await tokenIssuer({ tls: issueCertificate({ ipAddresses: ['127.0.0.1'], ca }) })
    const trusted = { trustedCertificates: [await fileOf('company.pem', ca.cert)] }
    // As the browser would be sent back, which trusts it by itself.
    const { login } = await world((url) => fetch(issuer.logins.authorize(new URL(url).searchParams)))
    const settings = () => Promise.resolve(trusted)
    expect(await login([...at(issuer), ...HOST], { settings })).toMatchObject({ code: 0 })
  })

  test('which the endpoint refuses is one sentence with what to look at, and nothing is stored', async () => {
    const issuer = await tokenIssuer()
    issuer.script({ status: 401, body: '{"error":"invalid_client","error_description":"Unknown app."}' })
    const { login, stored } = await world()
    const { code, out, err } = await login([...at(issuer), ...HOST])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(
      /roundtrip: no login at 127\.0\.0\.1:\d+: invalid_client: Unknown app\. \(check the client ID.*\); nothing was changed\n$/,
    )
    expect(await stored()).toBeUndefined()
  })

  test('that the user ends with Ctrl-C leaves everything as it was', async () => {
    const issuer = await tokenIssuer()
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const { login, stored } = await world(async () => {
      resolve(undefined)
      await promise
    })
    const { code, out } = await login([...at(issuer), ...HOST], { stopped: () => promise })
    expect({ code, out }).toEqual({ code: 130, out: '' })
    expect(issuer.requests).toEqual([])
    expect(await stored()).toBeUndefined()
  })
})

test('by device its code and address are printed, and the approved login is stored', async () => {
  const issuer = await tokenIssuer()
  const { login, stored } = await world()
  const after: typeof systemClock.after = (_, action) => {
    for (const device of issuer.logins.devices.values()) device.state = 'approved'
    // The patience of the command is no wait for the device.
    if (issuer.logins.devices.size > 0) setImmediate(action)
    return () => undefined
  }
  const { code, err } = await login([...at(issuer), ...HOST, '--device'], {
    clock: { ...systemClock, after },
  })
  expect(code).toBe(0)
  expect(err).toContain(`Open ${issuer.origin}/device in a browser on any machine, enter the code BCDF-GHJK`)
  expect(await stored()).toMatchObject({ grant: { ok: true, grant: { kind: 'refresh-token' } } })
})

describe('before anybody logs in', () => {
  const nobody = () => Promise.reject(new Error('a login in vain'))

  test('hosts are settled', async () => {
    const { login } = await world(nobody)
    const { code, err } = await login(at(await tokenIssuer()))
    expect(code).toBe(2)
    expect(err).toContain('no monitor names it, and there is no terminal to ask: name them with --host HOST')
    expect(err).not.toContain('Open this address')
  })

  test.each([
    ['nothing', ''],
    ['a file of Google', '{"installed": {"client_secret": "GOCSPX-hunter2"}}'],
  ])('%s is no client secret, and is not shown', async (_, typed) => {
    const { login } = await world(nobody)
    const { code, err } = await login(['--provider', 'google', '--client-id', 'x'], {
      readSecret: () => Promise.resolve(typed),
    })
    expect(code).toBe(2)
    expect(err).toContain('nothing was changed')
    expect(err).not.toContain('hunter2')
  })

  test('a stack that knows no grants is told to be deployed', async () => {
    const { env } = await secretWorld({ Roundtrip: TABLES })
    const line = ['oauth', 'login', 'mail', ...at(await tokenIssuer()), ...HOST, '--stack', 'Roundtrip']
    const { code, err } = await says(line, { env })
    expect(code).toBe(1)
    expect(err).toContain('knows no OAuth2 grants yet: deploy it (npx cdk deploy)')
  })
})

test.each([
  ['the Secret ID of a Microsoft app', ['microsoft'], '01234567-89ab-4cde-8f01-23456789abcd', true],
  ['its Value', ['microsoft'], 'Value~0123456789', false],
  ['such a secret of another provider', ['google'], '01234567-89ab-4cde-8f01-23456789abcd', false],
])('%s is remarked on before the provider is asked, or not', async (_case, provider, secret, isTold) => {
  const { login } = await world()
  const refuse = () => Promise.resolve({ kind: 'refused', detail: 'asked' } as const)
  let saidBefore: string | undefined
  const err: string[] = []
  const clientId = provider[0] === 'google' ? GOOGLE_LOGIN.clientId : MICROSOFT_LOGIN.clientId
  await login(['--provider', ...provider, '--client-id', clientId, '--client-secret', ...HOST], {
    readSecret: () => Promise.resolve(secret),
    err: { isTerminal: false, columns: 100, write: (text) => void err.push(text) },
    userLogins: () => {
      saidBefore = err.join('')
      return Promise.resolve({ loginByBrowser: refuse, loginByDevice: refuse })
    },
  })
  expect(saidBefore?.includes('has the form of a Secret ID')).toBe(isTold)
  expect(saidBefore).not.toContain(secret)
})
