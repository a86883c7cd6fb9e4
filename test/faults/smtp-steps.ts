import {
  type ServerAct,
  closing,
  dripping,
  resetting,
  saying,
  silent,
} from '../support/servers/server-acts.ts'
import type { SmtpPlay } from '../support/servers/smtp-play.ts'
import { good } from './certificates.ts'
import type { Ending, Row } from './row.ts'

type Phase = 'smtp.greeting' | 'smtp.tls' | 'smtp.auth' | 'smtp.submit'

const LOGIN = { extensions: ['AUTH PLAIN'] }
const TLS = { extensions: ['STARTTLS'], certificate: good }
const at = (verb: string) => (act: ServerAct) => ({ on: { [verb]: act } })

/** The second question of AUTH LOGIN, which is for the password. */
const atThePassword = (act: ServerAct): SmtpPlay => ({
  extensions: ['AUTH LOGIN'],
  on: {
    AUTH: async (connection, line) => {
      connection.write('334 VXNlcm5hbWU6\r\n')
      await connection.readLine()
      connection.write('334 UGFzc3dvcmQ6\r\n')
      await connection.readLine()
      await act(connection, line)
    },
  },
})

export type SmtpStep = [step: string, phase: Phase, play: (act: ServerAct) => SmtpPlay]

/**
 * The replies of a session before its end: how the title names them, the phase, and a server that does `act`
 * instead.
 */
const STEPS: SmtpStep[] = [
  ['its greeting', 'smtp.greeting', at('')],
  ['EHLO', 'smtp.greeting', at('EHLO')],
  ['HELO', 'smtp.greeting', (act) => ({ on: { EHLO: '502 5.5.1 what?', HELO: act } })],
  ['STARTTLS', 'smtp.tls', (act) => ({ ...TLS, ...at('STARTTLS')(act) })],
  ['EHLO under TLS', 'smtp.tls', (act) => ({ ...TLS, onceSecured: { EHLO: act } })],
  ['AUTH PLAIN', 'smtp.auth', (act) => ({ ...LOGIN, ...at('AUTH')(act) })],
  ['the password of AUTH LOGIN', 'smtp.auth', atThePassword],
  ['MAIL FROM', 'smtp.submit', at('MAIL')],
  ['RCPT TO', 'smtp.submit', at('RCPT')],
  ['DATA', 'smtp.submit', at('DATA')],
  ['the final dot, the message lost', 'smtp.submit', at('.')],
]

/** A connection that ends before a greeting is opened again. */
const WAITED = ['refusal-waited-out'] as const

type Ends = (phase: Phase, isGreeting?: boolean) => Ending

const hungUp: Ends = (phase) => [
  6,
  'smtp-connection-lost',
  phase,
  'The SMTP server or a firewall in between closed the connection',
]
const unanswered: Ends = (phase, isGreeting) =>
  isGreeting
    ? [6, 'smtp-no-greeting', phase, 'The port is open but sends nothing']
    : [2, 'deadline-passed', phase, `The server stopped answering at ${phase}`]
const speaksHttp: Ends = (phase) => [3, 'smtp-protocol-error', phase, 'Something that speaks HTTP answered']

const FAULTS: [words: string, act: ServerAct, ends: Ends][] = [
  ['says nothing at', silent, unanswered],
  ['drips at', dripping('250-one octet at a time '), unanswered],
  ['closes the connection at', closing, hungUp],
  ['resets the connection at', resetting, hungUp],
  ['answers in HTTP at', saying('HTTP/1.1 400 Bad Request\r\n'), speaksHttp],
]

/** Silence, a drip, the end, a reset and nonsense, each at every command. */
export const atEachSmtpStep = (steps: SmtpStep[]) =>
  steps.flatMap(([step, phase, play]) =>
    FAULTS.map(([words, act, ends]): Row => ({
      title: `the SMTP server ${words} ${step}`,
      smtp: play(act),
      ...(phase === 'smtp.auth' && { plan: { smtp: { login: true } } }),
      ends: ends(phase, step === 'its greeting'),
      ...(step === 'its greeting' && ends === hungUp && { warnings: WAITED }),
    })),
  )

export const SMTP_AT_EVERY_STEP: Row[] = atEachSmtpStep(STEPS)

/** Those of them that are the same whatever a login is made with. */
export const SMTP_BUT_THE_LOGIN = STEPS.filter(([, phase]) => phase !== 'smtp.auth')

const AMID: [words: string, act: ServerAct, ends: Ends][] = [
  ['closes the connection', closing, hungUp],
  ['resets the connection', resetting, hungUp],
  ['falls silent', silent, unanswered],
]

const MULTI_LINE = [
  ['', 'its greeting', 'smtp.greeting', '220-mail.example.test\r\n220-ESM'],
  ['EHLO', 'the answer to EHLO', 'smtp.greeting', '250-mail.example.test\r\n250-SIZE 1000\r\n'],
  ['RCPT', 'a refusal of the recipient', 'smtp.submit', '550-5.1.1 nobody\r\n550'],
  ['.', 'the answer to the message', 'smtp.submit', '250-2.0.0 queued\r\n250'],
] as const

/** The same inside a reply of many lines. */
export const SMTP_AMID_A_REPLY: Row[] = MULTI_LINE.flatMap(([key, reply, phase, begun]) =>
  AMID.map(([words, act, ends]): Row => ({
    title: `the SMTP server ${words} inside ${reply}`,
    smtp: { on: { [key]: saying(begun, act) } },
    ends: ends(phase, key === ''),
    ...(key === '' && ends === hungUp && { warnings: WAITED }),
  })),
)

const AFTER_DELIVERY: [words: string, act: ServerAct][] = [
  ['closes the connection', closing],
  ['resets the connection', resetting],
  ['says nothing', silent],
  ['drips', dripping('250 2.0.0 queued as what was it again')],
  ['answers what is no SMTP', saying('<html>\r\n')],
]

/** The message was taken all the same: what the mailbox shows goes before what was answered. */
export const SMTP_AFTER_DELIVERY: Row[] = [
  ...AFTER_DELIVERY.map(([words, act]): Row => ({
    title: `the SMTP server delivers the message and then ${words} instead of saying so`,
    smtp: { on: { '.': act } },
    carries: (message) => message,
    ends: [0, 'submit-answer-lost'],
  })),
  ...FAULTS.map(([words, act]): Row => ({
    title: `the SMTP server ${words} QUIT`,
    smtp: { on: { QUIT: act } },
    carries: (message) => message,
    ends: [0],
  })),
]
