import { expect } from 'vitest'

import type { Play } from '../../support/servers/pop3-play.ts'
import { type ServerAct, closing, inTurn, saying } from '../../support/servers/server-acts.ts'
import type { Row } from '../row.ts'
import { advising } from './plays.ts'

const WAITED = ['mailbox-waited-for'] as const
const OUT_OF_ORDER = 'The server answers, but cannot serve this mailbox'

const LOCKS: [server: string, answer: string][] = [
  ['the Berkeley popper', '-ERR Maildrop lock busy!  Is another session active?'],
  [
    'qpopper, in whose words a path comes first',
    '-ERR /var/mail/.thomas.pop lock busy! Is another session active? (13)',
  ],
  ['RFC 1939', '-ERR unable to lock maildrop'],
  ['a provider (LifeWire on POP errors)', '-ERR unable to lock mailbox'],
  [
    'the servers behind perdition, without their code (perdition 4)',
    '-ERR mailbox already in use by pid 12345',
  ],
  ['Dovecot, without its code (yapople 19)', '-ERR Mailbox is locked by another POP3 session.'],
  ['NetMail, without its code', '-ERR Mailbox is already locked. POP access denied'],
  ['Gmail, without its code', '-ERR Unable to lock maildrop: mailbox is locked by another POP session'],
  ['a small server in C', '-ERR Cannot lock mailbox'],
  ['one in C++', '-ERR Maildrop is locked by someone else!'],
  ['one in Python', '-ERR Mailbox busy.  Try again later.'],
]

/** A lock, by its words alone. */
export const LOCKS_BY_WORDS: Row[] = [
  ...LOCKS.map(([server, answer]): Row => ({
    title: `the mailbox is locked from the second login on, in the words of ${server}: ${answer}`,
    mailbox: { on: { PASS: inTurn('+OK', answer) } },
    ends: [2, 'mailbox-locked', 'mailbox.auth', 'Another session locked the mailbox'],
    warnings: WAITED,
  })),
  {
    title: 'the mailbox is locked for a moment by the session before, as VPOP3 and MDaemon say it',
    mailbox: { on: { PASS: inTurn('-ERR maildrop already locked', '+OK') } },
    plan: { deadlineMs: 5000 },
    ends: [0, ...WAITED],
  },
]

const AT_FAULT: [server: string, answer: string][] = [
  ['hMailServer', '-ERR Invalid user name or password. Too many invalid logon attempts.'],
  ['nobody in particular', '-ERR Mailbox has been locked by the administrator'],
  ['nobody in particular', '-ERR POP locked: 5 failed logins for this user'],
  ['nobody in particular', '-ERR Login failed: user account locked'],
]

/** Locked is the account, or the login is at fault: it is said once (`judge.ts` looks). */
export const NO_LOCKS: Row[] = AT_FAULT.map(([server, answer]): Row => ({
  title: `the login is refused in words that resemble a lock, those of ${server}: ${answer}`,
  mailbox: { on: { PASS: answer } },
  ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'The account is locked, disabled or over a limit'],
}))

/** "Logins too frequent" in GBK. */
const TOO_FREQUENT_IN_GBK = Buffer.concat([
  Buffer.from('-ERR '),
  Buffer.from('b5c7c2bcccabc6b5b7b1', 'hex'),
  Buffer.from('\r\n'),
])

const LIMITS: [server: string, answer: string | ServerAct][] = [
  [
    'Exchange Online after some 1,000 logins (node-poplib 34)',
    '-ERR Logon failure: unknown user name or bad password.',
  ],
  ['EIMS when its connections are used up (Eudora 2146HQ)', '-ERR Authorization failed'],
  ['cPanel hosts that count logins by the hour', '-ERR login incorrect'],
  ['QQ, which nobody here can read (zmail 30)', saying(TOO_FREQUENT_IN_GBK)],
]

/** A login that the same run has got already is refused. */
export const LOGIN_LIMITS: Row[] = [
  ...LIMITS.map(([server, answer]): Row => ({
    title: `a login that was taken a moment ago is refused, as by ${server}`,
    mailbox: { on: { PASS: inTurn('+OK', answer) } },
    ends: [2, 'mailbox-login-limit', 'mailbox.auth', ''],
  })),
  {
    title: 'the first login of a run is over a limit in its own words, as at Hotmail (frappe 242)',
    mailbox: { on: { PASS: '-ERR Exceeded the login limit for a 30 minute period.' } },
    ends: [2, 'mailbox-login-limit', 'mailbox.auth', ''],
  },
  {
    title:
      'Gmail says [AUTH] of an account that is over its limits: a refused login, with limits as the cause',
    mailbox: {
      on: { PASS: '-ERR [AUTH] Account exceeded POP command or bandwidth limits (Failure)' },
    },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'The account is locked, disabled or over a limit'],
  },
  {
    title: 'Dovecot counts connections at the login, without a code (Mailu 1364)',
    mailbox: {
      on: {
        PASS: '-ERR Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)',
      },
    },
    ends: [2, 'mailbox-unavailable', 'mailbox.auth', 'The server allows no more sessions'],
    warnings: WAITED,
  },
  {
    title: 'hMailServer says +ERR when it cannot read the mailbox (hmailserver 590)',
    mailbox: { on: { PASS: '+ERR Server error: Failed to fetch messages in Inbox.' } },
    ends: [2, 'mailbox-unavailable', 'mailbox.auth', OUT_OF_ORDER],
    detail: 'Failed to fetch messages in Inbox',
    warnings: WAITED,
  },
]

