import { expect, test } from 'vitest'

import { ownDefinitions } from '../../local/own-definitions.ts'

const MAILBOX = { server: 'pop3://pop.example.com', userid: 'probe', password: 'env:DEPLOY_KEY' }
const SHOP = { monitorId: 'shop', emailAddress: 'probe@example.com', mailbox: MAILBOX, intervalMinutes: 5 }
const BLOG = { ...SHOP, monitorId: 'blog', note: undefined }
const isOwn = ownDefinitions([SHOP, BLOG])

test.each([
  ['as the file has it', SHOP],
  ['in another order of its fields', Object.fromEntries(Object.entries(SHOP).reverse())],
  ['that was paused', { ...SHOP, pausedUntil: '2026-11-24T18:00:00Z', maintenance: [] }],
  ['without what the file leaves open', { ...SHOP, monitorId: 'blog' }],
])('a row %s is the file’s own', (_what, definition) => {
  for (const managedBy of ['stack', 'table'] as const) expect(isOwn({ managedBy, definition })).toBe(true)
})

test.each([
  ['to another server', { ...SHOP, mailbox: { ...MAILBOX, server: 'pop3://attacker.example' } }],
  ['with another variable', { ...SHOP, mailbox: { ...MAILBOX, password: 'env:HOME' } }],
  ['with one more field', { ...SHOP, smtp: { server: 'smtp://attacker.example' } }],
  ['with a field less', { monitorId: 'shop', emailAddress: 'probe@example.com', mailbox: MAILBOX }],
  ['of another id', { ...SHOP, monitorId: 'other' }],
  ['of no id', { ...SHOP, monitorId: undefined }],
  ['of another type', { ...SHOP, intervalMinutes: '5' }],
  ['of nothing', {}],
])('a row %s is not', (_what, definition) => {
  for (const managedBy of ['stack', 'table'] as const) expect(isOwn({ managedBy, definition })).toBe(false)
})
