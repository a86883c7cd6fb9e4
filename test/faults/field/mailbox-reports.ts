import { expect } from 'vitest'

import { type Message, type Play, multiLine } from '../../support/servers/pop3-play.ts'
import type { ScriptedConnection } from '../../support/servers/scripted-server.ts'
import { type ServerAct, closing, inTurn, resetting, saying } from '../../support/servers/server-acts.ts'
import { messagesOf } from '../enact.ts'
import type { Listener, Row } from '../row.ts'
import { advising, holding, refusingTheFirst, topOf } from './plays.ts'

const WAITED = ['mailbox-waited-for'] as const

const REFUSALS: [server: string, answer: string][] = [
  ['Dovecot', "-ERR There's no message 1."],
  ['Dovecot (alaveteli 5697)', '-ERR Message 1 expunged.'],
  ['Courier', "-ERR Can't open the message file - it's gone!"],
  ['Cyrus', '-ERR [SYS/PERM] Could not read message file'],
  ['NetMail', '-ERR [SYS/PERM] Message does not exist'],
  ['NetEase (zmail 22)', "-ERR Can't get the letter xtbBLQwAABrqlERZ8pmJc6[301], try again later"],
  ['NetEase (MailKit 1320)', '-ERR Download exceed. msg=183'],
  ['Exchange Online (email-oauth2-proxy 379)', '-ERR Server Unavailable. 21'],
]

/** One message cannot be shown. */
export const MESSAGES_REFUSED: Row[] = [
  ...REFUSALS.map(([server, answer]): Row => ({
    title: `a message of somebody else's is refused for ever, as by ${server}: ${answer}`,
    health: holding(1),
    mailbox: refusingTheFirst(answer),
    ends: [0],
  })),
  {
    title: 'our own message is refused for ever (zmail 106)',
    mailbox: { on: { TOP: '-ERR Message can not load', RETR: '-ERR Message can not load' } },
    ends: [3, 'mailbox-command-refused', 'mailbox.retrieve', ''],
    detail: 'Message can not load',
  },
]

/** The server sends LF where CRLF is due, but for the first line of a reply. */
const BARE_LF: Play['send'] = (connection: ScriptedConnection, bytes: Buffer) => {
  const [status = '', ...lines] = bytes.toString('latin1').split('\r\n')
  connection.write(Buffer.from(`${status}\r\n${lines.join('\n')}`, 'latin1'))
  return Promise.resolve()
}

