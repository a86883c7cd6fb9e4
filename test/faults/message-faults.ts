import { expect } from 'vitest'

import { ADDRESS } from '../support/worlds/full-probe.ts'
import { saying, silent } from '../support/servers/server-acts.ts'
import type { Ending, Row } from './row.ts'

const LOST: Ending = [2, 'message-not-delivered', undefined, 'The SMTP server accepted the message, but it']
const [HEADER_END, EMPTY] = ['\r\n\r\n', '']

/** As Postfix sends it back: our message, or its header, quoted in the body under a subject that names it. */
function bounceOf(message: string, quoted: 'whole' | 'header'): string {
  const [header = ''] = message.split(HEADER_END)
  const subject = /^Subject: ([^]*?)\r\n(?=\S)/m.exec(message)?.[1] ?? ''
  return [
    'From: MAILER-DAEMON@mail.example.test',
    `To: ${ADDRESS}`,
    `Subject: Undelivered: ${subject}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    `Content-Type: ${quoted === 'whole' ? 'message/rfc822' : 'text/rfc822-headers'}`,
    '',
    quoted === 'whole' ? message : `${header}\r\n`,
    '--b--',
    '',
  ].join('\r\n')
}

const subjectsLeft = (messages: readonly { raw: Buffer }[]) =>
  messages.map(({ raw }) => /^Subject: (\w+)/m.exec(raw.toString())?.[1] ?? EMPTY)

/** What becomes of a message between the 250 and the mailbox. */
export const MESSAGES: Row[] = [
  {
    title: 'all is well: the message is found and deleted',
    ends: [0],
    alsoExpect: ({ server, probed }) => {
      expect(server.mailboxes.messages(ADDRESS)).toEqual([])
      expect(probed.roundTripMs).toBeGreaterThan(0)
    },
  },
  { title: 'the message never arrives', health: ({ faults }) => faults.lose(), ends: LOST },
  {
    title: 'the message arrives late but in time',
    health: ({ faults }) => faults.delay(600),
    ends: [0],
    alsoExpect: ({ probed }) => expect(probed.roundTripMs).toBeGreaterThanOrEqual(600),
  },
  {
    title: 'the message arrives after the deadline',
    health: ({ faults }) => faults.delay(60_000),
    ends: LOST,
  },
  {
    title: 'the message arrives twice, and both copies are deleted',
    health: ({ faults }) => faults.deliverTwice(),
    ends: [0, 'duplicate'],
    alsoExpect: ({ server }) => expect(server.mailboxes.messages(ADDRESS)).toEqual([]),
  },
  {
    title:
      'the body of the message was changed, its mark stands: delivered, as nothing looks at the body yet',
    smtp: {},
    carries: (message) => message.replace(/\r\n\r\n[^]*/, '\r\n\r\nThis part was removed by policy.\r\n'),
    ends: [0],
  },
  {
    title:
      'the subject of the message was changed, its mark stands: delivered, as nothing looks at the subject',
    smtp: {},
    carries: (message) => message.replace(/^Subject: /m, 'Subject: [SPAM?] '),
    ends: [0],
  },
  {
    title: 'the header was folded anew, in other case, under headers of many hops: delivered',
    smtp: {},
    carries: (message) =>
      'Received: from a by b\r\n'.repeat(40) +
      message.replace('X-Roundtrip:', 'x-roundtrip:\r\n ').replace(';\r\n', ';'),
    ends: [0],
  },
  {
    title: 'the message was cut off in its body: delivered, as nothing looks at the body yet',
    smtp: {},
    carries: (message) => message.slice(0, message.indexOf(HEADER_END) + 20),
    ends: [0],
  },
  {
    title: 'the message was cut off in its header, before its mark: known by its id',
    smtp: {},
    carries: (message) => message.slice(0, message.indexOf('X-Roundtrip')),
    ends: [0, 'header-removed'],
  },
  {
    title: 'the message was cut off in its header, before its id: nobody can know it',
    smtp: {},
    carries: (message) => message.slice(0, message.indexOf('Message-ID')),
    ends: LOST,
  },
  {
    title: 'the mark was taken out of the header: the message is known by its id',
    smtp: {},
    carries: (message) => message.replace(/^X-Roundtrip:[^]*?\r\n(?=\S)/m, EMPTY),
    ends: [0, 'header-removed'],
    alsoExpect: ({ server }) => expect(server.mailboxes.messages(ADDRESS)).toEqual([]),
  },
  ...(['whole', 'header'] as const).map((quoted): Row => ({
    title: `the message bounces into the same mailbox, quoted ${quoted === 'whole' ? 'whole' : 'as its header'}`,
    smtp: {},
    carries: (message) => bounceOf(message, quoted),
    ends: LOST,
    alsoExpect: ({ server }) =>
      expect(subjectsLeft(server.mailboxes.messages(ADDRESS))).toEqual(['Undelivered']),
  })),
  {
    title: 'the message arrives, and so does a bounce that quotes it: one is found, the bounce is let be',
    smtp: ({ mailboxes }) => ({
      take: (message) => {
        mailboxes.deliver(ADDRESS, Buffer.from(bounceOf(message, 'whole')))
        mailboxes.deliver(ADDRESS, Buffer.from(message))
        mailboxes.deliver(ADDRESS, Buffer.from(bounceOf(message, 'header')))
      },
    }),
    ends: [0],
    alsoExpect: ({ server }) =>
      expect(subjectsLeft(server.mailboxes.messages(ADDRESS))).toEqual(['Undelivered', 'Undelivered']),
  },
]

/** Faults on both sides at once. */
export const BOTH_SIDES: Row[] = [
  {
    title: 'both servers never greet: on a tie the SMTP server is named',
    smtp: { on: { '': silent } },
    mailbox: { on: { '': silent } },
    ends: [6, 'smtp-no-greeting', 'smtp.greeting', 'The port is open but sends nothing'],
  },
  {
    title: 'both servers fall silent in their dialogues: on a tie the SMTP server is named',
    smtp: { on: { '.': silent } },
    mailbox: { on: { UIDL: silent } },
    ends: [2, 'deadline-passed', 'smtp.submit', 'The server stopped answering at smtp.submit'],
  },
  {
    title:
      'the mailbox server refuses its login before the SMTP server falls silent: the earlier failure is told',
    smtp: { on: { '': silent } },
    mailbox: { on: { PASS: saying('-ERR [AUTH] no\r\n') } },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
    alsoExpect: ({ probed }) => expect(probed.elapsedMs).toBeLessThan(1000),
  },
]
