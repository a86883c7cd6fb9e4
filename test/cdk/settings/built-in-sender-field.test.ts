import { expect, test } from 'vitest'

import { resolveSettings } from '../../../cdk/settings/resolve-settings.ts'
import { describeProblems } from '../../../shared/core/definition/parse-monitor.ts'

const ADDRESS = 'roundtrip@example.com'

test.each(['domain', 'address', 'existing'])(
  'the built-in sender sends as the sender address, by an identity that is %s',
  (identity) => {
    expect(resolveSettings({ senderAddress: ADDRESS, builtInSender: identity })).toMatchObject({
      ok: true,
      settings: { senderAddress: ADDRESS, builtInSender: { address: ADDRESS, identity } },
    })
  },
)

test('without the setting there is no built-in sender, with a sender address or without', () => {
  for (const settings of [{}, { senderAddress: ADDRESS }]) {
    const answer = resolveSettings(settings)
    expect(answer.ok && 'builtInSender' in answer.settings).toBe(false)
    expect(answer.ok).toBe(true)
  }
})

test.each<[string, unknown, string]>([
  [
    'no sender address',
    { builtInSender: 'domain' },
    'senderAddress: expected the address that Amazon SES sends from, as roundtrip@example.com, got nothing; builtInSender needs it',
  ],
  [
    'an unknown identity',
    { builtInSender: 'ses', senderAddress: ADDRESS },
    'builtInSender: expected "domain", "address" or "existing", got "ses"',
  ],
  [
    'true',
    { builtInSender: true, senderAddress: ADDRESS },
    'builtInSender: expected "domain", "address" or "existing", got true',
  ],
  [
    'an address beyond ASCII',
    { builtInSender: 'address', senderAddress: 'jürgen@example.com' },
    'senderAddress: expected an address as name@example.com, got "jürgen@example.com"; letters beyond ASCII are not available yet in addresses',
  ],
  [
    'a domain beyond ASCII',
    { builtInSender: 'domain', senderAddress: 'probe@bücher.example' },
    'senderAddress: expected an address as name@example.com, got "probe@bücher.example"; letters beyond ASCII are not available yet in addresses',
  ],
  ...['probe@mailhost', 'probe@mail.local', 'probe@MAIL.Internal'].map((senderAddress) => {
    const message = `senderAddress: expected an address of a public domain, as roundtrip@example.com, got "${senderAddress}"; Amazon SES verifies the domain by DNS, or the address by mail to it`
    return [senderAddress, { builtInSender: 'existing', senderAddress }, message] as [string, unknown, string]
  }),
])('%s is one mistake, in words that say what to write', (_case, settings, told) => {
  const answer = resolveSettings(settings)
  expect(answer.ok ? '' : describeProblems(answer.problems)).toBe(told)
})

test('such an address is a sender where Amazon SES does not send', () => {
  expect(resolveSettings({ senderAddress: 'probe@mailhost' })).toMatchObject({ ok: true })
})

test('both mistakes are told at once', () => {
  const answer = resolveSettings({ builtInSender: 'ses' })
  expect(answer.ok ? [] : answer.problems.map(({ path }) => path)).toEqual(['builtInSender', 'senderAddress'])
})
