import { closing, dripping, resetting, saying, silent } from '../../../support/servers/server-acts.ts'
import { DEADLINE, type Fault, SASL, WITH_STLS } from './pop3-fault.ts'
import type { Act, Play } from '../../../support/servers/pop3-play.ts'

/**
 * The steps of a session: the reply's key in the play, its phase, its command, the capabilities that lead
 * there.
 */
const STEPS = [
  ['', 'greeting', undefined],
  ['CAPA', 'greeting', 'CAPA'],
  ['STLS', 'tls', 'STLS', WITH_STLS],
  ['USER', 'auth', 'USER'],
  ['PASS', 'auth', 'PASS'],
  ['AUTH', 'auth', 'AUTH', SASL],
  ['UIDL', 'search', 'UIDL'],
  ['LIST', 'search', 'LIST'],
  ['TOP', 'retrieve', 'TOP'],
  ['DELE', 'delete', 'DELE'],
  ['QUIT', 'delete', 'QUIT'],
] as const

export const everyStep: Fault[] = STEPS.flatMap(([key, phase, command, capabilities]) => {
  const at = key === '' ? 'the greeting' : key
  const where = { phase, ...(command && { command }) }
  const play = (act: Act): Play => ({ on: { [key]: act }, ...(capabilities && { capabilities }) })
  return [
    { what: `closed at ${at}`, play: play(closing), evidence: { ...where, kind: 'connection-lost' } },
    {
      what: `reset at ${at}`,
      play: play(resetting),
      evidence: { ...where, kind: 'connection-lost', errno: 'ECONNRESET' },
    },
    {
      what: `silent at ${at}`,
      play: play(silent),
      plan: { deadlineMs: DEADLINE },
      evidence: { ...where, kind: 'deadline' },
    },
    {
      what: `dripping at ${at}`,
      play: play(dripping('+OK this goes on and on')),
      plan: { deadlineMs: DEADLINE },
      evidence: { ...where, kind: 'deadline' },
    },
    {
      what: `no POP3 at ${at}`,
      play: play(saying('<html>\r\n')),
      // After a message what is no reply may be part of it.
      evidence: { ...where, kind: 'protocol', ...(phase !== 'delete' && { text: '<html>' }) },
    },
  ]
})

export const inBodies: Fault[] = (
  [
    ['CAPA', 'greeting'],
    ['UIDL', 'search'],
    ['LIST', 'search'],
    ['TOP', 'retrieve'],
  ] as const
).flatMap(([command, phase]) => {
  const begun = (then: Act): Play => ({ on: { [command]: saying('+OK\r\n1 half of', then) } })
  return [
    {
      what: `closed in the body of ${command}`,
      play: begun(closing),
      evidence: { phase, command, kind: 'connection-lost' },
    },
    {
      what: `silent in the body of ${command}`,
      play: begun(silent),
      plan: { deadlineMs: DEADLINE },
      evidence: { phase, command, kind: 'deadline' },
    },
  ]
})
