import {
  type ServerAct,
  closing,
  dripping,
  flooding,
  resetting,
  saying,
  silent,
} from '../../support/servers/server-acts.ts'
import { type Play, TWO_MESSAGES } from '../../support/servers/pop3-play.ts'
import { good } from '../certificates.ts'
import { messagesOf } from '../enact.ts'
import type { Ending, Row } from '../row.ts'

type Phase = 'mailbox.greeting' | 'mailbox.tls' | 'mailbox.auth' | 'mailbox.search' | 'mailbox.retrieve'

const TLS: Play = { capabilities: ['TOP', 'UIDL', 'USER', 'STLS'], certificate: good }
const SASL: Play = { capabilities: ['SASL PLAIN', 'TOP', 'UIDL'] }
/** The first look has messages to read. */
const FULL: Play = { messages: TWO_MESSAGES }
const at = (verb: string) => (act: ServerAct) => ({ on: { [verb]: act } })

export type Pop3Step = [step: string, phase: Phase, play: (act: ServerAct) => Play]

/**
 * The replies of a session until messages are read: how the title names them, the phase, and a server that
 * does `act` instead.
 */
const STEPS: Pop3Step[] = [
  ['its greeting', 'mailbox.greeting', at('')],
  ['CAPA', 'mailbox.greeting', at('CAPA')],
  ['STLS', 'mailbox.tls', (act) => ({ ...TLS, ...at('STLS')(act) })],
  ['CAPA under TLS', 'mailbox.tls', (act) => ({ ...TLS, onceSecured: { CAPA: act } })],
  ['USER', 'mailbox.auth', at('USER')],
  ['PASS', 'mailbox.auth', at('PASS')],
  ['AUTH', 'mailbox.auth', (act) => ({ ...SASL, ...at('AUTH')(act) })],
  ['the password of AUTH', 'mailbox.auth', (act) => ({ ...SASL, on: { AUTH: '+ ', SASL: act } })],
  ['UIDL', 'mailbox.search', at('UIDL')],
  ['LIST', 'mailbox.search', at('LIST')],
  ['TOP', 'mailbox.retrieve', (act) => ({ ...FULL, ...at('TOP')(act) })],
]

const WAITED = ['mailbox-waited-for'] as const
/** What ends before a greeting or amid a look is opened again, and looked into once more. */
const isOpenedAgain = (phase: Phase, step: string) =>
  step === 'its greeting' || phase === 'mailbox.search' || phase === 'mailbox.retrieve'

type Ends = (phase: Phase, isGreeting?: boolean) => Ending

const hungUp: Ends = (phase) => [
  6,
  'mailbox-connection-lost',
  phase,
  'The mailbox server or a firewall in between closed the connection',
]
const unanswered: Ends = (phase, isGreeting) =>
  isGreeting
    ? [6, 'mailbox-no-greeting', phase, 'The port is open but sends nothing']
    : [2, 'deadline-passed', phase, `The server stopped answering at ${phase}`]
const speaksHttp: Ends = (phase) => [
  3,
  'mailbox-protocol-error',
  phase,
  'Something that speaks HTTP answered',
]

const FAULTS: [words: string, act: ServerAct, ends: Ends][] = [
  ['says nothing at', silent, unanswered],
  ['drips at', dripping('+OK one octet at a time '), unanswered],
  ['closes the connection at', closing, hungUp],
  ['resets the connection at', resetting, hungUp],
  ['answers in HTTP at', saying('HTTP/1.1 400 Bad Request\r\n'), speaksHttp],
]

/** Silence, a drip, the end, a reset and nonsense, each at every command. */
export const atEachPop3Step = (steps: Pop3Step[]) =>
  steps.flatMap(([step, phase, play]) =>
    FAULTS.map(([words, act, ends]): Row => ({
      title: `the mailbox server ${words} ${step}`,
      mailbox: play(act),
      ends: ends(phase, step === 'its greeting'),
      ...(ends === hungUp && isOpenedAgain(phase, step) && { warnings: WAITED }),
    })),
  )

export const MAILBOX_AT_EVERY_STEP: Row[] = atEachPop3Step(STEPS)

/** Those of them that are the same whatever a login is made with. */
export const POP3_BUT_THE_LOGIN = STEPS.filter(([, phase]) => phase !== 'mailbox.auth')

const BODIES = [
  ['CAPA', 'mailbox.greeting', '+OK\r\nTOP\r\nUI', {}],
  ['UIDL', 'mailbox.search', '+OK\r\n1 abc\r\n2 d', {}],
  ['LIST', 'mailbox.search', '+OK\r\n1 100\r\n2', {}],
  ['TOP', 'mailbox.retrieve', '+OK\r\nFrom: somebody\r\nSubj', FULL],
] as const