const NO_USER = ['TOP', 'UIDL']
const USED =
  (verb: string) =>
  ({ toMailbox }: { toMailbox: readonly string[] }) =>
    expect(toMailbox.find((line) => /^(?:PASS|AUTH|APOP)/.test(line))).toMatch(new RegExp(`^${verb}`))

/** Asks a question as RFC 2195 has it, and takes every answer. */
const CRAM_MD5: Play['on'] = {
  PASS: '-ERR [AUTH] Plaintext authentication disabled.',
  AUTH: (connection, line) =>
    connection.write(
      line === 'AUTH CRAM-MD5' ? '+ PDE4OTYuNjk3QGV4YW1wbGUudGVzdD4=\r\n' : '-ERR unsupported\r\n',
    ),
}

/** Which login is made, and what is said of it. */
export const MECHANISMS: Row[] = [
  {
    title: 'Exchange 2003 names NTLM alone, and takes USER and PASS (MailKit 391)',
    mailbox: { capabilities: ['TOP', 'USER', 'PIPELINING', 'EXPIRE NEVER', 'UIDL', 'SASL NTLM'] },
    ends: [0],
    alsoExpect: USED('PASS'),
  },
  {
    title: 'NetMail names LOGIN alone, and takes USER and PASS',
    mailbox: { capabilities: ['TOP', 'USER', 'UIDL', 'SASL LOGIN'] },
    ends: [0],
    alsoExpect: USED('PASS'),
  },
  {
    title: 'USER is offered, but of the mechanisms only those that hide the password work',
    mailbox: { capabilities: ['TOP', 'USER', 'UIDL', 'SASL GSSAPI DIGEST-MD5 CRAM-MD5'], on: CRAM_MD5 },
    ends: [0],
    alsoExpect: USED('AUTH CRAM-MD5'),
  },
  {
    title: 'only OAuth2 is offered: it is named',
    mailbox: {
      capabilities: ['TOP', 'UIDL', 'SASL XOAUTH2 OAUTHBEARER'],
      on: { USER: '-ERR [AUTH] USER not supported' },
    },
    ends: [3, 'mailbox-auth-not-offered', 'mailbox.auth', ''],
    detail: /XOAUTH2/,
  },
  {
    title:
      'a timestamp in the greeting, and USER in CAPA: APOP, which does not work, is not tried (curl 10073)',
    mailbox: {
      on: {
        '': '+OK POP3 Bigfoot v1.0 server ready <96413.1670625352@mail56c60.example.test>',
        APOP: '-ERR [AUTH] Invalid password or username',
      },
    },
    ends: [0],
    alsoExpect: USED('PASS'),
  },
  {
    title: 'what stands in angle brackets in the greeting is no timestamp (curl 3278)',
    mailbox: {
      capabilities: NO_USER,
      on: { '': '+OK E.Novation POP3 server ready <a.b.c>', APOP: '-ERR what?' },
    },
    ends: [0],
    alsoExpect: USED('PASS'),
  },
  ...(
    [
      [
        'Cyrus with saslauthd (cyrus-imapd 1475)',
        '-ERR [AUTH] authenticating: authentication failure\r\n',
        undefined,
      ],
      [
        'GoDaddy (MailKit 29)',
        '-ERR authorization failed (authorization failed wrong password)\r\n',
        undefined,
      ],
      ['a server that hangs up then (MailKit 539)', '-ERR [AUTH] Error logging in.\r\n', closing],
    ] as const
  ).map(([server, answer, then]): Row => ({
    title: `APOP is all that is offered, and is refused, as by ${server}: the advice says that it was used`,
    mailbox: {
      capabilities: NO_USER,
      on: { '': '+OK ready <1896.697170952@mail.example.test>', APOP: saying(answer, then) },
    },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', ''],
    alsoExpect: advising(/APOP/, /plain|clear/i),
  })),
]
