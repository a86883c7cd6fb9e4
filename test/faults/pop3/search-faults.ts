import { expect } from 'vitest'

import type { DemoMailServer } from '../../../local/demo-mail/demo-mail-server.ts'
import { ADDRESS } from '../../support/worlds/full-probe.ts'
import type { Message, Play } from '../../support/servers/pop3-play.ts'
import { saying } from '../../support/servers/server-acts.ts'
import { messagesOf } from '../enact.ts'
import type { Listener, Row } from '../row.ts'

const MB = 1024 * 1024
const REFUSED = 'The login succeeded, but the server refused to'

/** What the mailbox holds before the run, oldest first. */
const holding =
  (count: number, octets = 0) =>
  ({ mailboxes }: DemoMailServer) => {
    for (let n = 0; n < count; n += 1) {
      mailboxes.deliver(ADDRESS, Buffer.from(`Subject: old ${n}\r\n\r\n${'x'.repeat(octets)}\r\n`))
    }
  }

/** A server that gives the messages of the good one unique ids of its own. */
const withUids =
  (uidOf: (index: number, connection: number) => string): Listener<Play> =>
  ({ mailboxes }) => {
    let connections = 0
    return {
      messages: () => {
        connections += 1
        return mailboxes.messages(ADDRESS).map(({ raw }, index): Message => ({
          uid: uidOf(index, connections),
          header: `${raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? ''}\r\n`,
          octets: raw.length,
        }))
      },
    }
  }

const OLD = '+OK\r\nSubject: old\r\n\r\n.\r\n'

/** The first messages of the mailbox are listed, and refused in these words. */
const refusing =
  (count: number, answer: string): Listener<Play> =>
  (server) => ({
    on: {
      TOP: (connection, line) => {
        const number = Number(line.split(' ')[1])
        const { header } = messagesOf(server)[number - 1] ?? { header: '' }
        connection.write(number > count ? `+OK\r\n${header}\r\n.\r\n` : `${answer}\r\n`)
      },
    },
  })

const retrieved = (said: readonly string[]) => said.filter((line) => line.startsWith('RETR'))

/** POP3 is a small protocol, and much of it optional. */
export const COMMANDS_NOT_SUPPORTED: Row[] = [
  { title: 'the mailbox server knows no CAPA', mailbox: { on: { CAPA: '-ERR what?' } }, ends: [0] },
  { title: 'the mailbox server knows no UIDL', mailbox: { on: { UIDL: '-ERR what?' } }, ends: [0] },
  { title: 'the mailbox server knows no LIST', mailbox: { on: { LIST: '-ERR what?' } }, ends: [0] },
  {
    title: 'the mailbox server knows neither UIDL nor LIST',
    mailbox: { on: { UIDL: '-ERR what?', LIST: '-ERR what?' } },
    ends: [3, 'mailbox-command-refused', 'mailbox.search', REFUSED],
  },
  {
    title: 'the mailbox server knows no TOP, and CAPA none: only small messages are read whole',
    health: holding(1, MB),
    mailbox: { capabilities: ['UIDL', 'USER'], on: { TOP: '-ERR what?' } },
    retrieves: true,
    ends: [0],
    alsoExpect: ({ toMailbox }) => expect(retrieved(toMailbox)).toEqual(['RETR 2']),
  },
  {
    title: 'the mailbox server knows no TOP, as two refusals say',
    health: holding(1, MB),
    mailbox: { on: { TOP: '-ERR unknown command' } },
    retrieves: true,
    ends: [0],
    alsoExpect: ({ toMailbox }) => expect(retrieved(toMailbox)).toEqual(['RETR 2']),
  },
  {
    title: 'the mailbox server knows no TOP, and the mailbox holds our message alone',
    mailbox: { on: { CAPA: '-ERR what?', TOP: '-ERR unknown command' } },
    retrieves: true,
    ends: [0],
  },
  {
    title: 'the mailbox server knows neither TOP nor the sizes of messages',
    health: holding(1),
    mailbox: { on: { TOP: '-ERR unknown command', LIST: '-ERR what?' } },
    ends: [3, 'mailbox-command-refused', 'mailbox.retrieve', REFUSED],
  },
  {
    title: 'the mailbox server has listed a message that it cannot read: it is passed over',
    health: holding(1),
    mailbox: refusing(1, '-ERR [SYS/PERM] broken'),
    ends: [0],
  },
  {
    title: 'the mailbox server lists 20 messages that it does not know, and no other command is tried',
    health: holding(30),
    mailbox: refusing(20, '-ERR Unknown message'),
    ends: [0],
  },
  {
    title: 'the mailbox server cannot read a message, and ours never comes',
    health: (server) => {
      holding(1)(server)
      server.faults.lose()
    },
    mailbox: refusing(1, '-ERR Message 1 expunged.'),
    ends: [2, 'message-not-delivered', undefined, 'The SMTP server accepted the message, but it'],
  },
  {
    title: 'the mailbox server shows all messages but ours',
    health: holding(1),
    mailbox: ({ mailboxes }) => ({
      on: {
        TOP: (connection, line) => {
          const number = Number(line.split(' ')[1])
          connection.write(
            number < mailboxes.messages(ADDRESS).length ? OLD : '-ERR Message can not load\r\n',
          )
        },
      },
    }),
    ends: [3, 'mailbox-command-refused', 'mailbox.retrieve', REFUSED],
    detail: 'Message can not load',
  },
  {
    title: 'the mailbox server answers UIDL and what was not yet said',
    mailbox: { on: { UIDL: saying('+OK\r\n.\r\n+OK\r\n.\r\n') } },
    ends: [3, 'mailbox-protocol-error', 'mailbox.search', 'The answer is not that of a working POP3'],
  },
]

