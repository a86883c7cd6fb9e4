import { expect, test } from 'vitest'

import type { ClientFlags } from '../../../../cli/commands/oauth/client-flags.ts'
import { loginClientOf } from '../../../../cli/commands/oauth/login-client-of.ts'
import { UsageError } from '../../../../cli/arguments/usage-error.ts'
import { googleLoginClient, microsoftLoginClient } from '../../../../shared/core/grant/login-client.ts'

const clientId = 'the-app'
const NONE: ClientFlags = {
  provider: undefined,
  clientId,
  clientSecret: false,
  tenant: undefined,
  cloud: undefined,
  device: false,
  tokenEndpoint: undefined,
  authorizationEndpoint: undefined,
  deviceEndpoint: undefined,
  scope: undefined,
}
const ELSEWHERE = {
  provider: 'other',
  tokenEndpoint: 'https://login.example.com/token',
  authorizationEndpoint: 'https://login.example.com/authorize',
  scope: 'mail offline_access',
} as const

test.each<[string, Partial<ClientFlags>, object]>([
  ['Google', { provider: 'google' }, googleLoginClient({ clientId })],
  ['any account of Microsoft', { provider: 'microsoft' }, microsoftLoginClient({ clientId })],
  [
    'a tenant in another cloud',
    { provider: 'microsoft', tenant: 'contoso.us', cloud: 'us-gov', device: true },
    microsoftLoginClient({ clientId }, { tenant: 'contoso.us', cloud: 'us-gov' }),
  ],
  ['another server', ELSEWHERE, { ...ELSEWHERE, clientId }],
  [
    'another server by device',
    {
      ...ELSEWHERE,
      authorizationEndpoint: undefined,
      device: true,
      deviceEndpoint: 'https://login.example.com/device',
    },
    {
      ...ELSEWHERE,
      clientId,
      authorizationEndpoint: '',
      deviceEndpoint: 'https://login.example.com/device',
    },
  ],
])('%s is logged in to', (_, flags, client) => {
  expect(loginClientOf({ ...NONE, ...flags })).toEqual(client)
})

test.each<[string, Partial<ClientFlags>, readonly string[]]>([
  ['no provider', {}, ['--provider: expected microsoft, google or other']],
  ['no app', { provider: 'google', clientId: undefined }, ['--client-id: expected the client ID of the app']],
  ['an app with a space', { provider: 'google', clientId: 'a b' }, ['--client-id: expected 1 to 255']],
  [
    'no tenant but another address',
    { provider: 'microsoft', tenant: 'login.example.com/evil' },
    ['--tenant: expected the ID of the tenant'],
  ],
  [
    'options of another provider',
    { provider: 'google', tenant: 'contoso.com', scope: 'mail', device: true },
    [
      '--tenant is for --provider microsoft',
      '--scope is for --provider other',
      '--device: Google has no login by device code for mail',
    ],
  ],
  [
    'another endpoint of Microsoft',
    { provider: 'microsoft', tokenEndpoint: 'https://evil.example/token' },
    ['--token-endpoint is for --provider other'],
  ],
  [
    'another server without its endpoints',
    { provider: 'other' },
    ['--token-endpoint: expected', '--authorization-endpoint: expected', '--scope: expected the scopes'],
  ],
  ['a device without its endpoint', { ...ELSEWHERE, device: true }, ['--device-endpoint: expected']],
  [
    'endpoints in the clear',
    { ...ELSEWHERE, tokenEndpoint: 'http://a.example/', authorizationEndpoint: 'http://b.example/' },
    [
      '--token-endpoint: expected an https:// address',
      '--authorization-endpoint: expected an https:// address',
    ],
  ],
])('%s is a mistake in the line', (_, flags, sentences) => {
  const mistakes = mistakesOf({ ...NONE, ...flags })
  expect(mistakes).toHaveLength(sentences.length)
  for (const [place, sentence] of sentences.entries()) expect(mistakes[place]).toContain(sentence)
})

function mistakesOf(flags: ClientFlags): readonly string[] {
  try {
    loginClientOf(flags)
    return []
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes
    throw error
  }
}
