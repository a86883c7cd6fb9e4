import { replying } from '../../../support/servers/imap/imap-acts.ts'
import { imapFolders } from '../../../support/servers/imap/imap-folders.ts'
import { closing, flooding, saying } from '../../../support/servers/server-acts.ts'
import { ASKED, BARE, type Fault } from './imap-fault.ts'
import { OURS } from './imap-visit.ts'

/** A command, its phase, and what leads there. */
const REFUSED: [command: string, phase: Fault['evidence']['phase'], play?: Fault['play']][] = [
  ['CAPABILITY', 'greeting'],
  ['LOGIN', 'auth', { capabilities: BARE }],
  ['AUTHENTICATE', 'auth'],
  ['SELECT', 'search'],
  ['FETCH', 'search'],
  ['UID FETCH', 'retrieve'],
  ['UID STORE', 'delete'],
  ['UID EXPUNGE', 'delete'],
]

export const refusals: Fault[] = [
  ...REFUSED.flatMap(([command, phase, play]): Fault[] => [
    {
      what: `${command} answered by NO`,
      play: { ...play, on: { [command]: '$ NO [SERVERBUG] not today' } },
      evidence: { phase, command, kind: 'refused', responseCode: 'SERVERBUG', text: '[SERVERBUG] not today' },
    },
    {
      what: `${command} answered by BAD without a word`,
      play: { ...play, on: { [command]: '$ BAD' } },
      evidence: { phase, command, kind: 'refused' },
    },
  ]),
  {
    what: 'a refusing greeting that hangs up at once',
    play: { on: { '': saying('* BYE [UNAVAILABLE] too many connections\r\n', closing) } },
    evidence: {
      phase: 'greeting',
      kind: 'refused',
      responseCode: 'UNAVAILABLE',
      text: '[UNAVAILABLE] too many connections',
    },
  },
  {
    what: 'a greeting that says NO',
    play: { on: { '': '* NO maintenance' } },
    evidence: { phase: 'greeting', kind: 'refused', text: 'maintenance' },
  },
  {
    what: 'a wrong password in small letters',
    play: { on: { AUTHENTICATE: '$ no [authenticationfailed] wrong' } },
    evidence: {
      phase: 'auth',
      kind: 'refused',
      command: 'AUTHENTICATE',
      responseCode: 'AUTHENTICATIONFAILED',
      text: '[authenticationfailed] wrong',
    },
  },
  {
    what: 'AUTHENTICATE refused in its second step',
    play: { capabilities: ASKED, login: { userid: 'other', password: 'other' } },
    evidence: {
      phase: 'auth',
      kind: 'refused',
      command: 'AUTHENTICATE',
      responseCode: 'AUTHENTICATIONFAILED',
      text: '[AUTHENTICATIONFAILED] Authentication failed.',
    },
  },
  {
    what: 'a folder that does not exist',
    play: {},
    plan: { settings: { folder: 'Nowhere' } },
    evidence: {
      phase: 'search',
      kind: 'refused',
      command: 'SELECT',
      responseCode: 'NONEXISTENT',
      text: '[NONEXISTENT] no such folder',
    },
  },
  {
    what: 'a folder that nobody may change, where something is to be deleted',
    play: { folders: imapFolders({ INBOX: { isReadOnly: true } }) },
    evidence: {
      phase: 'delete',
      kind: 'refused',
      command: 'UID STORE',
      responseCode: 'READ-ONLY',
      text: '[READ-ONLY] this folder cannot be changed',
    },
  },
  {
    what: 'a limit that is reached',
    play: { on: { SELECT: '$ NO [LIMIT] too many sessions' } },
    evidence: {
      phase: 'search',
      kind: 'refused',
      command: 'SELECT',
      responseCode: 'LIMIT',
      text: '[LIMIT] too many sessions',
    },
  },
  {
    what: 'BAD that belongs to no command',
    play: { on: { SELECT: '* BAD internal error' } },
    evidence: { phase: 'search', kind: 'refused', command: 'SELECT', text: 'internal error' },
  },
]

const MB = 1024 * 1024
const strange = (text: string): Fault['evidence'] => ({ phase: 'greeting', kind: 'protocol', text })

/** What speaks something else, and greetings that are none. */
export const nonsense: Fault[] = [
  ['a POP3 server', '+OK POP3 ready'],
  ['an SMTP server', '220 mail.example.test ESMTP'],
  ['a busy server that has forgotten its protocol', '421 Server is busy, try again later.'],
  ['an HTTP server', 'HTTP/1.1 400 Bad Request'],
  ['a greeting of one word', 'Welcome!'],
].map(([what = '', words = '']): Fault => ({
  what,
  play: { on: { '': saying(`${words}\r\n`) } },
  evidence: strange(words),
}))

const bound = (command: string, of: string): string => `${command}: ${of}`

/** More than anybody should read. */
export const excesses: Fault[] = [
  {
    what: 'a greeting without an end',
    play: { on: { '': flooding('* OK ', 'x'.repeat(1000)) } },
    evidence: { phase: 'greeting', kind: 'protocol', text: bound('', 'a line of more than 65536 octets') },
  },
  {
    what: 'a line of 10 MB in answer to SELECT',
    play: { on: { SELECT: replying(`* OK ${'x'.repeat(10 * MB)}`) } },
    evidence: {
      phase: 'search',
      command: 'SELECT',
      kind: 'protocol',
      text: bound('SELECT', 'a line of more than 65536 octets'),
    },
  },
  {
    what: 'a literal announced as 1 GB in answer to UID FETCH',
    play: { on: { 'UID FETCH': replying('* 1 FETCH (UID 1 BODY[HEADER] {1073741824}') } },
    plan: { holds: (server) => void server.deliver(OURS) },
    evidence: {
      phase: 'retrieve',
      command: 'UID FETCH',
      kind: 'over-bound',
      text: bound('UID FETCH', 'a literal of more than 8388608 octets'),
    },
  },
  {
    what: 'a literal announced as more than can be counted in answer to CAPABILITY',
    play: { on: { CAPABILITY: replying('* CAPABILITY {99999999999999999999}\r\nIMAP4rev1') } },
    evidence: { phase: 'greeting', command: 'CAPABILITY', kind: 'protocol', text: 'IMAP4rev1' },
  },
  {
    what: 'messages without an end',
    play: { on: { FETCH: flooding('', `* 1 FETCH (X "${'x'.repeat(60_000)}")\r\n`) } },
    evidence: {
      phase: 'search',
      command: 'FETCH',
      kind: 'protocol',
      text: bound('FETCH', 'an answer of more than 16777216 octets'),
    },
  },
]

export const outOfTurn: Fault[] = [
  {
    what: 'the answer to a command that nobody said',
    play: { on: { CAPABILITY: '$ OK done\r\nA7 OK logged in' } },
    evidence: { phase: 'auth', command: 'LOGIN', kind: 'protocol', text: 'A7 OK logged in' },
  },
  {
    what: 'a question that nobody may answer',
    play: { on: { SELECT: '+ go on' } },
    evidence: { phase: 'search', command: 'SELECT', kind: 'protocol', text: '+ go on' },
  },
  {
    what: 'a second question for the password',
    play: { capabilities: ASKED, on: { AUTHENTICATE: '+ \r\n+ ' } },
    evidence: { phase: 'auth', command: 'AUTHENTICATE', kind: 'protocol' },
  },
]
