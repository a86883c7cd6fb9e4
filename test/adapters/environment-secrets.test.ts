import { describe, expect, test } from 'vitest'

import { environmentSecrets } from '../../shared/adapters/environment-secrets.ts'
import type { SecretReference } from '../../shared/core/monitor.ts'

const signal = new AbortController().signal

describe.each<{ reference: SecretReference; variable: string }>([
  { reference: { store: 'ssm', name: 'shop' }, variable: 'ROUNDTRIP_SECRET_SHOP' },
  { reference: { store: 'ssm', name: 'shop-mail.v2_x' }, variable: 'ROUNDTRIP_SECRET_SHOP_MAIL_V2_X' },
  { reference: { store: 'env', name: 'Shop_Password' }, variable: 'Shop_Password' },
])('$reference.store:$reference.name', ({ reference, variable }) => {
  test(`is read from ${variable}`, async () => {
    const secrets = environmentSecrets({ [variable]: ' secret ', OTHER: 'x' })
    expect(await secrets.read([reference], signal)).toEqual([' secret '])
  })

  test('is nothing when the variable is absent or empty', async () => {
    expect(await environmentSecrets({}).read([reference], signal)).toEqual([undefined])
    expect(await environmentSecrets({ [variable]: '' }).read([reference], signal)).toEqual([undefined])
  })

  test('is set by an export', () => {
    expect(environmentSecrets({}).howToSet(reference)).toBe(`export ${variable}=…`)
  })
})

test('values come in the order of the references, and what this process made up goes first', async () => {
  const secrets = environmentSecrets({ A: 'a', B: 'b' }, { B: 'made up' })
  const references = ['B', 'C', 'A'].map((name): SecretReference => ({ store: 'env', name }))
  expect(await secrets.read(references, signal)).toEqual(['made up', undefined, 'a'])
})
