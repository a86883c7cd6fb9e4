import { expect, test } from 'vitest'

import { tellsNoOther, toldServers } from '../../../shared/core/definition/told-servers.ts'

const JUNK = 'imaps://imap.example.com'

test('the password of a mailbox is told to its server and to that of its junk folder', () => {
  expect(toldServers({ server: 'pop.example.com', junkServer: JUNK }, 'mailbox')).toEqual([
    { scheme: 'pop3', host: 'pop.example.com', port: 110 },
    { scheme: 'imaps', host: 'imap.example.com', port: 993 },
  ])
})

test('the sender has no server for junk, whatever is written', () => {
  expect(toldServers({ server: 'smtp.example.com', junkServer: JUNK }, 'smtp')).toEqual([
    { scheme: 'smtp', host: 'smtp.example.com', port: 25 },
  ])
})

test.each([
  ['pop3://h.example', 'pop3://h.example:110'],
  ['h.example', 'pop3://H.example'],
])('%s and %s are one server', (one, other) => {
  expect(tellsNoOther({ server: one }, { server: other }, 'mailbox')).toBe(true)
  expect(tellsNoOther({ server: other }, { server: one }, 'mailbox')).toBe(true)
})

test.each([
  ['another host', { server: 'pop.example.net' }],
  ['another port', { server: 'pop.example.com:1110' }],
  ['another protocol', { server: 'imap://pop.example.com' }],
  ['a server of the junk folder that is new', { server: 'pop.example.com', junkServer: JUNK }],
  ['a mistake', { server: 'what?' }],
  ['no section', undefined],
])('%s is another server', (_what, section) => {
  expect(tellsNoOther(section, { server: 'pop.example.com' }, 'mailbox')).toBe(false)
})

test('two mistakes are never one server', () => {
  expect(tellsNoOther({ server: 'what?' }, { server: 'what?' }, 'mailbox')).toBe(false)
})

test('a server of the junk folder that is gone is told nothing', () => {
  const known = { server: 'pop.example.com', junkServer: JUNK }
  expect(tellsNoOther({ server: 'pop.example.com' }, known, 'mailbox')).toBe(true)
  expect(tellsNoOther({ server: JUNK }, known, 'mailbox')).toBe(true)
})
