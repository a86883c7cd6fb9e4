import { describe, expect, test } from 'vitest'

import { environmentSecrets } from '../../../shared/adapters/secrets/environment-secrets.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'

const signal = new AbortController().signal

describe.each<{ reference: SecretReference; variable: string }>([
  { reference: { store: 'ssm', name: 'shop' }, variable: 'ROUNDTRIP_SECRET_SHOP' },
  { reference: { store: 'ssm', name: 'shop-mail.v2_x' }, variable: 'ROUNDTRIP_SECRET_SHOP_MAIL_V2_X' },
  { reference: { store: 'secretsmanager', name: 'shop.mail' }, variable: 'ROUNDTRIP_SECRET_SHOP_MAIL' },
  { reference: { store: 'env', name: 'Shop_Password' }, variable: 'Shop_Password' },
])('$reference.store:$reference.name', ({ reference, variable }) => {
  test(`is read from ${variable}`, async () => {
    const secrets = environmentSecrets({ [variable]: ' secret ', OTHER: 'x' })
    expect(await secrets.read([reference], signal)).toEqual([
      { reference, fullName: variable, kind: 'found', value: ' secret ' },
    ])
  })

  test('is missing when the variable is absent or empty', async () => {
    const missing = {
      reference,
      fullName: variable,
      kind: 'missing',
      problem: 'is not set',
    }
    expect(await environmentSecrets({}).read([reference], signal)).toEqual([missing])
    expect(await environmentSecrets({ [variable]: '' }).read([reference], signal)).toEqual([missing])
  })

  test('is for hosts where its variable says so, and needs none', async () => {
    const text = storedSecretText({ hosts: ['mail.example.com'], value: 'secret' })
    expect(await environmentSecrets({ [variable]: text }).read([reference], signal)).toEqual([
      { reference, fullName: variable, kind: 'found', value: 'secret', hosts: ['mail.example.com'] },
    ])
  })

  test('is set by an export', () => {
    expect(environmentSecrets({}).howToSet(reference)).toBe(`export ${variable}=…`)
    expect(environmentSecrets({}).howToSet(reference, ['a.example'])).toBe(
      `export ${variable}='roundtrip-secret:1:{"hosts":["a.example"],"value":"…"}'`,
    )
  })
})

test('what this process made up goes before the environment', async () => {
  const secrets = environmentSecrets({ A: 'a', B: 'b' }, { B: 'made up' })
  const references = ['B', 'C', 'A'].map((name): SecretReference => ({ store: 'env', name }))
  expect(await secrets.read(references, signal)).toMatchObject([
    { kind: 'found', value: 'made up' },
    { kind: 'missing' },
    { kind: 'found', value: 'a' },
  ])
})
