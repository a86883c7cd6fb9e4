import { expect, test } from 'vitest'

import {
  hostOf,
  idFrom,
  speaksImap,
  suggestedId,
  suggestedServers,
} from '../../../../dashboard/change/form/suggestions.ts'

test.each([
  ['Contact form', 'contact-form'],
  ['Größe & Maß', 'grosse-mass'],
  ['  --x--  ', 'x'],
  ['日本', ''],
  ['a'.repeat(80), 'a'.repeat(40)],
])('of the name %j comes the id %j', (name, id) => {
  expect(idFrom(name)).toBe(id)
})

test('without a name the address gives the id', () => {
  expect(suggestedId('', 'contact@mail.example.com')).toBe('contact-mail-example')
  expect(suggestedId('Shop', 'contact@example.com')).toBe('shop')
  expect(suggestedId('', '')).toBe('')
})

test('servers are guessed by the domain, and known where the provider is', () => {
  expect(suggestedServers('a@Example.com', 'mailbox')).toEqual([
    'imaps://imap.example.com',
    'imaps://mail.example.com',
    'pop3s://pop.example.com',
    'pop3s://mail.example.com',
  ])
  expect(suggestedServers('a@gmail.com', 'mailbox')).toEqual([
    'imaps://imap.gmail.com',
    'pop3s://pop.gmail.com',
  ])
  expect(suggestedServers('a@icloud.com', 'mailbox')).toEqual(['imaps://imap.mail.me.com'])
  expect(suggestedServers('a@gmail.com', 'smtp')).toEqual(['smtp://smtp.gmail.com:587'])
})

test.each(['', 'a@', 'a@localhost', 'a b@example.com', 'a@example.com/x', 'a@b@example.com'])(
  'nothing is guessed of %j',
  (address) => {
    expect(suggestedServers(address, 'mailbox')).toEqual([])
  },
)

test.each([
  ['pop3s://Pop.Example.com:995', 'pop.example.com'],
  ['pop.example.com', 'pop.example.com'],
  ['pop.example.com.:110', 'pop.example.com'],
  ['pop3s://[2001:DB8::1]:995', '2001:db8::1'],
  ['', ''],
  [undefined, ''],
  [5, ''],
])('the host of %j is %j', (server, host) => {
  expect(hostOf(server)).toBe(host)
})

test.each(['imap://a', 'IMAPS://a:993', ' imaps://a'])('%j shows folders', (server) => {
  expect(speaksImap(server)).toBe(true)
})

test.each(['pop3s://imap.example.com', 'imap.example.com', '', undefined, 5])('%j shows none', (server) => {
  expect(speaksImap(server)).toBe(false)
})
