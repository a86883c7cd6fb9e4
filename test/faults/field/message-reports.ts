import { expect } from 'vitest'

import { ADDRESS } from '../../support/worlds/full-probe.ts'
import type { Ending, Row } from '../row.ts'

const LOST: Ending = [2, 'message-not-delivered', undefined, '']

const field = (name: string) => new RegExp(`^${name}: ([^]*?)\\r\\n(?=\\S|\\r\\n)`, 'm')
const valueOf = (message: string, name: string) => field(name).exec(message)?.[1] ?? ''
const without = (message: string, name: string) => message.replace(field(name), '')
const unfolded = (text: string) => text.replace(/\r\n[ \t]/g, ' ')
const bodyOf = (message: string) => message.slice(message.indexOf('\r\n\r\n') + 4)

const FOUND: [gateway: string, carries: (message: string) => string][] = [
  [
    'takes our header away and marks the subject as Exchange rules do',
    (message) => without(message, 'X-Roundtrip').replace(/^Subject: /m, 'Subject: [EXTERNAL] '),
  ],
  [
    'takes our header away, marks the subject and gives the message another Message-ID',
    (message) =>
      without(message, 'X-Roundtrip')
        .replace(/^Subject: /m, 'Subject: CAUTION: ')
        .replace(field('Message-ID'), 'Message-ID: <0100018f-1@eu-west-1.example.test>\r\n'),
  ],
  [
    'takes our header away and encodes the subject anew',
    (message) =>
      without(message, 'X-Roundtrip')
        .replace(field('Message-ID'), 'Message-ID: <1@example.test>\r\n')
        .replace(field('Subject'), () => {
          const subject = unfolded(valueOf(message, 'Subject')).replace(/ /g, '_')
          return `Subject: =?utf-8?Q?=5BExternal=5D?=\r\n =?utf-8?Q?_${subject}?=\r\n`
        }),
  ],
  [
    'takes our header away and puts the subject on one line, a virus scanner after it',
    (message) =>
      without(message, 'X-Roundtrip')
        .replace(field('Subject'), () => `Subject: ${unfolded(valueOf(message, 'Subject'))} [scanned]\r\n`)
        .replace(/^From:/m, 'X-Scanned: clean\r\nFrom:'),
  ],
]

/** What a gateway on the way may do to a header. */
export const GATEWAYS: Row[] = FOUND.map(([gateway, carries]): Row => ({
  title: `a gateway ${gateway}: the message is found and deleted`,
  smtp: {},
  carries,
  ends: [0, 'header-removed'],
  alsoExpect: ({ server }) => expect(server.mailboxes.messages(ADDRESS)).toEqual([]),
}))

const answer = (subject: string, more: readonly string[], body: string) =>
  [
    `From: ${ADDRESS}`,
    `To: ${ADDRESS}`,
    `Subject: ${subject}`,
    'Message-ID: <answer@example.test>',
    ...more,
    '',
    body,
    '',
  ].join('\r\n')

const ANSWERS: [what: string, carries: (message: string) => string][] = [
  [
    'a report of Exchange, its subject before ours, took the place of the message (scoutmagic 343)',
    (message) =>
      answer(
        `Undeliverable: ${unfolded(valueOf(message, 'Subject'))}`,
        [
          'Auto-Submitted: auto-replied',
          `In-Reply-To: ${valueOf(message, 'Message-ID')}`,
          'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        ],
        `--b\r\n\r\n${bodyOf(message)}\r\n--b--`,
      ),
  ],
  [
    'a report of hMailServer, with References to ours (hmailserver 535)',
    (message) =>
      answer(
        'Message undeliverable',
        [
          'Return-Path: <>',
          `In-Reply-To: ${valueOf(message, 'Message-ID')}`,
          `References: ${valueOf(message, 'Message-ID')}`,
        ],
        `Your message did not reach some or all of the intended recipients.\r\n\r\n${message}`,
      ),
  ],
  [
    'an out-of-office reply that names no machine as its author (fixmystreet 2336)',
    (message) =>
      answer(
        `Automatic reply: ${unfolded(valueOf(message, 'Subject'))}`,
        [`References: ${valueOf(message, 'Message-ID')}`],
        bodyOf(message),
      ),
  ],
]

/** What quotes our message is not ours. */
export const ANSWERED: Row[] = ANSWERS.map(([what, carries]): Row => ({
  title: `${what}: it is let be`,
  smtp: {},
  carries,
  ends: LOST,
  alsoExpect: ({ server }) => expect(server.mailboxes.messages(ADDRESS)).toHaveLength(1),
}))