const AMID: [words: string, act: ServerAct, ends: Ends][] = [
  ['closes the connection', closing, hungUp],
  ['resets the connection', resetting, hungUp],
  ['falls silent', silent, unanswered],
  ['drips', dripping('1 x\r\n'), unanswered],
]

/** The same inside a reply of many lines. */
export const MAILBOX_AMID_A_REPLY: Row[] = BODIES.flatMap(([key, phase, begun, play]) =>
  AMID.map(([words, act, ends]): Row => ({
    title: `the mailbox server ${words} inside its answer to ${key}`,
    mailbox: { ...play, on: { [key]: saying(begun, act) } },
    ends: ends(phase),
    ...(ends === hungUp && isOpenedAgain(phase, key) && { warnings: WAITED }),
  })),
)

const MB = 1024 * 1024
const TEN_MB_LINE = (begun: string) => saying(Buffer.from(`${begun}${'x'.repeat(10 * MB)}\r\n.\r\n`))

/** More than anybody should read. */
export const MAILBOX_WITHOUT_END: Row[] = [
  ...(
    [
      ['a listing that never ends', 'UIDL', flooding('+OK\r\n', '1 x\r\n'.repeat(5000)), 'mailbox.search'],
      ['sizes that never end', 'LIST', flooding('+OK\r\n', '1 1\r\n'.repeat(5000)), 'mailbox.search'],
      [
        'capabilities that never end',
        'CAPA',
        flooding('+OK\r\n', 'X-A\r\n'.repeat(1000)),
        'mailbox.greeting',
      ],
      ['a line of 10 MB as a listing', 'UIDL', TEN_MB_LINE('+OK\r\n1 '), 'mailbox.search'],
      ['a line of 10 MB as a size', 'LIST', TEN_MB_LINE('+OK\r\n1 '), 'mailbox.search'],
      ['a line of 10 MB in answer to USER', 'USER', TEN_MB_LINE('+OK '), 'mailbox.auth'],
    ] as const
  ).map(([what, key, act, phase]): Row => ({
    title: `the mailbox server sends ${what}`,
    mailbox: { ...FULL, on: { [key]: act } },
    ends: [3, 'mailbox-protocol-error', phase, 'The answer is not that of a working POP3 server:'],
  })),
  ...(
    [
      ['a header that never ends', flooding('+OK\r\n', 'A: b\r\n'.repeat(1000))],
      ['a line of 10 MB as a header', TEN_MB_LINE('+OK\r\nSubject: ')],
      ['20 MB', saying(`+OK\r\n\r\n${'body\r\n'.repeat(3.5 * MB)}.\r\n`)],
    ] as const
  ).map(([what, act]): Row => ({
    title: `the mailbox server sends ${what} in answer to every TOP`,
    mailbox: (server) => ({ messages: () => messagesOf(server), on: { TOP: act } }),
    ends: [3, 'mailbox-command-refused', 'mailbox.retrieve', 'A message that came after the test message'],
    detail: 'TOP: a body of more than 8388608 octets',
  })),
]

/** Once our message is seen, nothing that goes wrong changes the verdict. */
const ENDINGS: [words: string, act: string | ServerAct][] = [
  ['is refused', '-ERR not today'],
  ['is not answered', silent],
  ['is answered octet by octet', dripping('+OK well')],
  ['is answered by the end of the connection', closing],
  ['is answered by a reset', resetting],
  ['is answered in HTTP', saying('HTTP/1.1 400 Bad Request\r\n')],
]

export const MAILBOX_AFTER_THE_MESSAGE_WAS_SEEN: Row[] = (['DELE', 'QUIT'] as const).flatMap((key) =>
  ENDINGS.map(([words, act]): Row => ({
    title: `the message is seen, and ${key} ${words}`,
    mailbox: { on: key === 'DELE' ? { DELE: act } : afterDele(act) },
    ends: [0, 'not-deleted'],
  })),
)

/** QUIT is answered well until something was deleted. */
function afterDele(act: string | ServerAct): NonNullable<Play['on']> {
  let deleted = false
  return {
    DELE: (connection) => {
      deleted = true
      connection.write('+OK marked\r\n')
    },
    QUIT: (connection, line) => {
      if (deleted && typeof act !== 'string') return act(connection, line)
      connection.write(deleted ? `${String(act)}\r\n` : '+OK bye\r\n')
      connection.end()
      return undefined
    },
  }
}
