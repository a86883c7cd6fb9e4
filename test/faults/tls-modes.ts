import { expect } from 'vitest'

import { closing, saying, silent } from '../support/servers/server-acts.ts'
import { good } from './certificates.ts'
import type { Row } from './row.ts'

const asItIs = (message: string) => message
const STLS = ['TOP', 'UIDL', 'USER', 'STLS']
const REQUIRED = { tls: { mode: 'required' } } as const
const NOT_OFFERED = 'TLS is required by the definition, but the'
const REFUSED = 'offers TLS, but refused to begin it'

/** Below TLS 1.2, which is all that old servers know. */
const OLD = { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }

/** TLS that is wanted and not offered, or offered and then refused. */
export const TLS_NOT_OFFERED: Row[] = [
  {
    title: 'STARTTLS is not offered though required',
    smtp: {},
    plan: { smtp: REQUIRED },
    ends: [3, 'starttls-not-offered', 'smtp.tls', `${NOT_OFFERED} SMTP server does not offer it`],
    alsoExpect: ({ toSmtp }) => expect(toSmtp.join(' ')).not.toContain('MAIL'),
  },
  {
    title: 'STARTTLS is offered, required and refused with 454',
    smtp: { extensions: ['STARTTLS'], on: { STARTTLS: '454 4.7.0 TLS not available' } },
    plan: { smtp: REQUIRED },
    ends: [3, 'starttls-not-offered', 'smtp.tls', `The SMTP server ${REFUSED}`],
    detail: '454 4.7.0 TLS not available',
    warnings: ['refusal-waited-out'],
  },
  {
    title: 'STARTTLS is offered and refused before a login: no password is said in the clear',
    smtp: { extensions: ['STARTTLS', 'AUTH PLAIN'], on: { STARTTLS: '454 4.7.0 TLS not available' } },
    plan: { smtp: { login: true } },
    ends: [3, 'starttls-not-offered', 'smtp.tls', `The SMTP server ${REFUSED}`],
    alsoExpect: ({ toSmtp }) => expect(toSmtp.join(' ')).not.toContain('AUTH'),
    warnings: ['refusal-waited-out'],
  },
  {
    title: 'STARTTLS is offered and refused, and nobody asked for it',
    smtp: { extensions: ['STARTTLS'], on: { STARTTLS: '454 4.7.0 TLS not available' } },
    carries: asItIs,
    ends: [0],
  },
  {
    title: 'STARTTLS is wanted by the server and not by the definition',
    smtp: { extensions: ['STARTTLS'], on: { MAIL: '530 5.7.0 Must issue a STARTTLS command first' } },
    plan: { smtp: { tls: { mode: 'none' } } },
    ends: [
      3,
      'smtp-tls-required',
      'smtp.submit',
      'The server accepts no mail, or no login, over an unencrypted',
    ],
  },
  {
    title: 'AUTH is offered only under TLS, and TLS is switched off',
    smtp: { extensions: ['STARTTLS'] },
    plan: { smtp: { login: true, tls: { mode: 'none' } } },
    ends: [
      3,
      'smtp-auth-not-offered',
      'smtp.auth',
      'A login is configured, but the server offers no supported',
    ],
  },
  {
    title: 'STLS is not offered though required',
    mailbox: {},
    plan: { mailbox: REQUIRED },
    ends: [3, 'starttls-not-offered', 'mailbox.tls', `${NOT_OFFERED} mailbox server does not offer it`],
    alsoExpect: ({ toMailbox }) => expect(toMailbox.join(' ')).not.toContain('USER'),
  },
  {
    title: 'STLS is offered, required and refused',
    mailbox: { capabilities: STLS, on: { STLS: '-ERR not today' } },
    plan: { mailbox: REQUIRED },
    ends: [3, 'starttls-not-offered', 'mailbox.tls', `The mailbox server ${REFUSED}`],
    detail: 'not today',
    warnings: ['mailbox-waited-for'],
  },
  {
    title: 'STLS is required, and the server knows neither CAPA nor STLS',
    mailbox: { on: { CAPA: '-ERR what?', STLS: '-ERR what?' } },
    plan: { mailbox: REQUIRED },
    ends: [3, 'starttls-not-offered', 'mailbox.tls', `The mailbox server ${REFUSED}`],
  },
  {
    title: 'STLS is offered and refused: no password is said in the clear',
    mailbox: { capabilities: STLS, on: { STLS: '-ERR unknown command' } },
    ends: [3, 'starttls-not-offered', 'mailbox.tls', `The mailbox server ${REFUSED}`],
    alsoExpect: ({ toMailbox }) => expect(toMailbox.join(' ')).not.toContain('USER'),
  },
]