/** Unique ids that are none, and mailboxes that hold more than this test. */
export const OTHER_MESSAGES: Row[] = [
  {
    title: 'all messages have the same unique id',
    health: holding(5),
    mailbox: withUids(() => 'same'),
    ends: [0],
  },
  {
    title: 'the unique id of an old message is given to ours',
    health: holding(1),
    mailbox: ({ mailboxes }) => {
      const [old] = mailboxes.messages(ADDRESS)
      const ours = (): Message[] =>
        mailboxes.messages(ADDRESS).map(({ raw }) => ({
          uid: 'first',
          header: `${raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? ''}\r\n`,
          octets: raw.length,
        }))
      // The old message is gone as soon as ours is there.
      return { messages: () => (ours().length > 1 ? ours().slice(1) : ours().filter(() => old)) }
    },
    ends: [0],
  },
  {
    title: 'every login finds other unique ids',
    health: holding(60),
    mailbox: withUids((index, connection) => `${connection}.${index}`),
    ends: [0],
  },
  {
    title: 'unique ids are longer than they may be, or hold blanks and control characters',
    health: holding(3),
    mailbox: withUids((index) => ['x'.repeat(71), 'a b', 'c\x07d', 'ünï'][index % 4] ?? ''),
    ends: [0],
  },
  {
    title: 'the mailbox holds 5,000 old messages: none is downloaded',
    health: holding(5000),
    plan: { deadlineMs: 5000 },
    ends: [0],
    alsoExpect: ({ server }) => expect(server.mailboxes.messages(ADDRESS)).toHaveLength(5000),
  },
  {
    title: 'the mailbox holds a message of 20 MB: it is not downloaded',
    health: holding(1, 20 * MB),
    ends: [0],
    alsoExpect: ({ probed, server }) => {
      expect(server.mailboxes.messages(ADDRESS)).toHaveLength(1)
      const octets = probed.log.flatMap(({ text }) => /^\[\d+ lines, (\d+) octets\]$/.exec(text)?.[1] ?? [])
      expect(Math.max(...octets.map(Number))).toBeLessThan(5000)
    },
  },
]
