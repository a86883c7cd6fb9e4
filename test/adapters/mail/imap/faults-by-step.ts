import { fromTurn } from '../../../support/servers/imap/imap-acts.ts'
import type { ImapAct, ImapPlay } from '../../../support/servers/imap/imap-play.ts'
import { closing, dripping, resetting, saying, silent } from '../../../support/servers/server-acts.ts'
import { ASKED, BARE, DEADLINE, type Fault, WITH_STARTTLS } from './imap-fault.ts'

const at =
  (key: string, others: Omit<ImapPlay, 'on'> = {}) =>
  (act: ImapAct): ImapPlay => ({ ...others, on: { [key]: act } })

/** The steps of a session: how they are called, phase and command, and a server that does `act` there. */
const STEPS: [
  step: string,
  phase: Fault['evidence']['phase'],
  command: string | undefined,
  play: (act: ImapAct) => ImapPlay,
][] = [
  ['the greeting', 'greeting', undefined, at('')],
  ['CAPABILITY', 'greeting', 'CAPABILITY', at('CAPABILITY')],
  ['STARTTLS', 'tls', 'STARTTLS', at('STARTTLS', { capabilities: WITH_STARTTLS })],
  [
    'CAPABILITY under TLS',
    'tls',
    'CAPABILITY',
    (act) => ({ capabilities: WITH_STARTTLS, onceSecured: { CAPABILITY: act } }),
  ],
  ['LOGIN', 'auth', 'LOGIN', at('LOGIN', { capabilities: BARE })],
  ['AUTHENTICATE', 'auth', 'AUTHENTICATE', at('AUTHENTICATE')],
  [
    'the response of AUTHENTICATE',
    'auth',
    'AUTHENTICATE',
    (act) => ({ capabilities: ASKED, on: { AUTHENTICATE: '+ ', SASL: act } }),
  ],
  ['CAPABILITY after the login', 'auth', 'CAPABILITY', (act) => at('CAPABILITY')(fromTurn(2, act))],
  ['SELECT', 'search', 'SELECT', at('SELECT')],
  ['FETCH', 'search', 'FETCH', at('FETCH')],
  ['UID FETCH of headers', 'retrieve', 'UID FETCH', at('UID FETCH')],
  ['UID STORE', 'delete', 'UID STORE', at('UID STORE')],
  ['UID EXPUNGE', 'delete', 'UID EXPUNGE', at('UID EXPUNGE')],
]

export const everyStep: Fault[] = STEPS.flatMap(([step, phase, command, play]) => {
  const where = { phase, ...(command && { command }) }
  return [
    { what: `closed at ${step}`, play: play(closing), evidence: { ...where, kind: 'connection-lost' } },
    {
      what: `reset at ${step}`,
      play: play(resetting),
      evidence: { ...where, kind: 'connection-lost', errno: 'ECONNRESET' },
    },
    {
      what: `silent at ${step}`,
      play: play(silent),
      plan: { deadlineMs: DEADLINE },
      evidence: { ...where, kind: 'deadline' },
    },
    {
      what: `dripping at ${step}`,
      play: play(dripping('* OK this goes on and on')),
      plan: { deadlineMs: DEADLINE },
      evidence: { ...where, kind: 'deadline' },
    },
    {
      what: `no IMAP at ${step}`,
      play: play(saying('<html>\r\n')),
      // After a message what is no response may be part of it.
      evidence: { ...where, kind: 'protocol', ...(phase !== 'delete' && { text: '<html>' }) },
    },
    ...(step === 'the greeting'
      ? []
      : [
          {
            what: `ended with words at ${step}`,
            play: play(saying('* BYE [UNAVAILABLE] going down\r\n', closing)),
            evidence: {
              ...where,
              kind: 'connection-lost' as const,
              responseCode: 'UNAVAILABLE',
              text: '[UNAVAILABLE] going down',
            },
          },
        ]),
  ]
})

const BODIES = [
  ['CAPABILITY', 'greeting', '* CAPABILITY IMAP4rev1 AU'],
  ['SELECT', 'search', '* 2 EXISTS\r\n* OK [UIDVAL'],
  ['FETCH', 'search', '* 1 FETCH (UID 1 RFC822.SIZE'],
  ['UID FETCH', 'retrieve', '* 1 FETCH (UID 1 BODY[HEADER] {400}\r\nSubject: half of'],
] as const

export const inResponses: Fault[] = BODIES.flatMap(([command, phase, begun]) => [
  {
    what: `closed inside a response to ${command}`,
    play: { on: { [command]: saying(begun, closing) } },
    evidence: { phase, command, kind: 'connection-lost' as const },
  },
  {
    what: `silent inside a response to ${command}`,
    play: { on: { [command]: saying(begun, silent) } },
    plan: { deadlineMs: DEADLINE },
    evidence: { phase, command, kind: 'deadline' as const },
  },
])
