import { expect, test } from 'vitest'

import { whyWords } from '../../../../dashboard/now/table/why-words.ts'
import { monitor } from '../fleet.ts'

const at = '2026-11-24T19:00:00.000Z'
const failing = { runs: 1, of: 3, since: at }
const problem = { path: 'mailbox.password', message: 'expected a reference' }

test.each([
  ['nothing is wrong', {}, [], []],
  [
    'it fails and is not down',
    { failing, reasonWords: 'the SMTP server rejected the sender', server: 'smtp://a:25' },
    ['failing 1 of 3'],
    ['the SMTP server rejected the sender', 'smtp://a:25'],
  ],
  [
    'a second run decides',
    { failing: { ...failing, awaitsRecheck: true } },
    ['failing 1 of 3, a second run is checking it'],
    [],
  ],
  [
    'the row has mistakes',
    { marks: ['misconfigured'], problems: [problem] },
    ['misconfigured'],
    ['mailbox.password: expected a reference'],
  ],
  ['results do not come', { marks: ['silent', 'not-tested'] }, ['silent', 'not tested'], []],
  ['its state is unreadable', { marks: ['unreadable'] }, ['its state cannot be read'], []],
  ['it is disabled', { health: 'paused', disabled: true, failing }, [], ['disabled']],
  ['a pause has no end', { health: 'paused', reasonWords: 'of before' }, [], ['until resumed']],
  ['a pause ends', { health: 'paused', pausedUntil: at }, [], ['until 19:00']],
  ['maintenance ends', { health: 'maintenance', maintenanceUntil: at }, [], ['until 19:00']],
] as const)('where %s, the row says so', (_what, change, marks, words) => {
  const one = monitor('one', structuredClone(change) as Parameters<typeof monitor>[1])
  expect(whyWords(one, (instant) => instant.slice(11, 16))).toEqual({ marks, words })
})

test('an incident that somebody has acknowledged says so', () => {
  const incident = { incidentId: 'i', openedAt: at, failingSince: at, failedRuns: 2, acknowledged: { at } }
  expect(whyWords(monitor('one', { health: 'down', incident }), String).marks).toEqual(['acknowledged'])
})
