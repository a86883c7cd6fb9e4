import { expect } from 'vitest'

import { closing, inTurn, saying, silent, waiting } from '../../support/servers/server-acts.ts'
import { smtpPlay } from '../../support/servers/smtp-play.ts'
import type { Ending, Row } from '../row.ts'

const MB = 1024 * 1024
const noPop3 = (advice: string): Ending => [3, 'mailbox-protocol-error', 'mailbox.greeting', advice]
const NO_POP3 = noPop3('The answer is not that of a working POP3 server:')
const OUT_OF_ORDER = 'The server answers, but cannot serve this mailbox'
const WAITED = ['mailbox-waited-for'] as const

/** The name, the port and the first line. */
export const MAILBOX_BEFORE_THE_LOGIN: Row[] = [
  {
    title: 'the name of the mailbox server does not exist',
    plan: { mailboxHost: 'unknown.example.test' },
    ends: [51, 'mailbox-host-not-found', 'mailbox.resolve', 'The host name in mailbox.server is misspelt'],
  },
  {
    title: 'nobody can say whether the name of the mailbox server exists',
    plan: { mailboxHost: 'undecided.example.test' },
    ends: [51, 'dns-failure', 'mailbox.resolve', 'The name of the mailbox server could not be looked up:'],
  },
  {
    title: 'the lookup of the mailbox server is never answered',
    plan: { mailboxHost: 'unanswered.example.test' },
    ends: [51, 'dns-failure', 'mailbox.resolve', 'The name of the mailbox server could not be looked up:'],
  },
  {
    title: 'nothing listens on the mailbox port',
    mailbox: 'closed',
    ends: [
      1,
      'mailbox-connection-refused',
      'mailbox.connect',
      'The host is up, but nothing listens on that port',
    ],
  },
  {
    title: 'nobody answers the connection attempt to the mailbox port',
    mailbox: 'deaf',
    plan: { network: { connectMs: 600 } },
    ends: [1, 'mailbox-connect-timeout', 'mailbox.connect', 'A firewall drops the packets'],
  },
  {
    title: 'the mailbox server never greets, and its share of the time is over',
    mailbox: { on: { '': silent } },
    plan: { network: { greetingMs: 600 } },
    ends: [6, 'mailbox-no-greeting', 'mailbox.greeting', 'The port is open but sends nothing'],
    alsoExpect: ({ probed }) => expect(probed.elapsedMs).toBeLessThan(1300),
  },
  {
    title: 'the mailbox server greets too late',
    mailbox: { on: { '': waiting(900, saying('+OK at last\r\n')) } },
    plan: { network: { greetingMs: 600 } },
    ends: [6, 'mailbox-no-greeting', 'mailbox.greeting', 'The port is open but sends nothing'],
  },
  {
    title: 'the mailbox server greets late but in time',
    mailbox: { on: { '': waiting(150, saying('+OK at last\r\n')) } },
    ends: [0],
    alsoExpect: ({ probed }) => expect(probed.phases.mailbox.greeting).toBeGreaterThan(100),
  },
  {
    title: 'the mailbox server greets in Latin-1',
    mailbox: { on: { '': saying(Buffer.from('+OK mail.example.test grüßt Sie\r\n', 'latin1')) } },
    ends: [0],
  },
  ...['\xff\xfe\x00\x80\r\n', 'Welcome!\r\n', '+OKAY\r\n', '\r\n'].map((greeting): Row => ({
    title: `the mailbox server greets with ${JSON.stringify(greeting)}`,
    mailbox: { on: { '': saying(Buffer.from(greeting, 'latin1')) } },
    ends: NO_POP3,
  })),
  {
    title: 'the mailbox server greets with a line of a megabyte',
    mailbox: { on: { '': saying(`+OK ${'x'.repeat(MB)}\r\n`) } },
    ends: NO_POP3,
  },
  { title: 'the mailbox server greets twice', mailbox: { on: { '': '+OK one\r\n+OK two' } }, ends: NO_POP3 },
  {
    title: 'an SMTP server on the mailbox port',
    mailbox: { speaks: smtpPlay({}) },
    ends: noPop3('An SMTP server answered'),
    detail: /^220 /,
  },
  {
    title: 'an IMAP server on the mailbox port',
    mailbox: { on: { '': '* OK [CAPABILITY IMAP4rev1] ready' } },
    ends: noPop3('An IMAP server answered'),
  },
  {
    title: 'a web server on the mailbox port waits for a request and gives up',
    mailbox: { on: { '': waiting(300, saying('HTTP/1.1 408 Request Timeout\r\n\r\n', closing)) } },
    ends: noPop3('Something that speaks HTTP answered'),
  },
  {
    title: 'the mailbox server greets with -ERR',
    mailbox: { on: { '': '-ERR come back later' } },
    ends: [2, 'mailbox-unavailable', 'mailbox.greeting', OUT_OF_ORDER],
    detail: 'come back later',
  },
  {
    title: 'the mailbox server has no room for one more connection, and hangs up',
    mailbox: { on: { '': saying('-ERR [LIMIT] too many connections from you\r\n', closing) } },
    ends: [2, 'mailbox-unavailable', 'mailbox.greeting', 'The server allows no more sessions'],
  },
  {
    title: 'the mailbox server greets with passing trouble, once',
    mailbox: { on: { '': inTurn('-ERR [SYS/TEMP] starting up', '+OK ready') } },
    plan: { deadlineMs: 4000 },
    ends: [0, ...WAITED],
  },
]
