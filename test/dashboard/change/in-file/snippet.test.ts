import { expect, test } from 'vitest'

import { snippet } from '../../../../dashboard/change/in-file/snippet.ts'

test('the file gets what it may hold, in its own words', () => {
  const text = snippet({
    monitorId: 'shop',
    intervalMinutes: 10,
    mailbox: { server: 'a', userid: 'u' },
    'odd name': 'a "b"',
    alerts: [{ onError: false }],
    tags: ['web', 'x'],
    pausedUntil: '2026-12-01T00:00Z',
    maintenance: [],
  })
  expect(text).toBe(`{
  monitorId: "shop",
  intervalMinutes: 10,
  mailbox: {
    server: "a",
    userid: "u",
  },
  "odd name": "a \\"b\\"",
  alerts: [{
    onError: false,
  }],
  tags: ["web", "x"],
},
`)
})
