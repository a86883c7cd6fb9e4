import { describe, expect, test } from 'vitest'

import { gmailAccount } from '../../../shared/core/run/gmail.ts'
import { SHORT, mistakes } from './short-definition.ts'

const gmail = (change: {
  userid?: string
  sender?: string
  mailboxServer?: string
  smtpServer?: string
  more?: Record<string, unknown>
}) => {
  const { userid = 'probe@gmail.com', sender = 'probe@gmail.com', more } = change
  const { mailboxServer = 'pop3s://pop.gmail.com', smtpServer = 'smtp://smtp.gmail.com:587' } = change
  return {
    ...SHORT,
    mailbox: { server: mailboxServer, userid, password: 'ssm:inbox' },
    smtp: { server: smtpServer, userid: sender, password: 'ssm:inbox' },
    ...more,
  }
}

const MISTAKE =
  'mailbox.userid: contradicts smtp.userid: Gmail does not list over POP3 what the same account has sent; ' +
  'write mailbox.userid with "recent:" before it, use mailbox.server imaps://imap.gmail.com, or send from another account'

describe('a Gmail account that sends to its own POP3', () => {
  test.each([
    ['the same account', {}],
    ['in capitals', { userid: 'Probe@GMail.com' }],
    ['with dots', { sender: 'p.r.o.b.e@gmail.com' }],
    ['with a tag', { sender: 'probe+monitor@gmail.com' }],
    ['under its older domain', { userid: 'probe@googlemail.com' }],
    ['without a domain', { userid: 'probe' }],
    ['of Workspace', { userid: 'probe@example.com', sender: 'probe@example.com' }],
    ['at the older host names', { mailboxServer: 'pop.googlemail.com', smtpServer: 'smtp.googlemail.com' }],
    ['over pop3://', { mailboxServer: 'pop3://pop.gmail.com:110' }],
    ['at a host name in capitals', { mailboxServer: 'pop3s://POP.Gmail.com' }],
  ])('is refused: %s', (_case, change) => {
    expect(mistakes(gmail(change))).toEqual([MISTAKE])
  })

  test.each([
    ['`recent:` before the mailbox user', { userid: 'recent:probe@gmail.com' }],
    ['`Recent:` as some write it', { userid: 'Recent: probe@gmail.com' }],
    ['another sender', { sender: 'other@gmail.com' }],
    ['another account of Workspace by a dot', { userid: 'a.b@example.com', sender: 'ab@example.com' }],
    ['another account of Workspace by a tag', { userid: 'a+b@example.com', sender: 'a@example.com' }],
    ['the same name in another domain', { userid: 'probe@example.com' }],
    ['IMAP', { mailboxServer: 'imaps://imap.gmail.com' }],
    ['POP3 of somebody else', { mailboxServer: 'pop3s://pop.example.com' }],
    ['SMTP of somebody else', { smtpServer: 'smtp://smtp.example.com' }],
    ['the relay of Workspace', { smtpServer: 'smtp://smtp-relay.gmail.com:587' }],
    ['a host that only looks like it', { mailboxServer: 'pop3s://pop.gmail.com.example.com' }],
  ])('is taken with %s', (_case, change) => {
    expect(mistakes(gmail(change))).toEqual([])
  })

  test('is told beside other mistakes', () => {
    expect(mistakes(gmail({ more: { timeoutSeconds: 1, interval: 5 } }))).toEqual([
      expect.stringContaining('timeoutSeconds: expected'),
      expect.stringContaining('interval: there is no such field'),
      MISTAKE,
    ])
  })

  test.each([
    [{ server: 'pop3s://pop.gmail.com', password: 'ssm:inbox' }],
    [{ server: 'nonsense://', userid: 'probe@gmail.com', password: 'ssm:inbox' }],
    ['text'],
    [null],
  ])('is not told of a mailbox that is mistaken itself: %j', (mailbox) => {
    expect(mistakes(gmail({ more: { mailbox } })).join('\n')).not.toContain('contradicts')
  })
})

test.each([
  ['recent:P.Robe+x@GoogleMail.com', 'probe@gmail.com'],
  ['p.robe+x@example.com', 'p.robe+x@example.com'],
  ['"odd@name"@example.com', '"odd@name"@example.com'],
])('%s is the account %s', (userid, account) => {
  expect(gmailAccount(userid)).toBe(account)
})