/** TLS where plain was meant, and plain where TLS was meant. */
export const WRONG_TLS_MODE: Row[] = [
  {
    title: 'smtps to a server that speaks in the clear',
    smtp: {},
    plan: { smtp: { scheme: 'smtps' } },
    ends: [3, 'tls-handshake-failed', 'smtp.tls', 'The SMTP server does not start with TLS on this port'],
    detail: 'ERR_SSL_WRONG_VERSION_NUMBER',
  },
  {
    title: 'pop3s to a server that speaks in the clear',
    mailbox: {},
    plan: { mailbox: { scheme: 'pop3s' } },
    ends: [
      3,
      'tls-handshake-failed',
      'mailbox.tls',
      'The mailbox server does not start with TLS on this port',
    ],
    detail: 'ERR_SSL_WRONG_VERSION_NUMBER',
  },
  {
    title: 'smtp to a server that waits for TLS',
    smtp: { over: good },
    plan: { network: { greetingMs: 600 } },
    ends: [
      6,
      'smtp-no-greeting',
      'smtp.greeting',
      'The port is open but sends nothing: it may expect TLS from the start',
    ],
  },
  {
    title: 'pop3 to a server that waits for TLS',
    mailbox: { over: good },
    plan: { network: { greetingMs: 600 } },
    ends: [
      6,
      'mailbox-no-greeting',
      'mailbox.greeting',
      'The port is open but sends nothing: it may expect TLS',
    ],
  },
  {
    title: 'smtps to a server that says nothing at all',
    smtp: { speaks: silent as () => Promise<void> },
    plan: { smtp: { scheme: 'smtps' } },
    ends: [2, 'deadline-passed', 'smtp.tls', 'The server stopped answering at smtp.tls'],
  },
  {
    title: 'pop3s to a server that says nothing at all',
    mailbox: { speaks: silent as () => Promise<void> },
    plan: { mailbox: { scheme: 'pop3s' } },
    ends: [2, 'deadline-passed', 'mailbox.tls', 'The server stopped answering at mailbox.tls'],
  },
  {
    title: 'smtps to a server that hangs up',
    smtp: { speaks: (connection) => closing(connection, '') },
    plan: { smtp: { scheme: 'smtps' } },
    ends: [6, 'smtp-connection-lost', 'smtp.tls', 'The SMTP server or a firewall in between closed'],
  },
  {
    title: 'pop3s to a server that hangs up',
    mailbox: { speaks: (connection) => closing(connection, '') },
    plan: { mailbox: { scheme: 'pop3s' } },
    ends: [6, 'mailbox-connection-lost', 'mailbox.tls', 'The mailbox server or a firewall in between closed'],
  },
  {
    title: 'smtps to a server that knows no TLS newer than 1.1',
    smtp: { over: OLD },
    plan: { smtp: { scheme: 'smtps' } },
    ends: [3, 'tls-handshake-failed', 'smtp.tls', 'TLS 1.1 or older is all that the SMTP server offers'],
  },
  {
    title: 'pop3s to a server that knows no TLS newer than 1.1',
    mailbox: { over: OLD },
    plan: { mailbox: { scheme: 'pop3s' } },
    ends: [
      3,
      'tls-handshake-failed',
      'mailbox.tls',
      'TLS 1.1 or older is all that the mailbox server offers',
    ],
  },
  {
    title: 'smtps whose server never greets under TLS',
    smtp: { over: good, on: { '': silent } },
    plan: { smtp: { scheme: 'smtps' } },
    ends: [6, 'smtp-no-greeting', 'smtp.greeting', 'The port is open but sends nothing'],
  },
  {
    title: 'pop3s whose server refuses the login',
    mailbox: { over: good, on: { PASS: saying('-ERR [AUTH] no\r\n') } },
    plan: { mailbox: { scheme: 'pop3s' } },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
  },
]
