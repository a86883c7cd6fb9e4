import { expect, test } from 'vitest'

import { definitionHash } from '../../../shared/core/definition/definition-hash.ts'

const DEFINITION = { monitorId: 'inbox', mailbox: { server: 'pop3://a', userid: 'u' }, tags: ['a', 'b'] }

test('is 16 hex digits that do not change from release to release', () => {
  expect(definitionHash(DEFINITION)).toBe('6761c4e19f7b3bfd')
})

test.each<[string, Record<string, unknown>]>([
  [
    'in another order',
    { tags: ['a', 'b'], mailbox: { userid: 'u', server: 'pop3://a' }, monitorId: 'inbox' },
  ],
  ['with a field that is undefined', { ...DEFINITION, note: undefined }],
  ['paused', { ...DEFINITION, pausedUntil: '2026-11-24T00:00:00Z' }],
  ['in maintenance', { ...DEFINITION, maintenance: [{ mode: 'mute' }] }],
])('the same definition %s has the same hash', (_what, definition) => {
  expect(definitionHash(definition)).toBe(definitionHash(DEFINITION))
})

test.each<[string, Record<string, unknown>]>([
  ['a field more', { ...DEFINITION, enabled: true }],
  ['another value within', { ...DEFINITION, mailbox: { server: 'pop3://b', userid: 'u' } }],
  ['a list in another order', { ...DEFINITION, tags: ['b', 'a'] }],
  ['a number for a text', { ...DEFINITION, tags: ['a', 1] }],
])('a definition with %s has another hash', (_what, definition) => {
  expect(definitionHash(definition)).not.toBe(definitionHash(DEFINITION))
})
