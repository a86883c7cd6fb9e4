import { expect } from 'vitest'

import { pop3Play } from '../support/servers/pop3-play.ts'
import { closing, saying, silent, waiting } from '../support/servers/server-acts.ts'
import type { Row } from './row.ts'

const asItIs = (message: string) => message
const MB = 1024 * 1024

/** The name, the port and the first line. */
export const SMTP_BEFORE_THE_DIALOGUE: Row[] = [
  {
    title: 'the name of the SMTP server does not exist',
    plan: { smtpHost: 'unknown.example.test' },
    ends: [51, 'smtp-host-not-found', 'smtp.resolve', 'The host name in smtp.server is misspelt'],
  },
  {
    title: 'nobody can say whether the name of the SMTP server exists',
    plan: { smtpHost: 'undecided.example.test' },
    ends: [51, 'dns-failure', 'smtp.resolve', 'The name of the SMTP server could not be looked up: its name'],
    detail: 'EAI_AGAIN',
  },
  {
    title: 'the lookup of the SMTP server is never answered',
    plan: { smtpHost: 'unanswered.example.test' },
    ends: [51, 'dns-failure', 'smtp.resolve', 'The name of the SMTP server could not be looked up: its name'],
  },
  {
    title: 'nothing listens on the SMTP port',
    smtp: 'closed',
    ends: [6, 'smtp-connection-refused', 'smtp.connect', 'The host is up, but nothing listens on that port'],
    detail: 'ECONNREFUSED',
  },
  {
    title: 'nothing listens at the first address of the SMTP server, all is well at the second',
    plan: { smtpHost: 'two.example.test' },
    ends: [0],
  },
  {
    title: 'nobody answers the connection attempt to the SMTP port',
    smtp: 'deaf',
    plan: { network: { connectMs: 600 } },
    ends: [6, 'smtp-connect-timeout', 'smtp.connect', 'A firewall drops the packets'],
  },
  {
    title: 'the SMTP server never greets, and its share of the time is over',
    smtp: { on: { '': silent } },
    plan: { network: { greetingMs: 600 } },
    ends: [6, 'smtp-no-greeting', 'smtp.greeting', 'The port is open but sends nothing'],
    alsoExpect: ({ probed }) => expect(probed.elapsedMs).toBeLessThan(1300),
  },
  {
    title: 'the SMTP server greets too late',
    smtp: { on: { '': waiting(900, saying('220 at last\r\n')) } },
    plan: { network: { greetingMs: 600 } },
    ends: [6, 'smtp-no-greeting', 'smtp.greeting', 'The port is open but sends nothing'],
  },
  {
    title: 'the SMTP server greets late but in time',
    smtp: { on: { '': waiting(400, saying('220 at last\r\n')) } },
    carries: asItIs,
    ends: [0],
    alsoExpect: ({ probed }) => expect(probed.phases.smtp.greeting).toBeGreaterThan(300),
  },
  {
    title: 'the SMTP server greets in Latin-1',
    smtp: { on: { '': saying(Buffer.from('220 mail.example.test grüßt Sie\r\n', 'latin1')) } },
    carries: asItIs,
    ends: [0],
  },
  ...['\xff\xfe\x00\x80\r\n', 'Welcome!\r\n', '220\x00mail\r\n', '\r\n', '999 mail\r\n'].map(
    (greeting): Row => ({
      title: `the SMTP server greets with ${JSON.stringify(greeting)}`,
      smtp: { on: { '': saying(Buffer.from(greeting, 'latin1')) } },
      ends: [3, 'smtp-protocol-error', 'smtp.greeting', 'The answer is not that of a working SMTP server:'],
    }),
  ),
  {
    title: 'the SMTP server greets with a line of a megabyte',
    smtp: { on: { '': saying(`220 ${'x'.repeat(MB)}\r\n`) } },
    ends: [3, 'smtp-protocol-error', 'smtp.greeting', 'The answer is not that of a working SMTP server:'],
  },
  {
    title: 'the SMTP server greets with two megabytes in many lines',
    smtp: { on: { '': saying(`220-${'x'.repeat(1000)}\r\n`.repeat(2000)) } },
    ends: [3, 'smtp-protocol-error', 'smtp.greeting', 'The answer is not that of a working SMTP server:'],
  },
  {
    title: 'the SMTP server greets with 421 and hangs up',
    smtp: { on: { '': saying('421 4.3.2 too many connections from you\r\n', closing) } },
    ends: [3, 'smtp-unavailable', 'smtp.greeting', 'The server accepts no more connections'],
    detail: '421 4.3.2 too many connections from you',
    warnings: ['refusal-waited-out'],
  },
  {
    title: 'the SMTP server greets with 554',
    smtp: { on: { '': '554 5.7.1 no service for you' } },
    ends: [3, 'smtp-unavailable', 'smtp.greeting', 'The server answers, but accepts no mail'],
    detail: '554 5.7.1 no service for you',
  },
  {
    title: 'a web server on the SMTP port waits for a request and gives up',
    smtp: { on: { '': waiting(300, saying('HTTP/1.1 408 Request Timeout\r\n\r\n', closing)) } },
    ends: [3, 'smtp-protocol-error', 'smtp.greeting', 'Something that speaks HTTP answered'],
    detail: 'HTTP/1.1 408 Request Timeout',
  },
  {
    title: 'a POP3 server on the SMTP port',
    smtp: { speaks: pop3Play({}) },
    ends: [3, 'smtp-protocol-error', 'smtp.greeting', 'A POP3 server answered'],
    detail: '+OK ready',
  },
]
