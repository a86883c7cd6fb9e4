import { expect, test } from 'vitest'

import { secretUses } from '../../../shared/core/definition/secret-uses.ts'

const usesOf = (mailbox: Record<string, unknown>, smtp?: Record<string, unknown>) =>
  secretUses(['ssm:inbox'], [{ monitorId: 'inbox', definition: { mailbox, ...(smtp && { smtp }) } }])

const MAILBOX = { server: 'pop3s://POP.example.com', password: 'ssm:inbox' }
const at = (host: string) => ({ monitorId: 'inbox', side: 'mailbox', host })

test('a password is said to the mailbox server, and to the server of the junk folder', () => {
  expect(usesOf(MAILBOX)).toEqual([at('pop.example.com')])
  expect(usesOf({ ...MAILBOX, junkServer: 'imaps://imap.example.com' })).toEqual([
    at('pop.example.com'),
    at('imap.example.com'),
  ])
})

test('one host is one use, whichever of its services is named', () => {
  expect(usesOf({ ...MAILBOX, junkServer: 'imap://pop.example.com:1143' })).toEqual([at('pop.example.com')])
})

test('a mistake in one address hides nothing of the other', () => {
  expect(usesOf({ ...MAILBOX, server: 'what?', junkServer: 'imaps://imap.example.com' })).toEqual([
    at('imap.example.com'),
  ])
  expect(usesOf({ ...MAILBOX, junkServer: 'pop3://imap.example.com' })).toEqual([at('pop.example.com')])
})

test('another password of the same monitor is another use', () => {
  const smtp = { server: 'smtp://smtp.example.com', password: 'ssm:other' }
  expect(usesOf({ ...MAILBOX, password: 'ssm:third' }, smtp)).toEqual([])
})
