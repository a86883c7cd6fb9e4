import { expect } from 'vitest'

import { ADDRESS, PASSWORD, USERID } from '../support/worlds/full-probe.ts'
import { type ServerAct, closing, saying } from '../support/servers/server-acts.ts'
import type { Row, Witness } from './row.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const PLAIN = base64(`\0${USERID}\0${PASSWORD}`)

/** Answers with what it was told, as some servers do in their logs and a few to their clients. */
const echoing =
  (code: string): ServerAct =>
  (connection, line) =>
    connection.write(`${code} cannot make sense of "${line}"\r\n`)

/** Takes the login that AUTH LOGIN asks for, if it is this one (two base64 lines). */
const askingFor =
  (userid: string, password: string): ServerAct =>
  async (connection) => {
    connection.write(`334 ${base64('Username:')}\r\n`)
    const user = await connection.readLine()
    connection.write(`334 ${base64('Password:')}\r\n`)
    const pass = await connection.readLine()
    const right = user === base64(userid) && pass === base64(password)
    connection.write(right ? '235 2.7.0 welcome\r\n' : '535 5.7.8 wrong\r\n')
  }

const AWKWARD: [what: string, userid: string, password: string][] = [
  ['blanks around and inside', 'probe', '  two  words '],
  ['quotes, backslashes and percent signs', 'DOMAIN\\probe', `it's a "quoted\\" 100% %41 pass`],
  ['letters beyond ASCII', 'prøbe@exämple.test', 'pässwörd € 密码 🔑'],
  ['signs that mean something in SMTP and POP3', '<probe>@[127.0.0.1]', '.\t+OK -ERR 250 =* \x7f'],
  ['blanks and quotes', '"the probe"', '" "'],
  ['what looks like base64', 'cHJvYmU=', 'AHByb2JlAHNlY3JldA=='],
  ['more than a line of AUTH may hold', 'probe', 'long and longer '.repeat(20)],
]

/**
 * Every login is tried at the mailbox and at the SMTP server; the passwords stand in no log (`judge.ts`
 * looks).
 */
export const AWKWARD_LOGINS: Row[] = AWKWARD.flatMap(([what, userid, password]): Row[] => [
  {
    title: `a login of ${what}, by AUTH PLAIN or USER and PASS`,
    demo: { smtpLogins: [{ userid, password }] },
    plan: { userid, password, smtp: { login: true } },
    ends: [0],
    alsoExpect: ({ probed }) => expect(JSON.stringify(probed.log)).toContain('<secret>'),
  },
  {
    title: `a login of ${what}, by AUTH LOGIN and by USER and PASS alone`,
    smtp: { extensions: ['AUTH LOGIN'], on: { AUTH: askingFor(userid, password) } },
    carries: (message) => message,
    mailbox: {
      on: {
        USER: (connection, line) => connection.write(line === `USER ${userid}` ? '+OK\r\n' : '-ERR who?\r\n'),
        PASS: (connection, line) => connection.write(line === `PASS ${password}` ? '+OK\r\n' : '-ERR no\r\n'),
      },
    },
    plan: { userid, password, smtp: { login: true } },
    ends: [0],
  },
])

const BREAKS = ['secr3t\r\nDELE 1', 's3cret-with-its-line-end\n', '\rs3cret', 's3c\0ret']

/** A password that would begin a command of its own is said to nobody. */
export const BROKEN_LOGINS: Row[] = [
  ...BREAKS.flatMap((password): Row[] =>
    [{}, { login: true }].map((smtp) => ({
      title: `the password ${JSON.stringify(password)}${smtp.login ? ', at both servers' : ''}`,
      smtp: { extensions: ['AUTH PLAIN'] },
      mailbox: {},
      plan: { password, smtp },
      ends: [90, 'monitor-invalid', undefined, 'The stored password contains or ends with a'],
      detail:
        /^mailbox\.password: env:MAILBOX contains a line break or a NUL, which cannot be sent; set it again: set MAILBOX$/,
      alsoExpect: ({ smtp, mailbox }) => {
        expect([smtp?.connections, mailbox?.connections]).toEqual([0, 0])
      },
    })),
  ),
  {
    title: 'a user name with a line break, which no definition may hold, is said to nobody',
    mailbox: {},
    plan: { userid: 'probe\r\nDELE 1' },
    ends: [90, 'internal-error', undefined, 'Something in Roundtrip'],
    alsoExpect: ({ mailbox }) => expect(mailbox?.lines).toEqual([]),
  },
]

