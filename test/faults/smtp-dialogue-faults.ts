import { expect } from 'vitest'

import { closing, flooding, saying } from '../support/servers/server-acts.ts'
import type { Row } from './row.ts'

const asItIs = (message: string) => message

/** What is said in answer to the commands before the message. */
export const SMTP_DIALOGUE: Row[] = [
  {
    title: 'the SMTP server knows no EHLO',
    smtp: { on: { EHLO: '502 5.5.1 what?' } },
    carries: asItIs,
    ends: [0],
    alsoExpect: ({ toSmtp }) => expect(toSmtp[1]).toMatch(/^HELO /),
  },
  {
    title: 'the SMTP server knows neither EHLO nor HELO',
    smtp: { on: { EHLO: '502 5.5.1 what?', HELO: '502 5.5.1 what?' } },
    ends: [3, 'smtp-protocol-error', 'smtp.greeting', 'The answer is not that of a working SMTP server:'],
  },
  {
    title: 'the SMTP server refuses the name in EHLO',
    smtp: { on: { EHLO: '550 5.7.1 bad HELO name', HELO: '550 5.7.1 bad HELO name' } },
    ends: [3, 'client-name-refused', 'smtp.greeting', 'The server refuses the name that the probe sends'],
    detail: '550 5.7.1 bad HELO name',
  },
  {
    title: 'the SMTP server never comes to the end of its answer to EHLO',
    smtp: { on: { EHLO: flooding('250-mail\r\n', '250-X-ONE-MORE\r\n'.repeat(1000)) } },
    ends: [3, 'smtp-protocol-error', 'smtp.greeting', 'The answer is not that of a working SMTP server:'],
  },
  {
    title: 'the SMTP server says one more line of its answer to EHLO every now and then',
    smtp: {
      on: {
        EHLO: async (connection) => {
          while (!connection.socket.destroyed) {
            connection.write('250-X-ONE-MORE\r\n')
            await connection.pause(100)
          }
        },
      },
    },
    ends: [2, 'deadline-passed', 'smtp.greeting', 'The server stopped answering at smtp.greeting'],
  },
  ...(
    [
      ['the greeting', '', '220 ready\r\n250 mail\r\n', 'smtp.greeting'],
      ['EHLO', 'EHLO', '250 mail\r\n250 ok\r\n', 'smtp.greeting'],
      ['MAIL FROM', 'MAIL', '250 ok\r\n250 ok\r\n', 'smtp.submit'],
      ['RCPT TO', 'RCPT', '250 ok\r\n354 go on\r\n', 'smtp.submit'],
      ['DATA', 'DATA', '354 go on\r\n250 queued\r\n', 'smtp.submit'],
    ] as const
  ).map(([step, key, replies, phase]): Row => ({
    title: `the SMTP server answers ${step} and what was not yet said`,
    smtp: { on: { [key]: saying(replies) } },
    ends: [3, 'smtp-protocol-error', phase, 'The answer is not that of a working SMTP server:'],
  })),
  ...(['EHLO', 'MAIL', 'RCPT', 'DATA', '.'] as const).map((key): Row => ({
    title: `the SMTP server shuts down with 421 at ${key}`,
    smtp: { on: { [key]: saying('421 4.3.2 shutting down\r\n', closing) } },
    ends: [
      3,
      'smtp-unavailable',
      key === 'EHLO' ? 'smtp.greeting' : 'smtp.submit',
      'The server answers, but accepts no mail',
    ],
    // After the dot it may have taken the message, and is not asked again.
    ...(key !== '.' && { warnings: ['refusal-waited-out'] as const }),
  })),
  {
    title: 'the SMTP server wants a login and none is configured',
    smtp: { on: { MAIL: '530 5.7.0 Authentication required' } },
    ends: [
      2,
      'smtp-auth-required',
      'smtp.submit',
      'The server accepts mail from this client only after a login',
    ],
  },
  {
    title: 'the SMTP server wants a login and says so as Postfix does, with 554 at RCPT',
    smtp: { on: { RCPT: '554 5.7.1 <unknown[127.0.0.1]>: Client host rejected: Access denied' } },
    ends: [
      2,
      'smtp-auth-required',
      'smtp.submit',
      'The server accepts mail from this client only after a login',
    ],
  },
  {
    title: 'the SMTP server refuses the login',
    smtp: { extensions: ['AUTH PLAIN'], on: { AUTH: '535 5.7.8 wrong' } },
    plan: { smtp: { login: true } },
    ends: [2, 'smtp-auth-refused', 'smtp.auth', 'User name or password is wrong or has expired'],
    detail: '535 5.7.8 wrong',
  },
  {
    title: 'the SMTP server cannot check the login for now',
    smtp: { extensions: ['AUTH PLAIN'], on: { AUTH: '454 4.7.0 Temporary authentication failure' } },
    plan: { smtp: { login: true } },
    ends: [3, 'smtp-unavailable', 'smtp.auth', 'The server cannot check any login now'],
  },
  {
    title: 'the SMTP server offers no login though one is configured',
    smtp: {},
    plan: { smtp: { login: true } },
    ends: [
      3,
      'smtp-auth-not-offered',
      'smtp.auth',
      'A login is configured, but the server offers no supported',
    ],
    alsoExpect: ({ toSmtp }) => expect(toSmtp.join(' ')).not.toMatch(/AUTH|MAIL/),
  },
  {
    title: 'the SMTP server offers only logins that nobody here knows',
    smtp: { extensions: ['AUTH GSSAPI NTLM'] },
    plan: { smtp: { login: true } },
    ends: [
      3,
      'smtp-auth-not-offered',
      'smtp.auth',
      'A login is configured, but the server offers no supported',
    ],
    detail: /GSSAPI, NTLM/,
  },
]
