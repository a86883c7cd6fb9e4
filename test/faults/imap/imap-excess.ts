import { replying } from '../../support/servers/imap/imap-acts.ts'
import type { ImapAct } from '../../support/servers/imap/imap-play.ts'
import {
  type ServerAct,
  closing,
  dripping,
  flooding,
  resetting,
  saying,
  silent,
} from '../../support/servers/server-acts.ts'
import type { MailboxPhase } from '../../../shared/core/time/phases.ts'
import type { Row } from '../row.ts'
import { WAITED, at, holding, where } from './imap-plays.ts'

type Phase = `mailbox.${MailboxPhase}`
const MB = 1024 * 1024
const FULL = { health: holding(2) }
const headers = where('UID FETCH', /BODY/)

const BEGUN: [response: string, phase: Phase, begun: string, play: (act: ImapAct) => Row['imap']][] = [
  ['CAPABILITY', 'mailbox.greeting', '* CAPABILITY IMAP4rev1 AU', at('CAPABILITY')],
  ['SELECT', 'mailbox.search', '* 3 EXISTS\r\n* OK [UIDVALIDITY 1', at('SELECT')],
  ['FETCH', 'mailbox.search', '* 1 FETCH (UID 1)\r\n* 2 FETCH (UI', at('FETCH')],
  ['UID FETCH', 'mailbox.retrieve', '* 1 FETCH (UID 1 BODY[HEADER] {400}\r\nFrom: some', headers],
]

const AMID: [words: string, act: ServerAct, status: 'lost' | 'late'][] = [
  ['closes the connection', closing, 'lost'],
  ['resets the connection', resetting, 'lost'],
  ['falls silent', silent, 'late'],
  ['drips', dripping('x'), 'late'],
]

/** The ends of a connection inside a response. */
export const IMAP_AMID_A_RESPONSE: Row[] = BEGUN.flatMap(([response, phase, begun, play]) =>
  AMID.map(([words, act, status]): Row => ({
    title: `the IMAP server ${words} inside its answer to ${response}`,
    imap: play(saying(begun, act)) ?? {},
    ...FULL,
    ends:
      status === 'lost'
        ? [6, 'mailbox-connection-lost', phase, 'The mailbox server or a firewall in between closed']
        : [2, 'deadline-passed', phase, `The server stopped answering at ${phase}`],
    ...(status === 'lost' && response !== 'CAPABILITY' && { warnings: WAITED }),
  })),
)

/** More than anybody should read. */
export const IMAP_WITHOUT_END: Row[] = [
  ...(
    [
      [
        'a line of 10 MB in answer to SELECT',
        at('SELECT')(replying(`* OK ${'x'.repeat(10 * MB)}`)),
        'mailbox.search',
      ],
      [
        'a line that never ends in answer to CAPABILITY',
        at('CAPABILITY')(flooding('* CAPABILITY ', 'X-A '.repeat(5000))),
        'mailbox.greeting',
      ],
    ] as const
  ).map(([what, imap, phase]): Row => ({
    title: `the IMAP server sends ${what}`,
    imap,
    smtp: {},
    ends: [3, 'mailbox-protocol-error', phase, 'The answer is not that of a working IMAP server:'],
  })),
  {
    title: 'the IMAP server sends a folder whose name is 1 GB',
    imap: at('LIST')(replying('* LIST () "/" {1073741824}')),
    smtp: {},
    carries: () => undefined,
    ends: [2, 'message-not-delivered', undefined, 'The SMTP server accepted the message'],
    warnings: ['junk-not-looked-into'],
  },
  ...(
    [
      ['a header announced as 1 GB', replying('* 1 FETCH (UID 1 BODY[HEADER] {1073741824}')],
      [
        'a header that never ends',
        flooding('* 1 FETCH (UID 1 BODY[HEADER] {9000000}\r\n', 'A: b\r\n'.repeat(1000)),
      ],
    ] as const
  ).map(([what, act]): Row => ({
    title: `the IMAP server sends ${what} in answer to every UID FETCH`,
    imap: headers(act),
    ...FULL,
    ends: [3, 'mailbox-command-refused', 'mailbox.retrieve', ''],
    detail: 'UID FETCH: a literal of more than 8388608 octets',
    // Of several that were asked for together it is not known which it was.
    warnings: ['mailbox-waited-for'],
  })),
  {
    title: 'the IMAP server tells of messages without end in answer to FETCH',
    imap: at('FETCH')(flooding('', `* 1 FETCH (X "${'x'.repeat(60_000)}")\r\n`)),
    ...FULL,
    ends: [3, 'mailbox-protocol-error', 'mailbox.search', 'The answer is not that of a working IMAP server:'],
    detail: 'FETCH: an answer of more than 16777216 octets',
  },
]

/** Once our message is seen, nothing that goes wrong changes the verdict. */
const ENDINGS: [words: string, act: ImapAct | string][] = [
  ['is refused', '$ NO not today'],
  ['is not understood', '$ BAD what?'],
  ['is not answered', silent],
  ['is answered octet by octet', dripping('* OK well')],
  ['is answered by the end of the connection', closing],
  ['is answered by a reset', resetting],
  ['is answered in HTTP', saying('HTTP/1.1 400 Bad Request\r\n')],
]

export const IMAP_AFTER_THE_MESSAGE_WAS_SEEN: Row[] = [
  ...(['UID STORE', 'UID EXPUNGE'] as const).flatMap((key) =>
    ENDINGS.map(([words, act]): Row => ({
      title: `the message is seen over IMAP, and ${key} ${words}`,
      imap: { on: { [key]: act } },
      ends: [0, 'not-deleted'],
    })),
  ),
  ...ENDINGS.map(([words, act]): Row => ({
    title: `the message is seen over IMAP, and LOGOUT ${words}`,
    imap: { on: { LOGOUT: act } },
    ends: [0],
  })),
]
