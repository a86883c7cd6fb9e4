import { expect } from 'vitest'

import type { DemoMailServer } from '../../local/demo-mail/demo-mail-server.ts'
import { MAX_MESSAGE_OCTETS } from '../../shared/app/ports/mail.ts'
import { ADDRESS } from '../support/worlds/full-probe.ts'
import type { Message, Play } from '../support/servers/pop3-play.ts'
import { flooding } from '../support/servers/server-acts.ts'
import { messagesOf } from './enact.ts'
import type { Listener, Row, Witness } from './row.ts'

const LARGE = 'Subject: large\r\n\r\nbody\r\n'
const isLarge = ({ header }: Message) => header.startsWith('Subject: large')

const holding = (count: number) => (server: DemoMailServer) => {
  for (let n = 0; n < count; n += 1) server.mailboxes.deliver(ADDRESS, Buffer.from(LARGE))
}

/** Sends all of each large message, whatever is asked for; LIST says that one has so many octets. */
const sendingAll =
  (octets: number, on: Play['on'] = {}): Listener<Play> =>
  (server) => {
    const listed = () =>
      messagesOf(server).map((message) => (isLarge(message) ? { ...message, octets } : message))
    return {
      messages: listed,
      on: {
        ...on,
        TOP: (connection, line) => {
          const message = listed()[Number(line.split(' ')[1]) - 1]
          if (message && isLarge(message))
            return flooding(`+OK\r\n${message.header}\r\n`, `${'x'.repeat(998)}\r\n`.repeat(16))(
              connection,
              line,
            )
          connection.write(message ? `+OK\r\n${message.header}\r\n.\r\n` : '-ERR no such message\r\n')
          return undefined
        },
      },
    }
  }

/** Its size tells nothing: some servers estimate it. */
const ESTIMATED = 1500
const TRUE = 20 * 1024 * 1024

const cutOffs = ({ probed }: Witness) =>
  probed.log.filter(({ text }) => text === `given up: a body of more than ${MAX_MESSAGE_OCTETS} octets`)
    .length

const thenOneComes = (server: DemoMailServer) => {
  server.faults.lose()
  setTimeout(() => server.mailboxes.deliver(ADDRESS, Buffer.from(LARGE)), 400)
}

/** More of one message is sent than is read: that says nothing of the others. */
export const LARGE_MESSAGES: Row[] = [
  {
    title:
      'the mailbox server sends all of an old message of more than 8 MiB: ours is found, and it is cut off once',
    health: holding(1),
    mailbox: sendingAll(ESTIMATED),
    ends: [0],
    alsoExpect: (seen) => expect(cutOffs(seen)).toBe(1),
  },
  {
    title: 'the mailbox server sends all of what it lists as larger than 8 MiB: that is read last',
    health: holding(1),
    mailbox: sendingAll(TRUE),
    ends: [0],
    alsoExpect: (seen) => expect(cutOffs(seen)).toBeLessThanOrEqual(1),
  },
  {
    title: 'the mailbox server lists 30 messages larger than 8 MiB and sends all of each: one is asked for',
    health: holding(30),
    mailbox: sendingAll(TRUE),
    ends: [0],
    alsoExpect: (seen) => expect(cutOffs(seen)).toBe(1),
  },
  {
    title:
      'the mailbox server sends all of 30 messages larger than 8 MiB, and estimates sizes: ours comes first',
    health: holding(30),
    mailbox: sendingAll(ESTIMATED),
    ends: [0],
    alsoExpect: (seen) => expect(cutOffs(seen)).toBeLessThan(5),
  },
  {
    title: 'the mailbox server sends all of an old message of more than 8 MiB, and knows no UIDL',
    health: holding(1),
    mailbox: sendingAll(ESTIMATED, { UIDL: '-ERR what?' }),
    ends: [0],
  },
  {
    title: 'the mailbox server sends all of an old message of more than 8 MiB, and ours never comes',
    health: (server) => {
      holding(1)(server)
      server.faults.lose()
    },
    mailbox: sendingAll(ESTIMATED),
    ends: [2, 'message-not-delivered', undefined, 'The SMTP server accepted the message, but it'],
  },
  {
    title: 'the mailbox server sends all of a new message of more than 8 MiB, and ours never comes',
    health: thenOneComes,
    mailbox: sendingAll(ESTIMATED),
    ends: [
      3,
      'mailbox-command-refused',
      'mailbox.retrieve',
      'A message that came after the test message was sent is too large to read',
    ],
    detail: 'TOP: a body of more than 8388608 octets',
    alsoExpect: (seen) => expect(cutOffs(seen)).toBe(1),
  },
]
