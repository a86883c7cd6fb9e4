import { describe, expect, test } from 'vitest'

import { type Change, SHORT, mailbox, mistakes, parsed } from '../short-definition.ts'

const POP3 = { server: 'pop3s://pop.example.com' }
const IMAP = { server: 'imaps://imap.example.com' }
const JUNK_SERVER = { junkServer: 'imaps://imap.example.com' }

const settings = (change: Change) => parsed({ ...SHORT, ...mailbox(change) }).mailbox
const told = (change: Change) => mistakes({ ...SHORT, ...mailbox(change) })

describe('the folder', () => {
  test.each(['INBOX', 'inbox', 'Inbox'])('%s is the inbox, and so is none', (folder) => {
    expect(settings({ ...IMAP, folder })).toEqual(settings(IMAP))
    expect(settings(IMAP)).not.toHaveProperty('folder')
  })

  test.each(['INBOX.Monitoring', 'inbox/probe', 'Geprüft 📦', '2026', ' a ', '%*"\\', 'x'.repeat(255)])(
    'is spelt as the server does: %j',
    (folder) => {
      expect(settings({ ...IMAP, folder }).folder).toBe(folder)
    },
  )

  test.each(['', 'a\r\nb', 'a\0', 'x'.repeat(256), 'a\ud83d', 7, null])('is no %j', (folder) => {
    expect(told({ ...IMAP, folder })).toEqual([
      expect.stringMatching(/^mailbox\.folder: expected one line of text of 1 to 255 characters, got /),
    ])
  })

  test.each([POP3, { ...POP3, ...JUNK_SERVER }])('is nothing that POP3 has: %j', (server) => {
    expect(told({ ...server, folder: 'INBOX' })).toEqual([
      'mailbox.folder: remove this field: POP3 shows only the inbox; ' +
        'to use a folder, write mailbox.server as imap://host or imaps://host',
    ])
  })
})

describe('a message in the junk folder', () => {
  test.each<[string, Change, string | undefined]>([
    ['IMAP', IMAP, 'failed'],
    ['IMAP over a plain connection', { server: 'imap://imap.example.com' }, 'failed'],
    ['IMAP that says so', { ...IMAP, junk: 'failed' }, 'failed'],
    ['IMAP that takes it', { ...IMAP, junk: 'ok' }, 'ok'],
    ['IMAP that does not look', { ...IMAP, junk: 'off' }, undefined],
    ['POP3', POP3, undefined],
    ['POP3 that says so', { ...POP3, junk: 'off' }, undefined],
    ['POP3 with an IMAP server beside it', { ...POP3, ...JUNK_SERVER }, 'failed'],
    ['POP3 with an IMAP server that takes it', { ...POP3, ...JUNK_SERVER, junk: 'ok' }, 'ok'],
  ])('of %s is %3$s', (_what, change, rule) => {
    expect(settings(change).junk).toBe(rule)
  })

  test.each(['maybe', '', true, null, ['ok']])('is no %j', (junk) => {
    expect(told({ ...IMAP, junk })).toEqual([
      expect.stringMatching(/^mailbox\.junk: expected "failed", "ok" or "off", got /),
    ])
  })

  test.each(['failed', 'ok'])('cannot be seen by POP3 alone: %s', (junk) => {
    expect(told({ ...POP3, junk })).toEqual([
      `mailbox.junk: expected "off", got "${junk}": POP3 shows no junk folder; add ` +
        'mailbox.junkServer (an IMAP server), or write mailbox.server as imap://host or imaps://host',
    ])
  })
})

describe('the IMAP server for that look', () => {
  test('stands beside POP3, and a bare host means imap://', () => {
    expect(settings({ ...POP3, junkServer: 'mail.example.com' }).junkServer).toEqual({
      scheme: 'imap',
      host: 'mail.example.com',
      port: 143,
    })
  })

  test('is none beside IMAP, whatever is said of junk', () => {
    for (const junk of [undefined, 'failed', 'off']) {
      expect(told({ ...IMAP, ...JUNK_SERVER, junk })).toEqual([
        'mailbox.junkServer: remove this field: it is for POP3; an IMAP server shows its own junk folder',
      ])
    }
  })

  test('is not named where nobody looks', () => {
    expect(told({ ...POP3, ...JUNK_SERVER, junk: 'off' })).toEqual([
      'mailbox.junkServer: contradicts mailbox.junk "off": remove one of the two',
    ])
  })

  test('that is mistaken is one mistake, as is a mistaken mailbox server', () => {
    expect(told({ ...POP3, junk: 'ok', junkServer: 'pop3://a' })).toHaveLength(1)
    expect(told({ server: 'nntp://a', junk: 'ok', folder: 'Probe', ...JUNK_SERVER })).toHaveLength(1)
  })
})

test('IMAP over TLS is never without it', () => {
  expect(told({ ...IMAP, tls: 'none' })).toEqual([
    'mailbox.tls: expected "required" or "opportunistic", got "none": imaps:// begins with TLS; ' +
      'for a connection without it write imap://',
  ])
})
