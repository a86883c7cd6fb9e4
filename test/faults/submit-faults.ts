import { expect } from 'vitest'

import { closing, inTurn, saying, silent } from '../support/servers/server-acts.ts'
import type { Row } from './row.ts'

const asItIs = (message: string) => message
/** What was refused is not in the mailbox. */
function allButTheFirst() {
  let messages = 0
  return (message: string) => (++messages > 1 ? message : undefined)
}
const WAITED = ['refusal-waited-out'] as const

/** What an SMTP server can have against sender, recipient and message. */
export const REFUSED_MAIL: Row[] = [
  {
    title: 'the SMTP server refuses the sender',
    smtp: { on: { MAIL: '550 5.7.1 not from you' } },
    ends: [3, 'sender-rejected', 'smtp.submit', 'The server accepts no mail from this sender'],
    detail: '550 5.7.1 not from you',
  },
  {
    title: 'the SMTP server refuses the recipient',
    smtp: { on: { RCPT: '550 5.1.1 no such user' } },
    ends: [3, 'recipient-rejected', 'smtp.submit', 'The test address does not exist on that server'],
  },
  {
    title: 'the SMTP server refuses the recipient in many lines',
    smtp: { on: { RCPT: '550-5.1.1 no such user\r\n550 5.1.1 ask your postmaster' } },
    ends: [3, 'recipient-rejected', 'smtp.submit', 'The test address does not exist on that server'],
    detail: '550 5.1.1 no such user ask your postmaster',
  },
  {
    title: 'the SMTP server does not relay',
    smtp: { on: { RCPT: '554 5.7.1 Relay access denied' } },
    ends: [3, 'recipient-rejected', 'smtp.submit', "The server does not deliver the test address's domain"],
  },
  {
    title: 'the SMTP server has the probe on a block list',
    smtp: { on: { RCPT: '554 5.7.1 blocked using bl.example.test' } },
    ends: [3, 'recipient-rejected', 'smtp.submit', 'The server blocks the address that the probe sends from'],
  },
  {
    title: 'the mailbox is over quota at RCPT',
    smtp: { on: { RCPT: '552 5.2.2 mailbox full' } },
    ends: [3, 'recipient-rejected', 'smtp.submit', 'The mailbox of the test address, or the disk'],
  },
  {
    title: 'the SMTP server refuses the message',
    smtp: { on: { '.': '552 5.3.4 message too big' } },
    ends: [3, 'message-rejected', 'smtp.submit', 'The server read the message and refused it'],
  },
  {
    title: 'the SMTP server takes no message at all',
    smtp: { on: { DATA: '554 5.5.1 no valid recipients' } },
    ends: [3, 'smtp-protocol-error', 'smtp.submit', 'The answer is not that of a working SMTP server:'],
  },
  {
    title: 'the SMTP server refuses the message while it is still being sent, and hangs up',
    smtp: { on: { DATA: saying('354 go on\r\n554 5.7.1 enough\r\n', closing) } },
    ends: [3, 'message-rejected', 'smtp.submit', 'The server read the message and refused it'],
  },
  {
    title: 'the SMTP server quotes control characters and more words than anybody reads',
    smtp: { on: { RCPT: `550 \x1b[2J${'x'.repeat(3000)}` } },
    ends: [3, 'recipient-rejected', 'smtp.submit', 'The test address does not exist on that server'],
    detail: /^550 \\x1b\[2Jx{200,}…$/,
    alsoExpect: ({ probed }) => expect(probed.detail?.length).toBeLessThanOrEqual(300),
  },
]

/** What passes, or might. */
export const DEFERRED_MAIL: Row[] = [
  {
    title: 'the SMTP server greylists the recipient once, with 450',
    smtp: { on: { RCPT: inTurn('450 4.2.0 Greylisted, try later', '250 ok') } },
    carries: asItIs,
    plan: { deadlineMs: 4000 },
    ends: [0, ...WAITED],
    alsoExpect: ({ probed, smtp }) => {
      expect(probed.waitedOutMs).toBeGreaterThan(900)
      expect(probed.roundTripMs).toBeLessThan(900)
      expect(smtp?.connections).toBe(2)
    },
  },
  {
    title: 'the SMTP server defers the message once, after the dot',
    smtp: { on: { '.': inTurn('451 4.3.0 try later', saying('250 ok\r\n')) } },
    carries: allButTheFirst(),
    plan: { deadlineMs: 4000 },
    ends: [0, ...WAITED],
  },
  {
    title: 'the SMTP server greylists for ever',
    smtp: { on: { RCPT: '451 4.7.1 Greylisted' } },
    ends: [3, 'greylisted', 'smtp.submit', 'The server defers mail from unknown senders (greylisting)'],
    warnings: WAITED,
  },
  {
    title: 'the SMTP server greylists, and the deadline passes before it answers the next try',
    smtp: { on: { RCPT: inTurn('451 4.7.1 Greylisted', silent) } },
    ends: [3, 'greylisted', 'smtp.submit', 'The server defers mail from unknown senders (greylisting)'],
    warnings: WAITED,
  },
  {
    title: 'the SMTP server has no room for the recipient, for ever',
    smtp: { on: { RCPT: '452 4.2.2 mailbox full' } },
    ends: [3, 'recipient-deferred', 'smtp.submit', 'The mailbox of the test address, or the disk'],
    warnings: WAITED,
  },
  {
    title: 'the SMTP server has no room at all, for ever',
    smtp: { on: { MAIL: '452 4.3.1 Insufficient system storage' } },
    ends: [3, 'sender-deferred', 'smtp.submit', 'The mailbox of the test address, or the disk'],
    warnings: WAITED,
  },
  {
    title: 'the SMTP server defers the sender for ever',
    smtp: { on: { MAIL: '451 4.3.2 system busy' } },
    ends: [3, 'sender-deferred', 'smtp.submit', 'The server deferred mail from this sender (load'],
    warnings: WAITED,
  },
  {
    title: 'the domain of the sender does not resolve at the SMTP server',
    smtp: { on: { MAIL: '450 4.1.8 Sender address rejected: Domain not found' } },
    ends: [
      3,
      'sender-deferred',
      'smtp.submit',
      "The server finds no DNS records for the domain of the sender's",
    ],
    warnings: WAITED,
  },
  {
    title: 'the SMTP server wants a name for the address of the probe, and says so with 450 as Postfix does',
    smtp: { on: { RCPT: '450 4.7.1 Client host rejected: cannot find your hostname, [127.0.0.1]' } },
    ends: [
      3,
      'recipient-deferred',
      'smtp.submit',
      'The server rejects the name in EHLO, or the address of the probe',
    ],
    warnings: WAITED,
  },
  {
    title: 'the SMTP server defers the message for ever',
    smtp: { on: { '.': '452 4.3.0 content filter out of order' } },
    ends: [3, 'message-deferred', 'smtp.submit', 'The server read the message but deferred it (storage'],
    warnings: WAITED,
  },
]