const CHANGED = 'corr€ct horse "9"'
const BOTH_CHANGED = {
  accounts: [{ address: ADDRESS, userid: USERID, password: CHANGED }],
  smtpLogins: [{ userid: USERID, password: CHANGED }],
}

/**
 * The password is not the one that was read; neither the old nor the new one stands in any log (`judge.ts`
 * looks).
 */
export const CHANGED_PASSWORDS: Row[] = [
  {
    title: 'both passwords were changed on the servers and in the store: each login is tried once more',
    demo: BOTH_CHANGED,
    plan: { storedMeanwhile: CHANGED, smtp: { login: true } },
    ends: [0, 'secret-re-read'],
    alsoExpect: ({ toMailbox, toSmtp, probed }) => {
      const looks = toMailbox.filter((line) => line === 'UIDL')
      expect(toMailbox.filter((line) => /^(?:PASS|AUTH) /.test(line))).toHaveLength(looks.length + 1)
      expect(toSmtp.filter((line) => line.startsWith('AUTH '))).toHaveLength(2)
      expect(toSmtp.filter((line) => line.startsWith('MAIL FROM'))).toHaveLength(1)
      expect(probed.log.map(({ text }) => text)).toContain(
        'mailbox: the stored password has changed: logging in once more',
      )
    },
  },
  {
    title: 'the password was changed on the mailbox server alone: the login is not tried again',
    demo: { accounts: BOTH_CHANGED.accounts },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
  },
  {
    title: 'the password was changed, and the mailbox server refuses and quotes both',
    mailbox: { on: { PASS: echoing('-ERR [AUTH]') } },
    plan: { storedMeanwhile: CHANGED },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
    warnings: ['secret-re-read'],
    detail: /"PASS <secret>"/,
    alsoExpect: ({ toMailbox }) =>
      expect(toMailbox.filter((line) => line === 'PASS <secret>')).toHaveLength(2),
  },
  {
    title: 'the password was changed, and the SMTP server refuses and quotes both',
    smtp: { extensions: ['AUTH PLAIN'], on: { AUTH: echoing('535') } },
    plan: { storedMeanwhile: CHANGED, smtp: { login: true } },
    ends: [2, 'smtp-auth-refused', 'smtp.auth', 'User name or password is wrong'],
    warnings: ['secret-re-read'],
    detail: /"AUTH PLAIN <secret>"/,
    alsoExpect: ({ toSmtp }) => expect(toSmtp.filter((line) => line.startsWith('AUTH '))).toHaveLength(2),
  },
]

const QUOTES: [how: string, text: string][] = [
  ['as it is', PASSWORD],
  ['in quotes and capitals', `"${PASSWORD.toUpperCase()}"`],
  ['in base64', base64(PASSWORD)],
  ['as the whole of AUTH PLAIN', PLAIN],
  ['percent-encoded', encodeURIComponent(PASSWORD)],
  ['in hex', Buffer.from(PASSWORD).toString('hex')],
  [
    'in hex with colons',
    Buffer.from(PASSWORD)
      .toString('hex')
      .replace(/..(?=.)/g, '$&:'),
  ],
  ['backwards', Array.from(PASSWORD).reverse().join('')],
]
/** As far as anybody may read of it. */
const HALVES = [PASSWORD.slice(0, 6), PASSWORD.slice(6)] as const

