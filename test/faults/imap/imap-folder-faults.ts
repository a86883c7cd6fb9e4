import { expect } from 'vitest'

import { USUAL_CAPABILITIES } from '../../support/servers/imap/imap-play.ts'
import { alsoSaying, atFirst, replying } from '../../support/servers/imap/imap-acts.ts'
import type { Row } from '../row.ts'
import { JUNK, holding, where } from './imap-plays.ts'

const IN_JUNK = { folders: JUNK, arrives: { folder: 'Junk' } } as const
const left =
  (name: string, count: number): NonNullable<Row['alsoExpect']> =>
  ({ folders }) =>
    expect(folders.find(name)?.messages).toHaveLength(count)
const without = (...names: string[]) => USUAL_CAPABILITIES.filter((name) => !names.includes(name))
const GMAIL = {
  '[Gmail]/All Mail': { attributes: ['\\All'], keepsAll: true },
  '[Gmail]/Trash': { attributes: ['\\Trash'] },
  '[Gmail]/Spam': { attributes: ['\\Junk'] },
}
const JUNKED = ['message-junked', 'mailbox.search', 'The message arrived in the junk folder'] as const

/** Where the message lies. */
export const IMAP_JUNK: Row[] = [
  {
    title: 'the message is put into the junk folder: a failure, and it is deleted there',
    imap: {},
    ...IN_JUNK,
    ends: [2, ...JUNKED],
    alsoExpect: left('Junk', 0),
  },
  {
    title: 'the message is put into the junk folder, among mail of others',
    imap: {},
    ...IN_JUNK,
    health: holding(3, 'Junk'),
    ends: [2, ...JUNKED],
    alsoExpect: left('Junk', 3),
  },
  {
    title: 'the message is put into the junk folder, which is good enough',
    imap: {},
    ...IN_JUNK,
    plan: { mailbox: { junk: 'ok' } },
    ends: [0, 'found-in-junk'],
    alsoExpect: left('Junk', 0),
  },
  {
    title: 'the message is put into the junk folder, where nobody looks',
    imap: {},
    ...IN_JUNK,
    plan: { mailbox: { junk: 'off' } },
    ends: [2, 'message-not-delivered', undefined, 'The SMTP server accepted the message'],
    alsoExpect: ({ toMailbox }) => expect(toMailbox.join(' ')).not.toMatch(/LIST|STATUS|Junk/),
  },
  ...['LIST', 'STATUS'].map((key): Row => ({
    title: `the junk folder cannot be looked into, since ${key} is refused, and the message does not come`,
    imap: { on: { [key]: '$ NO [NOPERM] not for you' } },
    folders: JUNK,
    smtp: {},
    carries: () => undefined,
    ends: [2, 'message-not-delivered', undefined, 'The SMTP server accepted the message'],
    warnings: ['junk-not-looked-into'],
  })),
  {
    title: 'one look is refused, since another program has deleted what it asked for',
    imap: where('UID FETCH', /FLAGS/)(atFirst(replying('$ NO some of them are gone'))),
    ends: [0],
  },
  {
    title: 'the message is where it should be, in a folder of its own',
    imap: {},
    folders: { 'INBOX/Überwachung': {}, 'INBOX/&ANw-berwachung': {} },
    arrives: { folder: 'INBOX/&ANw-berwachung' },
    plan: { mailbox: { folder: 'INBOX/Überwachung' } },
    ends: [0],
    alsoExpect: left('INBOX/&ANw-berwachung', 0),
  },
]

/** What a server deletes, and how. */
export const IMAP_DELETION: Row[] = [
  {
    title: 'the IMAP server has neither UIDPLUS nor MOVE, and others have flagged mail as deleted',
    imap: { capabilities: without('UIDPLUS', 'MOVE') },
    health: holding(3),
    ends: [0, 'not-deleted'],
    alsoExpect: left('INBOX', 4),
  },
  {
    title: 'the IMAP server has MOVE alone',
    imap: { capabilities: without('UIDPLUS') },
    folders: { Trash: { attributes: ['\\Trash'] } },
    health: holding(3),
    ends: [0],
    alsoExpect: left('INBOX', 3),
  },
  {
    title: 'what is expunged is only archived, as at Gmail',
    imap: { capabilities: [...USUAL_CAPABILITIES, 'X-GM-EXT-1'] },
    folders: GMAIL,
    health: holding(2),
    ends: [0],
    alsoExpect: (seen) => {
      left('[Gmail]/All Mail', 2)(seen)
      left('[Gmail]/Trash', 0)(seen)
    },
  },
  {
    title: 'the folder may only be read',
    imap: {},
    folders: { INBOX: { isReadOnly: true } },
    ends: [0, 'not-deleted'],
  },
]

/** What is odd and changes nothing. */
export const IMAP_ODD: Row[] = [
  { title: 'the IMAP server tells no UIDNEXT', imap: { quirks: { noUidNext: true } }, ends: [0] },
  { title: 'the IMAP server writes in small letters', imap: { quirks: { lowerCase: true } }, ends: [0] },
  { title: 'the IMAP server ends its lines in LF', imap: { quirks: { bareLf: true } }, ends: [0] },
  {
    title: 'the IMAP server shows items the other way round, and one that nobody asked for',
    imap: { quirks: { itemsReversed: true, extraItem: 'MODSEQ (12)' } },
    ends: [0],
  },
  {
    title: 'the IMAP server sounds an alert, and tells of messages that come and go meanwhile',
    imap: {
      on: {
        'UID FETCH': alsoSaying(
          '* OK [ALERT] Disk nearly full',
          '* 9 EXISTS',
          '* 9 EXPUNGE',
          '* 2 FETCH (FLAGS ())',
        ),
      },
    },
    health: holding(2),
    ends: [0],
  },
  {
    title: 'the IMAP server has no IDLE',
    imap: { capabilities: without('IDLE') },
    ends: [0],
    alsoExpect: ({ toMailbox }) => expect(toMailbox.join(' ')).not.toContain('IDLE'),
  },
  {
    title: 'the inbox holds 5,000 old messages: fifty are listed, none is downloaded',
    imap: {},
    health: holding(5000),
    ends: [0],
    alsoExpect: left('INBOX', 5000),
  },
]