/** Each line end goes in a packet of its own. */
const IN_PIECES: Play['send'] = async (connection: ScriptedConnection, bytes: Buffer) => {
  for (const piece of bytes.toString('latin1').split(/(\r\n)/)) {
    connection.write(Buffer.from(piece, 'latin1'))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const LARGE = `${'x'.repeat(70)}\r\n`.repeat(6000)
const FORGERY = 'a\n.\r\n-ERR forged\r\nb\n.\nmore\r\n'

/** TOP shows more than it was asked for, or otherwise. */
export const MESSAGES_SHOWN_OTHERWISE: Row[] = [
  {
    title: 'TOP n 0 answers the whole message, one of 430 KB among them, as Stalwart did (stalwart 3165)',
    health: holding(1),
    mailbox: (server) => ({
      on: { TOP: topOf(server, (number) => (number === 1 ? LARGE : 'The body.\r\n')) },
    }),
    ends: [0],
  },
  {
    title: 'TOP n 0 answers whole messages, and LIST counts a single octet for each',
    health: holding(1),
    mailbox: (server) => ({
      messages: () => messagesOf(server).map((message) => ({ ...message, octets: 1 })),
      on: { TOP: topOf(server, () => LARGE) },
    }),
    ends: [0],
  },
  {
    title: 'lines end in LF, the last one too, as at mailtrap.io (zetacomponents/Mail 40)',
    health: holding(2),
    mailbox: { send: BARE_LF },
    ends: [0],
    alsoExpect: ({ probed }) => expect(probed.roundTripMs).toBeLessThan(1500),
  },
  {
    title: 'a body holds a lone dot between bare line ends, and what would be a refusal (greenmail 1049)',
    health: holding(1),
    mailbox: (server) => ({ on: { TOP: topOf(server, (number) => (number === 1 ? FORGERY : '')) } }),
    ends: [0],
  },
  {
    title: 'every line end comes in a packet of its own (node-pop3 27)',
    health: holding(1),
    mailbox: { send: IN_PIECES },
    ends: [0],
  },
]

/** The mailbox in another order than that of arrival. */
const inOrder =
  (order: (messages: Message[]) => Message[]): Listener<Play> =>
  (server) => ({ messages: () => order(messagesOf(server)) })

const shuffled = (messages: Message[]) =>
  messages
    .map((message, index) => ({ message, at: (index * 7919) % 211 }))
    .sort((a, b) => a.at - b.at)
    .map(({ message }) => message)

const soon: Row['alsoExpect'] = ({ probed }) => expect(probed.roundTripMs).toBeLessThan(900)

/** What stands where in a listing. */
export const LISTINGS: Row[] = [
  {
    title: 'message 1 of 200 is the newest, as Exchange can be told (MessageRetrievalSortOrder Descending)',
    health: holding(200),
    mailbox: inOrder((messages) => messages.reverse()),
    ends: [0],
    alsoExpect: soon,
  },
  {
    title: 'message 1 of 2,000 is the newest',
    health: holding(2000),
    mailbox: inOrder((messages) => messages.reverse()),
    ends: [0],
    alsoExpect: ({ probed }) => expect(probed.roundTripMs).toBeLessThan(2000),
  },
  {
    title: 'messages are numbered in no order at all, as by Proton Bridge (proton-bridge 114)',
    health: holding(200),
    mailbox: inOrder(shuffled),
    ends: [0],
    alsoExpect: soon,
  },
  ...[
    '-ERR no messages',
    '-ERR No messages, no list, no status',
    '-ERR There are no messages in your mailbox',
  ].map((answer): Row => ({
    title: `the mailbox is empty, which UIDL and LIST refuse: ${answer}`,
    mailbox: (server) => {
      const unlessEmpty =
        (value: (message: Message) => string): ServerAct =>
        (connection) => {
          const lines = messagesOf(server).map((message, index) => `${index + 1} ${value(message)}`)
          connection.write(lines.length > 0 ? multiLine('+OK', `${lines.join('\r\n')}\r\n`) : `${answer}\r\n`)
        }
      return {
        on: {
          STAT: (connection) => connection.write(`+OK ${messagesOf(server).length} 0\r\n`),
          UIDL: unlessEmpty(({ uid }) => uid),
          LIST: unlessEmpty(({ octets }) => String(octets)),
        },
      }
    },
    ends: [0],
  })),
]

/** The server hangs up where no verdict can be read from it. */
export const SESSIONS_ENDED: Row[] = [
  {
    title: 'the server closes one connection before a greeting, as Courier does over its limit',
    mailbox: { on: { '': inTurn(closing, '+OK ready') } },
    plan: { deadlineMs: 4000 },
    ends: [0, ...WAITED],
  },
  {
    title: 'the server cuts one connection before a greeting, as OVH does where logins come too often',
    mailbox: { on: { '': inTurn(resetting, '+OK ready') } },
    plan: { deadlineMs: 4000 },
    ends: [0, ...WAITED],
  },
  {
    title: 'the server closes every connection before a greeting',
    mailbox: { on: { '': closing } },
    ends: [6, 'mailbox-connection-lost', 'mailbox.greeting', ''],
    warnings: WAITED,
    alsoExpect: (seen) => {
      expect(seen.mailbox?.connections).toBeGreaterThan(1)
      advising(/limit/)(seen)
    },
  },
  {
    title: 'the server has no room for one more connection, as Cyrus says it',
    mailbox: { on: { '': saying('-ERR Too many open connections (5 of 5)\r\n', closing) } },
    ends: [2, 'mailbox-unavailable', 'mailbox.greeting', 'The server allows no more sessions'],
  },
  {
    title: 'the server ends one session while it is looked through, since the mailbox changed',
    health: holding(1),
    mailbox: (server) => {
      const show = topOf(server)
      return { on: { TOP: inTurn(closing, show) } }
    },
    plan: { deadlineMs: 4000 },
    ends: [0, ...WAITED],
  },
  {
    title: 'the server ends every session while it is looked through (hmailserver 6)',
    health: holding(1),
    mailbox: { on: { TOP: closing } },
    ends: [6, 'mailbox-connection-lost', 'mailbox.retrieve', ''],
    warnings: WAITED,
    alsoExpect: ({ mailbox }) => expect(mailbox?.connections).toBe(2),
  },
]
