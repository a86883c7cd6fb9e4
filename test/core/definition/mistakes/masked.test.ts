import { expect, test } from 'vitest'

import { NOT_SHOWN, masked } from '../../../../shared/core/definition/mistakes/masked.ts'
import { DEFINITION } from '../../../support/worlds/run-world.ts'

test('a definition without mistakes is shown as it is', () => {
  const definition = { ...DEFINITION, note: 'ask: me@example.com', tags: ['owner:me@example.com'] }
  expect(masked(definition)).toEqual(definition)
})

test.each([
  ['a password in the place of its reference', { mailbox: { password: 'hunter2' } }],
  ['one that is no text', { mailbox: { password: { S: 'hunter2' } } }],
  ['one in a field that there is not', { smtpPassword: 'hunter2' }],
  ['one in an unknown section', { pop: [{ pwd: 'hunter2' }] }],
  ['one in a URL', { mailbox: { server: 'pop3://me:hunter2@pop.example.com' } }],
])('%s is not shown', (_what, definition) => {
  const shown = JSON.stringify(masked(definition))
  expect(shown).not.toContain('hunter2')
  expect(shown).toContain(NOT_SHOWN)
})

test.each(['ssm:shop', 'secretsmanager:shop', 'env:SHOP'])('%s is a reference', (password) => {
  expect(masked({ mailbox: { password } })).toEqual({ mailbox: { password } })
})

test('octets that somebody typed in are told by their kind', () => {
  expect(masked({ name: new Uint8Array([1]) })).toEqual({ name: '(octets)' })
})
