import { expect, test } from 'vitest'

import { nearestName } from '../../../../shared/core/definition/mistakes/nearest-name.ts'

const KNOWN = [
  'monitorId',
  'emailAddress',
  'timeoutSeconds',
  'intervalMinutes',
  'tls',
  'smtp',
  'mailbox',
  'name',
]

test.each([
  ['monitorid', 'monitorId'],
  ['email', 'emailAddress'],
  ['timeout', 'timeoutSeconds'],
  ['interval_minutes', 'intervalMinutes'],
  ['tsl', 'tls'],
  ['stmp', 'smtp'],
  ['mail', 'mailbox'],
  ['nmae', 'name'],
  ['', undefined],
  ['x', undefined],
  ['__proto__', undefined],
  ['colour', undefined],
  ['intervalMinutes'.repeat(10_000), undefined],
])('%s is taken for %s', (written, meant) => {
  expect(nearestName(written, KNOWN)).toBe(meant)
})
