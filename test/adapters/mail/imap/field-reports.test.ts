import { expect, test } from 'vitest'

import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import { alsoSaying, replying } from '../../../support/servers/imap/imap-acts.ts'
import { imapFolders } from '../../../support/servers/imap/imap-folders.ts'
import { type ImapAct, type ImapPlay, USUAL_CAPABILITIES } from '../../../support/servers/imap/imap-play.ts'
import type { ImapServer } from '../../../support/servers/imap/imap-server.ts'
import { closing } from '../../../support/servers/server-acts.ts'
import { ASKED, BARE } from './imap-fault.ts'
import { OURS, type Visit, everything, visit } from './imap-visit.ts'

const HEADER = OURS.slice(0, OURS.indexOf('\r\n\r\n') + 4)
const literal = (octets: string, announced = octets.length) => `{${String(announced)}}\r\n${octets}`
const tagOf = (line: string) => line.split(' ', 1)[0] ?? ''
const holdOurs = (server: ImapServer) => void server.deliver(OURS)
const holdInSpam = (server: ImapServer) => void server.deliver(OURS, { folder: '[Gmail]/Spam' })

/** What the server of the report does; what comes of it where it is not that our message is seen and deleted. */
interface Report {
  title: string
  play: ImapPlay
  plan?: Visit
  evidence?: Partial<Evidence>
}

const listing = (...rows: string[]): ImapPlay => ({
  folders: imapFolders({ '[Gmail]/Spam': {}, Spam: {} }),
  on: { LIST: [...rows.map((row) => `* LIST ${row}`), '$ OK done'].join('\r\n') },
})
const inSpam: Visit = { settings: { junk: 'failed' }, holds: holdInSpam }

/** Each reply with what matches written otherwise. */
const rewriting =
  (pattern: RegExp, otherwise: string): NonNullable<ImapPlay['send']> =>
  (connection, bytes) => {
    const text = bytes.toString('latin1').replace(pattern, otherwise)
    connection.write(Buffer.from(text, 'latin1'))
    return Promise.resolve()
  }

