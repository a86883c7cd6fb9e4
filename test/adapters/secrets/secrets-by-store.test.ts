import { expect, test } from 'vitest'

import { secretsByStore } from '../../../shared/adapters/secrets/secrets-by-store.ts'
import type { SecretReader } from '../../../shared/app/ports/secrets.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'

const signal = new AbortController().signal

/** Finds whatever it is asked for, and keeps how it was asked. */
function store(label: string): SecretReader & { asked: unknown[] } {
  const asked: unknown[] = []
  return {
    asked,
    read(references, _signal, options) {
      asked.push([references.map(({ name }) => name), options])
      return Promise.resolve(
        references.map((reference) => ({
          reference,
          fullName: `${label} ${reference.name}`,
          kind: 'found',
          value: `from ${label}`,
        })),
      )
    },
    howToSet: ({ name }) => `${label} set ${name}`,
  }
}

test('each store is asked once, for its own alone, and hears whether it must be fresh', async () => {
  const [ssm, secretsmanager] = [store('SSM'), store('SM')]
  const secrets = secretsByStore({ ssm, secretsmanager })
  const references: SecretReference[] = [
    { store: 'ssm', name: 'a' },
    { store: 'secretsmanager', name: 'b' },
    { store: 'ssm', name: 'c' },
  ]
  const readings = await secrets.read(references, signal, { fresh: true })
  expect(readings.map(({ fullName }) => fullName).sort()).toEqual(['SM b', 'SSM a', 'SSM c'])
  expect(ssm.asked).toEqual([[['a', 'c'], { fresh: true }]])
  expect(secretsmanager.asked).toEqual([[['b'], { fresh: true }]])
})

test('a store that nobody refers to is not asked', async () => {
  const [ssm, secretsmanager] = [store('SSM'), store('SM')]
  await secretsByStore({ ssm, secretsmanager }).read([{ store: 'ssm', name: 'a' }], signal)
  expect(secretsmanager.asked).toEqual([])
})

test('the command that sets a secret is that of its store', () => {
  const secrets = secretsByStore({ ssm: store('SSM'), secretsmanager: store('SM') })
  expect(secrets.howToSet({ store: 'secretsmanager', name: 'b' })).toBe('SM set b')
})

test('a store that there is none of is thrown', async () => {
  const secrets = secretsByStore({ ssm: store('SSM') })
  await expect(secrets.read([{ store: 'env', name: 'PATH' }], signal)).rejects.toThrow(
    'there are no env: secrets here',
  )
})
