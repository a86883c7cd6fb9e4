import { expect, test } from 'vitest'

import type { MonitorRow } from '../../shared/app/ports/monitor-store.ts'
import { etagOf, namesEtag } from '../../shared/http/etag.ts'

const row: MonitorRow = {
  monitorId: 'inbox',
  managedBy: 'table',
  revision: 4,
  definition: { monitorId: 'inbox', tags: ['eu'], mailbox: { server: 'mail.example.com', userid: 'probe' } },
}
const { definition } = row

test('the ETag of a row names its revision', () => {
  expect(etagOf(row)).toMatch(/^"4-[0-9a-f]{16}"$/)
})

test.each([
  ['a field', { ...row, definition: { ...definition, note: 'edited in the console' } }],
  ['a pause', { ...row, definition: { ...definition, pausedUntil: '2026-11-24T18:00:00Z' } }],
  ['who manages it', { ...row, managedBy: 'stack' as const }],
  ['the revision alone', { ...row, revision: 5 }],
])('it changes with %s', (_what, changed) => {
  expect(etagOf(changed)).not.toBe(etagOf(row))
})

test('it changes with an item of a set, which the console makes', () => {
  const tagged = (...tags: string[]) => ({ ...row, definition: { ...definition, tags: new Set(tags) } })
  expect(etagOf(tagged('eu'))).not.toBe(etagOf(tagged('us')))
  expect(etagOf(tagged('eu', 'us'))).toBe(etagOf(tagged('us', 'eu')))
})

test('the order in which the store answers fields changes nothing', () => {
  const mailbox = { userid: 'probe', server: 'mail.example.com' }
  const turned = { ...row, definition: { mailbox, tags: ['eu'], monitorId: 'inbox' } }
  expect(etagOf(turned)).toBe(etagOf(row))
})

test.each([
  ['"4-ab"', true],
  ['W/"4-ab"', true],
  ['"1-cd", W/"4-ab"', true],
  ['"1-cd","4-ab"', true],
  ['*', true],
  ['"4-abc"', false],
  ['4-ab', false],
  ['"*"', false],
  ['', false],
])('If-Match: %s', (header, isNamed) => {
  expect(namesEtag(header, '"4-ab"')).toBe(isNamed)
  expect(namesEtag(header, 'W/"4-ab"')).toBe(isNamed)
})