/** Refuses to open anything until it knows who is asking (RFC 2971). */
function wantingId(): ImapPlay {
  let isKnown = false
  const open: ImapAct = (connection, line, usual) => {
    if (isKnown) return usual()
    connection.write(`${tagOf(line)} NO SELECT Unsafe Login. Please contact kefu@188.com for help\r\n`)
    return undefined
  }
  const id: ImapAct = (_connection, line, usual) => {
    isKnown = /ID \(.*"name"/i.test(line)
    return usual()
  }
  return { on: { SELECT: open, ID: id } }
}

const ODD_BUT_WELL: Report[] = [
  {
    title: 'the continuation is a bare plus (migadu, himalaya 625)',
    play: { capabilities: [...ASKED, 'UIDPLUS'], send: rewriting(/^\+ \r/gm, '+\r') },
  },
  {
    title: 'words in brackets at the end of the greeting are no code (Exchange, node-imap 523)',
    play: { on: { '': '* OK The Microsoft Exchange IMAP4 service is ready. [QgBZADIAUABSAA==]' } },
  },
  { title: 'a folder is not opened before ID was said (NetEase, himalaya 651)', play: wantingId() },
  {
    title:
      'SASL-IR is announced, and a response that comes with the command is refused (Coremail, himalaya 729)',
    play: {
      capabilities: [...USUAL_CAPABILITIES, 'X-CM-EXT-1'],
      on: {
        AUTHENTICATE: (connection, line, usual) => {
          if (!/PLAIN \S/.test(line)) return usual()
          connection.write(`${tagOf(line)} BAD Request not ending with \\r\\n\r\n`)
          return undefined
        },
      },
    },
  },
  {
    title: 'UIDVALIDITY is 0 (SmarterMail, MailKit 150)',
    play: { folders: imapFolders({ INBOX: { uidValidity: 0 } }) },
  },
  {
    title: 'UIDVALIDITY is not told (Xeams, nextcloud/mail 10199)',
    play: { quirks: { noUidValidity: true } },
  },
  { title: 'UIDNEXT is not told (node-imap 638)', play: { quirks: { noUidNext: true } } },
  {
    title: 'a code without words behind it (Gmail, imap-codec 300)',
    play: { on: { SELECT: alsoSaying('* OK [HIGHESTMODSEQ 13637]', '* OK [CLOSED]') } },
  },
  {
    title: 'a blank before the end of the list (QQ, jakartaee/mail-api 209)',
    play: { on: { FETCH: '* 1 FETCH (UID 1 RFC822.SIZE 65 FLAGS () )\r\n$ OK' } },
  },
  {
    title:
      'the list ends behind the header, and other items follow outside of it (Xeams, paperless-ngx 13412)',
    play: {
      on: {
        'UID FETCH': `* 1 FETCH (UID 1 BODY[HEADER] ${literal(HEADER)}) FLAGS (\\Seen) RFC822.SIZE 65)\r\n$ OK`,
      },
    },
  },
  {
    title: 'the header comes under the name it was asked for, which is none of an answer (Xeams)',
    play: { on: { 'UID FETCH': `* 1 FETCH (BODY.PEEK[HEADER] ${literal(HEADER)} UID 1)\r\n$ OK` } },
  },
  {
    title: 'a header says what a refusal would (GMX, omamail 74)',
    play: {},
    plan: { holds: (server) => void server.deliver(`A6 NO: x\r\nX-Spam-Flag: NO\r\n${OURS}`) },
  },
  {
    title: 'news of other messages comes among the answers (node-imap 464, MailKit 435)',
    play: { on: { 'UID FETCH': alsoSaying('* 350602 FETCH (UID 402782 MODSEQ (10000934) FLAGS (\\Seen))') } },
  },
  {
    title: 'messages are expunged by others while headers are read (Gmail, jakartaee/mail-api 150)',
    play: { on: { 'UID FETCH': alsoSaying('* 16 EXPUNGE', '* 15 FETCH (UID 17 FLAGS (\\Seen))') } },
  },
  {
    title: 'answers have no words at all (ppops.net, node-imap 537)',
    play: { send: rewriting(/^(A\d+ OK).*/gm, '$1') },
  },
  {
    title:
      'folders are listed unquoted: numbers, brackets, half of them (Dovecot, vandelay 26, imapclient 583)',
    play: listing('() "/" 200', '(\\HasNoChildren) "." bar[baz', '(\\HasNoChildren \\Junk) "/" [Gmail]/Spam'),
    plan: inSpam,
  },
  {
    title: 'a folder is listed by a literal (Cyrus, cyrus-imapd 696)',
    play: listing(`(\\Junk) "/" ${literal('[Gmail]/Spam')}`),
    plan: inSpam,
  },
  {
    title: 'quotes inside of quotes are not escaped (greenmail 993)',
    play: listing('() "." "ab"cd"', '() "." "ef"', '(\\Junk) "." "[Gmail]/Spam"'),
    plan: inSpam,
  },
  {
    title:
      'STATUS names a folder with blanks unquoted, and mail comes there later (releases-comm-central 77)',
    play: {
      folders: imapFolders({ 'Junk E-mail': {} }),
      send: rewriting(/STATUS "Junk E-mail" \((.*)\)/, 'STATUS Junk E-mail ($1 )'),
    },
    plan: {
      settings: { junk: 'failed' },
      deadlineMs: 6000,
      async doing(session, signal, server) {
        let listed = await everything(session, signal)
        server.deliver(OURS, { folder: 'Junk E-mail' })
        while (listed.length === 0) {
          await session.settle(signal)
          await session.news(100, signal)
          listed = await everything(session, signal)
        }
        for (const message of listed) await session.remove(message, signal)
        await session.settle(signal)
      },
      holds: () => undefined,
    },
  },
  {
    title: 'LOGOUT is answered by a goodbye with its tag (wp.pl, MailKit 1536)',
    play: { on: { LOGOUT: '$ BYE IMAP4rev1 Server logging out' } },
  },
  { title: 'LOGOUT is answered by the end (forwardemail 425)', play: { on: { LOGOUT: closing } } },
  {
    title: 'lines are padded with NUL, and their first word with a blank',
    play: { send: rewriting(/^(\*|A\d+) (.*)\r/gm, '$1  $2\0\0\r') },
  },
]

const ENDED: Report[] = [
  {
    title: 'a login is taken and the mailbox is not there (Exchange, getmail6 214)',
    play: { on: { SELECT: '$ BAD User is authenticated but not connected.\r\n* BYE Connection closed. 14' } },
    evidence: { kind: 'refused', command: 'SELECT', text: 'User is authenticated but not connected.' },
  },
  {
    title: 'the server says goodbye over and over and does not hang up (Yandex, MailKit 938)',
    play: { on: { CAPABILITY: '* BYE Autologout; idle for too long\r\n'.repeat(10) } },
    evidence: { kind: 'connection-lost', phase: 'greeting', text: 'Autologout; idle for too long' },
  },
  {
    title: 'AUTHENTICATE is not understood (neomutt 1236)',
    play: { capabilities: ASKED, on: { AUTHENTICATE: '$ BAD Unknown command' } },
    evidence: { kind: 'refused', command: 'AUTHENTICATE', text: 'Unknown command' },
  },
  {
    title: 'an empty login is taken for no command (iCloud, Mew 220)',
    play: { capabilities: BARE, on: { LOGIN: '$ BAD tag LOGIN username password' } },
    evidence: { kind: 'refused', command: 'LOGIN' },
  },
  {
    title: 'fewer octets come than were announced (MailKit 361)',
    play: {
      on: {
        'UID FETCH': replying(`* 1 FETCH (UID 1 BODY[HEADER] ${literal(HEADER, 225_752)})\r\n$ OK completed`),
      },
    },
    plan: { deadlineMs: 300 },
    evidence: { kind: 'deadline', phase: 'retrieve', command: 'UID FETCH' },
  },
  {
    title: 'no folder can be opened since one message has no uid (smtp4dev 2116)',
    play: { on: { SELECT: "$ NO NO Error : Argument 'uid' value must be >= 1." } },
    evidence: { kind: 'refused', command: 'SELECT' },
  },
]

test.each([...ODD_BUT_WELL, ...ENDED])('$title', async ({ play, plan = {}, evidence: expected }) => {
  const { evidence, ours, server, elapsedMs } = await visit(play, { holds: holdOurs, ...plan })
  expect(ours).toBeUndefined()
  if (expected) {
    expect(evidence).toMatchObject(expected)
    return
  }
  expect(evidence).toBeUndefined()
  expect(server.folders.all().flatMap(({ messages }) => messages)).toEqual([])
  expect(elapsedMs).toBeLessThan(plan.deadlineMs ?? 900)
})
