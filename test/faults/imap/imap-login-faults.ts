import { expect } from 'vitest'

import { atFirst } from '../../support/servers/imap/imap-acts.ts'
import type { ImapAct } from '../../support/servers/imap/imap-play.ts'
import { closing, saying, silent, waiting } from '../../support/servers/server-acts.ts'
import { PASSWORD, USERID } from '../../support/worlds/full-probe.ts'
import type { Ending, Row } from '../row.ts'
import { LOGIN, WAITED } from './imap-plays.ts'

const REQUIRED = { mailbox: { tls: { mode: 'required' } } } as const
const noImap = (advice: string): Ending => [3, 'mailbox-protocol-error', 'mailbox.greeting', advice]
const WRONG: Ending = [2, 'mailbox-login-refused', 'mailbox.auth', 'User name or password is wrong']
const said =
  (words: string): ImapAct =>
  (connection, line) =>
    connection.write(`${line.split(' ', 1)[0] ?? ''} ${words}\r\n`)

/** What stands on the port, and its first line. */
export const IMAP_BEFORE_THE_LOGIN: Row[] = [
  {
    title: 'a POP3 server on the IMAP port',
    imap: { on: { '': saying('+OK POP3 ready\r\n') } },
    ends: noImap('A POP3 server answered'),
  },
  {
    title: 'an SMTP server on the IMAP port',
    imap: { on: { '': saying('220 mail.example.test ESMTP\r\n') } },
    ends: noImap('An SMTP server answered'),
  },
  {
    title: 'a web server on the IMAP port waits for a request and gives up',
    imap: { on: { '': waiting(300, saying('HTTP/1.1 408 Request Timeout\r\n\r\n', closing)) } },
    ends: noImap('Something that speaks HTTP answered'),
  },
  {
    title: 'the IMAP server never greets, and its share of the time is over',
    imap: { on: { '': silent } },
    plan: { network: { greetingMs: 600 } },
    ends: [6, 'mailbox-no-greeting', 'mailbox.greeting', 'The port is open but sends nothing'],
  },
  {
    title: 'the IMAP server has no room for one more connection, and hangs up',
    imap: { on: { '': saying('* BYE [LIMIT] Too many connections from your IP\r\n', closing) } },
    ends: [2, 'mailbox-unavailable', 'mailbox.greeting', 'The server allows no more sessions'],
  },
  {
    title: 'the IMAP server takes us for logged in already',
    imap: { isPreauthenticated: true },
    ends: [0],
    alsoExpect: ({ toMailbox }) => expect(toMailbox.join(' ')).not.toMatch(/LOGIN|AUTHENTICATE/),
  },
  {
    title: 'the IMAP server takes us for logged in already, where TLS is required',
    imap: { isPreauthenticated: true },
    plan: REQUIRED,
    ends: [
      3,
      'starttls-not-offered',
      'mailbox.tls',
      'TLS is required by the definition, but the mailbox server',
    ],
  },
]

/** What can stand against a login. */
export const IMAP_LOGIN: Row[] = [
  ...[
    '$ NO [AUTHENTICATIONFAILED] Authentication failed.',
    '$ NO LOGIN failed',
    '$ NO',
    '$ BAD [PARSE] Please specify user/password',
  ].map((answer): Row => ({
    title: `the IMAP server refuses the login with ${answer}`,
    imap: { ...LOGIN, on: { LOGIN: answer } },
    ends: WRONG,
  })),
  {
    title: 'the IMAP server says that the password is wrong, as it does of any other',
    imap: { login: { userid: USERID, password: 'another' } },
    ends: WRONG,
    detail: '[AUTHENTICATIONFAILED] Authentication failed.',
  },
  {
    title: 'the IMAP server takes no login in the clear, and has no TLS',
    imap: { capabilities: ['IMAP4rev1', 'LOGINDISABLED'] },
    ends: [3, 'mailbox-auth-not-offered', 'mailbox.auth', ''],
  },
  {
    title: 'the IMAP server has passing trouble once',
    imap: { on: { AUTHENTICATE: atFirst(said('NO [UNAVAILABLE] Temporary authentication failure.')) } },
    plan: { deadlineMs: 4000 },
    ends: [0, ...WAITED],
  },
  {
    title: 'the IMAP server has passing trouble for ever',
    imap: { on: { AUTHENTICATE: '$ NO [UNAVAILABLE] Temporary authentication failure.' } },
    ends: [2, 'mailbox-unavailable', 'mailbox.auth', 'The server answers, but cannot serve this mailbox'],
    warnings: WAITED,
  },
  {
    title: 'the mailbox is in use for a while',
    imap: { on: { SELECT: atFirst(said('NO [INUSE] Mailbox in use')) } },
    plan: { deadlineMs: 4000 },
    ends: [0, ...WAITED],
  },
  {
    title: 'the mailbox has no such folder',
    imap: {},
    plan: { mailbox: { folder: 'Monitoring' } },
    ends: [
      3,
      'mailbox-folder-not-found',
      'mailbox.search',
      'The login succeeded, but the mailbox has no folder',
    ],
    detail: '[NONEXISTENT] no such folder',
  },
  {
    title: 'a login of quotes, backslashes and letters beyond ASCII, by LOGIN',
    imap: { ...LOGIN, login: { userid: 'DOMAIN\\"prøbe"', password: 'pä"ss\\ wörd € 密' } },
    plan: { userid: 'DOMAIN\\"prøbe"', password: 'pä"ss\\ wörd € 密' },
    ends: [0],
  },
  {
    title: 'a login of quotes and backslashes, by LOGIN',
    imap: { ...LOGIN, login: { userid: 'DOMAIN\\"probe"', password: ' a "quoted\\" {3} 100% ' } },
    plan: { userid: 'DOMAIN\\"probe"', password: ' a "quoted\\" {3} 100% ' },
    ends: [0],
  },
  ...[
    ['as it is', PASSWORD],
    ['in quotes', `"${PASSWORD}"`],
    ['in base64', Buffer.from(PASSWORD).toString('base64')],
    ['as the whole of AUTHENTICATE PLAIN', Buffer.from(`\0${USERID}\0${PASSWORD}`).toString('base64')],
    ['backwards', Array.from(PASSWORD).reverse().join('')],
  ].flatMap(([how = '', text = '']): Row[] => [
    {
      title: `the IMAP server quotes the password ${how}`,
      imap: { on: { AUTHENTICATE: `$ NO [AUTHENTICATIONFAILED] no such password: ${text}` } },
      ends: WRONG,
      detail: /<secret>/,
    },
    {
      title: `the IMAP server quotes the password ${how}, at SELECT`,
      imap: { on: { SELECT: `$ NO [SERVERBUG] ${text}` } },
      ends: [2, 'mailbox-unavailable', 'mailbox.search', ''],
      detail: /<secret>/,
    },
  ]),
]