const expectNoHalf = ({ probed }: Witness) => {
  for (const half of HALVES) expect(JSON.stringify(probed)).not.toContain(half.trim())
}

/** Answers that quote the password: it is nowhere, and its mark stands in its place. */
export const QUOTED_PASSWORDS: Row[] = [
  ...QUOTES.flatMap(([how, text]): Row[] => [
    {
      title: `the mailbox server quotes the password ${how}`,
      mailbox: { on: { PASS: `-ERR [AUTH] no such password: ${text}` } },
      ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
      detail: /<secret>/,
    },
    {
      title: `the SMTP server quotes the password ${how}`,
      smtp: { extensions: ['AUTH PLAIN'], on: { AUTH: `535-5.7.8 no such password:\r\n535 5.7.8 ${text}` } },
      plan: { smtp: { login: true } },
      ends: [2, 'smtp-auth-refused', 'smtp.auth', 'User name or password is wrong'],
      detail: /<secret>/,
    },
    {
      title: `the SMTP server quotes the password ${how} after the login, at the recipient`,
      smtp: { extensions: ['AUTH PLAIN'], on: { RCPT: `550 5.1.1 we know you: ${text}` } },
      plan: { smtp: { login: true } },
      ends: [3, 'recipient-rejected', 'smtp.submit', 'The test address does not exist'],
      detail: /<secret>/,
    },
  ]),
  {
    title: 'the SMTP server splits the password over two lines',
    smtp: { extensions: ['AUTH PLAIN'], on: { AUTH: `535-5.7.8 ${HALVES[0]}\r\n535 5.7.8 ${HALVES[1]}` } },
    plan: { smtp: { login: true } },
    ends: [2, 'smtp-auth-refused', 'smtp.auth', 'User name or password is wrong'],
    detail: '535 5.7.8 <secret>',
    alsoExpect: expectNoHalf,
  },
  {
    title: 'the SMTP server says one half of the password after the login, the other at the sender',
    smtp: { extensions: ['AUTH PLAIN'], on: { AUTH: `235 ${HALVES[0]}`, MAIL: `550 ${HALVES[1]}` } },
    plan: { smtp: { login: true } },
    ends: [3, 'sender-rejected', 'smtp.submit', ''],
    detail: '550 <secret>',
    alsoExpect: expectNoHalf,
  },
  {
    title: 'the mailbox server quotes a half of the password',
    mailbox: { on: { PASS: `-ERR [AUTH] not ${HALVES[0]}` } },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
    detail: '[AUTH] not <secret>',
    alsoExpect: expectNoHalf,
  },
  {
    title: 'the connection is lost in the middle of a line with the password',
    smtp: { extensions: ['AUTH PLAIN'], on: { AUTH: saying(`535 no such password: ${PASSWORD}`, closing) } },
    plan: { smtp: { login: true } },
    ends: [6, 'smtp-connection-lost', 'smtp.auth', ''],
    alsoExpect: (witness) => {
      expectNoHalf(witness)
      expect(witness.probed.log.map(({ text }) => text)).toContain('35 octets of a line')
    },
  },
  {
    title: 'the mailbox server repeats the line that it was told',
    mailbox: { on: { PASS: echoing('-ERR') } },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
    detail: /"PASS <secret>"/,
  },
  {
    title: 'the SMTP server repeats the line that it was told',
    smtp: { extensions: ['AUTH PLAIN'], on: { AUTH: echoing('535') } },
    plan: { smtp: { login: true } },
    ends: [2, 'smtp-auth-refused', 'smtp.auth', 'User name or password is wrong'],
    detail: /"AUTH PLAIN <secret>"/,
  },
  {
    title: 'the mailbox server answers the password with itself, which is no POP3',
    mailbox: { on: { PASS: PASSWORD } },
    ends: [3, 'mailbox-protocol-error', 'mailbox.auth', 'The answer is not that of a working POP3'],
    detail: '<secret>',
  },
]
