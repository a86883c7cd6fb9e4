import { inTurn } from '../../support/servers/server-acts.ts'
import type { Row } from '../row.ts'

const carries = (message: string) => message
const BLOCKED = '550 5.7.1 Access denied, your IP is on our blacklist'
const LOOKUP = '451 4.3.0 Temporary lookup failure'
const NO_MESSAGES = '-ERR There are no messages in this mailbox'

/** POP3 as small servers write it. */
export const ODD_POP3: Row[] = [
  {
    title: 'the POP3 server writes +ok in small letters',
    mailbox: { on: { '': '+ok ready', USER: '+ok', PASS: '+Ok in' } },
    ends: [0],
  },
  ...['-err', '-ERR:', '+err'].map((word): Row => ({
    title: `the POP3 server refuses a password with ${word}`,
    mailbox: { on: { PASS: `${word} bad password` } },
    ends: [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong'],
  })),
  {
    title: 'CAPA parts the mechanisms by commas, and names no USER',
    mailbox: { capabilities: ['TOP', 'UIDL', 'SASL PLAIN,LOGIN'] },
    ends: [0],
  },
  {
    title: 'a response code comes with its argument: [LOGIN-DELAY 1]',
    mailbox: { on: { PASS: inTurn('-ERR [LOGIN-DELAY 1] too soon', '+OK') } },
    ends: [0, 'mailbox-waited-for'],
  },
  {
    title: 'an empty mailbox is told in words, to UIDL and LIST, and STAT is unknown',
    mailbox: { messages: [], on: { UIDL: NO_MESSAGES, LIST: NO_MESSAGES, STAT: '-ERR what?' } },
    ends: [2, 'message-not-delivered', undefined, 'The SMTP server accepted the message'],
  },
]

/** What is said before the server knows whom it talks to. */
export const TURNED_AWAY: Row[] = [
  {
    title: 'the answer to EHLO is a passing trouble of the server, as by Postfix without its tables',
    smtp: { on: { EHLO: inTurn(LOOKUP, '250 ok'), HELO: LOOKUP } },
    carries,
    ends: [0, 'refusal-waited-out'],
  },
  {
    title: 'the greeting is a 4xx other than 421, once',
    smtp: { on: { '': inTurn('451 4.3.0 Temporary failure', '220 ok') } },
    carries,
    ends: [0, 'refusal-waited-out'],
  },
  {
    title: 'EHLO and HELO are refused to an address that is blocked',
    smtp: { on: { EHLO: BLOCKED, HELO: BLOCKED } },
    ends: [3, 'smtp-unavailable', 'smtp.greeting', 'The server blocks the address that the probe sends from'],
  },
  {
    title: 'EHLO is refused for its name, as by Sendmail, which calls it a domain',
    smtp: {
      on: { EHLO: '501 5.0.0 EHLO requires domain address', HELO: '501 5.0.0 HELO requires domain address' },
    },
    ends: [
      3,
      'client-name-refused',
      'smtp.greeting',
      'The server refuses the name that the probe sends in EHLO',
    ],
  },
  {
    title: 'a login is wanted in German, where one is offered',
    smtp: { extensions: ['AUTH PLAIN'], on: { MAIL: '550 Bitte authentifizieren Sie sich für den Versand' } },
    ends: [
      2,
      'smtp-auth-required',
      'smtp.submit',
      'The server accepts mail from this client only after a login',
    ],
  },
]
