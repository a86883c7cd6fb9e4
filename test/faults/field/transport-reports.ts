import { expect } from 'vitest'

import { type ServerAct, closing, inTurn, saying, waiting } from '../../support/servers/server-acts.ts'
import { good } from '../certificates.ts'
import type { Row, Witness } from '../row.ts'
import { advising, takingIt } from './plays.ts'

const asItIs = (message: string) => message
const WAITED = ['refusal-waited-out'] as const
const LOGIN = { smtp: { login: true } } as const
const STARTTLS_AND_AUTH = ['STARTTLS', 'AUTH PLAIN']

const startingTls: ServerAct = async (connection) => {
  connection.write('220 2.0.0 Ready to start TLS\r\n')
  await connection.upgrade(good)
}

const noLogin = (said: readonly string[]) =>
  expect(said.filter((line) => /^(?:AUTH|PASS)/.test(line))).toEqual([])
const noSmtpLogin = ({ toSmtp }: Witness) => noLogin(toSmtp)

const NOT_NOW: [server: string, reply: string][] = [
  ['Postfix (sous-chefs/postfix 145)', '454 4.7.0 TLS not available due to local problem'],
  ['qmail', '454 TLS missing certificate: error:02001002:system library:fopen:No such file (#4.3.0)'],
  ['Exim', '454 TLS currently unavailable'],
]

/** TLS is offered and refused for now, where a password would follow. */
export const TLS_NOT_NOW: Row[] = [
  ...NOT_NOW.flatMap(([server, reply]): Row[] => [
    {
      title: `STARTTLS before a login is refused once, as by ${server}: ${reply}`,
      smtp: { extensions: STARTTLS_AND_AUTH, on: { STARTTLS: inTurn(reply, startingTls) } },
      carries: asItIs,
      plan: { ...LOGIN, deadlineMs: 4000 },
      ends: [0, ...WAITED],
      alsoExpect: ({ toSmtp }) => expect(toSmtp.filter((line) => line.startsWith('AUTH'))).toHaveLength(1),
    },
    {
      title: `STARTTLS before a login is refused for ever, as by ${server}: ${reply}`,
      smtp: { extensions: STARTTLS_AND_AUTH, on: { STARTTLS: reply } },
      plan: LOGIN,
      ends: [3, 'starttls-not-offered', 'smtp.tls', ''],
      warnings: WAITED,
      alsoExpect: noSmtpLogin,
    },
  ]),
  {
    title: 'STLS is offered and refused for now, before every login: no password is said in the clear',
    mailbox: {
      capabilities: ['TOP', 'UIDL', 'USER', 'STLS'],
      on: { STLS: '-ERR [SYS/TEMP] TLS support not available.' },
    },
    ends: [3, 'starttls-not-offered', 'mailbox.tls', ''],
    warnings: ['mailbox-waited-for'],
    alsoExpect: ({ toMailbox }) => noLogin(toMailbox),
  },
  {
    title: 'TLS is wanted at MAIL with 451, as by Exchange (maildroid 29)',
    smtp: { on: { MAIL: '451 5.7.3 STARTTLS is required to send mail' } },
    ends: [3, 'smtp-tls-required', 'smtp.submit', ''],
  },
]

