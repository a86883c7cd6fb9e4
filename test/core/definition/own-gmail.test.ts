import { describe, expect, test } from 'vitest'

import type { BuiltInSender } from '../../../shared/core/definition/sender-problems.ts'
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

describe('a monitor without smtp whose machine sends as a Gmail account', () => {
  const sender = (userid: string, host = 'smtp.gmail.com'): BuiltInSender => ({
    server: { scheme: 'smtp', host, port: 587 },
    login: { userid, secret: { kind: 'password', store: 'ssm', name: 'relay' } },
  })
  const bare = (userid: string, server = 'pop3s://pop.gmail.com') => {
    const { smtp: _smtp, ...definition } = gmail({ userid, mailboxServer: server })
    return definition
  }
  const SAME = MISTAKE.replace(
    'contradicts smtp.userid',
    'contradicts localSender in cdk/settings.ts',
  ).replace('send from another account', 'name another server in smtp.server')

  test.each([
    ['the same account', 'probe@gmail.com', 'Probe@googlemail.com'],
    ['with dots and a tag', 'p.robe@gmail.com', 'probe+monitor@gmail.com'],
    ['of Workspace', 'probe@example.com', 'probe@example.com'],
  ])('is refused: %s', (_case, userid, local) => {
    for (const source of ['file', 'local-table'] as const)
      expect(mistakes(bare(userid), source, { builtInSender: sender(local) })).toEqual([SAME])
  })

  test('is told beside other mistakes', () => {
    const wrong = { ...bare('probe@gmail.com'), timeoutSeconds: 1 }
    expect(mistakes(wrong, 'file', { builtInSender: sender('probe') })).toEqual([
      expect.stringContaining('timeoutSeconds: expected'),
      SAME,
    ])
  })

  test.each<[string, object, BuiltInSender | undefined]>([
    ['`recent:`', bare('recent:probe@gmail.com'), sender('probe@gmail.com')],
    ['another account', bare('probe@gmail.com'), sender('other@gmail.com')],
    ['IMAP', bare('probe@gmail.com', 'imaps://imap.gmail.com'), sender('probe@gmail.com')],
    ['a sender that is not Gmail', bare('probe@gmail.com'), sender('probe@gmail.com', 'smtp.example.com')],
    [
      'a sender without login',
      bare('probe@gmail.com'),
      { server: { scheme: 'smtp', host: 'smtp.gmail.com', port: 25 } },
    ],
    ['a server of its own', gmail({ sender: 'other@gmail.com' }), sender('probe@gmail.com')],
    ['the demo server', bare('probe@gmail.com'), undefined],
  ])('is taken with %s', (_case, definition, builtInSender) => {
    expect(mistakes(definition, 'file', { builtInSender })).toEqual([])
  })
})

test.each([
  ['recent:P.Robe+x@GoogleMail.com', 'probe@gmail.com'],
  ['p.robe+x@example.com', 'p.robe+x@example.com'],
  ['"odd@name"@example.com', '"odd@name"@example.com'],
])('%s is the account %s', (userid, account) => {
  expect(gmailAccount(userid)).toBe(account)
})
