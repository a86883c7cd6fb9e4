import { expect, test } from 'vitest'

import { filtered, filtersOf, hiddenBy, sorted } from '../../../dashboard/now/filters.ts'
import { monitor, overview } from './fleet.ts'

const fleet = overview(
  [
    monitor('shop', {
      health: 'down',
      server: 'pop3s://mail.example.com:995',
      since: '2026-11-24T17:00:00.000Z',
    }),
    monitor('forum', { health: 'down', reasonWords: 'the mailbox server refused the login' }),
    monitor('blog', { tags: ['web'], failing: { runs: 1, of: 3, since: '2026-11-24T17:50:00.000Z' } }),
    monitor('hr', { name: 'Human Resources', marks: ['silent'], health: 'unknown' }),
    monitor('old', { health: 'paused', marks: ['misconfigured'] }),
    monitor('fax', { tags: ['web'], roundTripMs: 4000, since: '2026-11-24T09:00:00.000Z' }),
  ],
  ['shop', 'forum'],
)

test.each([
  ['', ['shop', 'forum', 'blog', 'hr', 'old', 'fax']],
  ['h=down', ['shop', 'forum']],
  ['h=attention', ['blog', 'hr']],
  ['h=purple', ['shop', 'forum', 'blog', 'hr', 'old', 'fax']],
  ['q=mail.example', ['shop']],
  ['q=LOGIN+refused', ['forum']],
  ['q=resources', ['hr']],
  ['tag=web', ['blog', 'fax']],
  ['tag=web&h=up&q=fax', ['fax']],
  ['with=forum', ['shop', 'forum']],
  ['with=fax', []],
])('the query "%s" shows %j', (query, ids) => {
  const shown = filtered(fleet, filtersOf(new URLSearchParams(query)))
  expect(shown.map(({ monitorId }) => monitorId)).toEqual(ids)
})

test.each([
  ['worst', ['shop', 'forum', 'blog', 'hr', 'old', 'fax']],
  ['name', ['blog', 'fax', 'forum', 'hr', 'old', 'shop']],
  ['since', ['shop', 'fax', 'forum', 'blog', 'hr', 'old']],
  ['slowest', ['fax', 'shop', 'forum', 'blog', 'hr', 'old']],
] as const)('in the order %s, what is not known comes last', (sort, ids) => {
  expect(sorted(fleet.monitors, sort).map(({ monitorId }) => monitorId)).toEqual(ids)
})

test('each filter says how many it hides by itself', () => {
  expect(hiddenBy(fleet, filtersOf(new URLSearchParams('h=down&q=fax&tag=web')))).toEqual([
    { by: 'health', count: 4 },
    { by: 'search', count: 5 },
    { by: 'tag', count: 4 },
  ])
})
