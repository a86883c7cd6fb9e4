import { expect, test } from 'vitest'

import { moduleLines } from '../../../cli/definitions/module-lines.ts'

const SOURCE = `import type { MonitorDefinition } from 'x'

// { monitorId: 'shop' } was here once: {{{
const password = 'ssm:pop' /* monitorId: 'blog', */
export const monitors: readonly MonitorDefinition[] = [
  {
    emailAddress: 'a@b.example', // before the id
    monitorId: 'shop',
    name: 'brackets ] } , in "text"',
    mailbox: { server: 'pop3s://x', userid: 'u',
      password },
    'smtp': {
      server: 'smtp://y',
    },
    alerts: [
      { onError: true },
      { onError:
        'no' },
    ],
    slow: {
      roundTrip: 30, smtp: {
        connect: 0 },
      mailbox: { /* { */
        'search': 0,
      },
    },
    tags: ['a', 'b c',
      'd'],
  },
  { ...base, "monitorId": "blog", timeoutSeconds: 1 },
  make('computed'),
  { monitorId: 'twice' },
  { monitorId: 'twice' },
]
`

const lineOf = moduleLines(SOURCE, [
  { monitorId: 'shop' },
  { monitorId: 'blog' },
  { monitorId: 'computed' },
  { monitorId: 'twice' },
  { monitorId: 'twice' },
  { monitorId: 7 },
  'no monitor',
])

test.each([
  ['a field', 'monitors[0].name', 9],
  ['a field before the id', 'monitors[0].emailAddress', 7],
  ['a field within a field', 'monitors[0].mailbox.userid', 10],
  ['a shorthand: its section', 'monitors[0].mailbox.password', 10],
  ['a quoted name', 'monitors[0].smtp.server', 13],
  ['an element of a list', 'monitors[0].alerts[1].onError', 17],
  ['the first of two policies', 'monitors[0].alerts[0].afterFailures', 16],
  ['a field within a field of a field', 'monitors[0].slow.smtp.connect', 22],
  ['a quoted name beside a comment', 'monitors[0].slow.mailbox.search', 24],
  ['what is missing in a section within one', 'monitors[0].slow.mailbox.delete', 23],
  ['an odd name within one', 'monitors[0].slow["smtp.connect"]', 20],
  ['a text in a list', 'monitors[0].tags[2]', 28],
  ['what is missing: its section', 'monitors[0].smtp.password', 12],
  ['what is missing at the top: the monitor', 'monitors[0].timeoutSeconds', 6],
  ['a field with an odd name: the monitor', 'monitors[0]["odd name"]', 6],
  ['a monitor on one line', 'monitors[1].timeoutSeconds', 30],
  ['a monitor itself', 'monitors[1]', 30],
])('%s is found', (_what, path, line) => {
  expect(lineOf(path)).toBe(line)
})

test.each([
  ['a monitor that is computed', 'monitors[2].name'],
  ['two monitors of one id', 'monitors[3].name'],
  ['an id that is no text', 'monitors[5].name'],
  ['something that is no monitor', 'monitors[6]'],
  ['a monitor that there is not', 'monitors[9]'],
  ['the list', 'monitors'],
])('%s has no line rather than a wrong one', (_what, path) => {
  expect(lineOf(path)).toBeUndefined()
})