/** Below TLS 1.2. */
const OLD = { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
const wantingOne = (maxVersion: string) => ({
  ...good,
  requestCert: true,
  rejectUnauthorized: true,
  maxVersion,
})

/** A handshake that comes to nothing. */
export const HANDSHAKES: Row[] = [
  {
    title:
      'the SMTP server knows TLS 1.1 at most (nodemailer 1076, uptime-kuma 3057): the version comes first',
    smtp: { over: OLD },
    plan: { smtp: { scheme: 'smtps' } },
    ends: [3, 'tls-handshake-failed', 'smtp.tls', ''],
    alsoExpect: advising(/^[^:]*TLS 1\.[012]/),
  },
  // Under TLS 1.3 the server says so only once the handshake stands for us (RFC 8446 §4.4.2.4).
  ...(
    [
      ['TLSv1.2', 'tls'],
      ['TLSv1.3', 'greeting'],
    ] as const
  ).flatMap(([version, phase]): Row[] => [
    {
      title: `the SMTP server wants a certificate of its clients, under ${version}`,
      smtp: { over: wantingOne(version) },
      plan: { smtp: { scheme: 'smtps' } },
      ends: [3, 'tls-handshake-failed', `smtp.${phase}`, ''],
      alsoExpect: advising(/certificate/i, /client|probe/i),
    },
    {
      title: `the mailbox server wants a certificate of its clients, under ${version}`,
      mailbox: { over: wantingOne(version) },
      plan: { mailbox: { scheme: 'pop3s' } },
      ends: [3, 'tls-handshake-failed', `mailbox.${phase}`, ''],
      alsoExpect: advising(/certificate/i, /client|probe/i),
    },
  ]),
  {
    title: 'the SMTP server is ready to start TLS, and hangs up (stalwart 135)',
    smtp: {
      extensions: STARTTLS_AND_AUTH,
      on: { STARTTLS: saying('220 2.0.0 Ready to start TLS.\r\n', closing) },
    },
    plan: LOGIN,
    ends: [6, 'smtp-connection-lost', 'smtp.tls', ''],
    alsoExpect: noSmtpLogin,
  },
]

const GREETINGS: [server: string, greeting: string][] = [
  ['Postfix (testssl.sh 2089)', '421 4.7.0 mail.example.test Error: too many connections from 127.0.0.1'],
  ['Exim (PHPMailer 2070)', '421 Too many concurrent SMTP connections; please try again later.'],
  [
    'Orange',
    '421 mwinf5c63 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR005_104 [104]',
  ],
]

const shuttingDown = (text: string) => saying(`421 ${text}\r\n`, closing)

/**
 * 421 ends a session: one new one, a second later, unless the login was made or the message may have been
 * taken.
 */
export const SHUT_DOWN: Row[] = [
  ...GREETINGS.map(([server, greeting]): Row => ({
    title: `the SMTP server greets with 421 for ever, as ${server}: ${greeting}`,
    smtp: { on: { '': saying(`${greeting}\r\n`, closing) } },
    ends: [3, 'smtp-unavailable', 'smtp.greeting', 'The server accepts no more connections or mail'],
    warnings: WAITED,
    alsoExpect: ({ smtp }) => expect(smtp?.connections).toBe(2),
  })),
  ...(
    [
      [
        'EHLO',
        '250 mail.example.test',
        '4.7.0 Try again later, closing connection. (EHLO) x - gsmtp (action-send-mail 196)',
      ],
      [
        'MAIL',
        '250 ok',
        '4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume (postal 1415)',
      ],
      ['RCPT', '250 ok', '4.3.2 too many connections, please try again later (purelymail 388)'],
    ] as const
  ).map(([step, reply, words]): Row => ({
    title: `the SMTP server says 421 once at ${step}: ${words}`,
    smtp: { on: { [step]: inTurn(shuttingDown(words), reply) } },
    carries: asItIs,
    plan: { deadlineMs: 4000 },
    ends: [0, ...WAITED],
    alsoExpect: ({ smtp }) => expect(smtp?.connections).toBe(2),
  })),
  {
    title: 'the SMTP server says 421 once at DATA, as Gmail (fastify/help 800)',
    smtp: (server) => ({
      on: {
        DATA: inTurn(
          shuttingDown('4.3.0 Temporary System Problem.  Try again later (10). x - gsmtp'),
          takingIt(server),
        ),
      },
    }),
    plan: { deadlineMs: 4000 },
    ends: [0, ...WAITED],
  },
  {
    title: 'the SMTP server says 421 to a login, which is not made again',
    smtp: { extensions: ['AUTH PLAIN'], on: { AUTH: shuttingDown('4.7.0 Too many failed login attempts') } },
    plan: LOGIN,
    ends: [3, 'smtp-unavailable', 'smtp.auth', ''],
    alsoExpect: ({ smtp }) => expect(smtp?.connections).toBe(1),
  },
  {
    title: 'the SMTP server says 421 at MAIL after a login, which is not made again',
    smtp: { extensions: ['AUTH PLAIN'], on: { MAIL: shuttingDown('4.3.2 shutting down') } },
    plan: LOGIN,
    ends: [3, 'smtp-unavailable', 'smtp.submit', ''],
    alsoExpect: ({ smtp }) => expect(smtp?.connections).toBe(1),
  },
  {
    title: 'the SMTP server says 421 after the dot and delivers all the same (filtermail 143)',
    smtp: { on: { '.': shuttingDown('gmx.net Service closing transmission channel - command timeout') } },
    carries: asItIs,
    ends: [0, 'submit-answer-lost'],
    alsoExpect: ({ smtp }) => expect(smtp?.connections).toBe(1),
  },
  {
    title: 'the SMTP server says 421 after the dot, and the message never comes: it is not sent again',
    smtp: { on: { '.': shuttingDown('4.4.2 mail.example.test Error: timeout exceeded') } },
    ends: [3, 'smtp-unavailable', 'smtp.submit', ''],
    alsoExpect: ({ smtp, probed }) => {
      expect(smtp?.connections).toBe(1)
      expect(probed.elapsedMs).toBeGreaterThan(1000)
    },
  },
]

/** Slow to say its name. */
export const LATE_GREETINGS: Row[] = [
  {
    title:
      'the SMTP server greets after more than we wait (PHPMailer 104, nodemailer 1470): we say how long that was',
    smtp: { on: { '': waiting(1200, saying('220 at last\r\n')) } },
    plan: { network: { greetingMs: 600 } },
    ends: [6, 'smtp-no-greeting', 'smtp.greeting', ''],
    detail: /600 ms|0\.6 s/,
  },
  {
    title: 'the SMTP server begins its greeting, and ends it later, as postscreen does',
    smtp: {
      on: { '': saying('220-mail.example.test\r\n', waiting(300, saying('220 mail.example.test\r\n'))) },
    },
    carries: asItIs,
    ends: [0],
  },
]
