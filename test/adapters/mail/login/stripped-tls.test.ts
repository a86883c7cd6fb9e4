import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'

import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import { closing, saying } from '../../../support/servers/server-acts.ts'
import { type Act, type Play, multiLine } from '../../../support/servers/pop3-play.ts'
import { evidenceOf } from '../net/net-world.ts'
import { PASSWORD, USERID } from '../pop3/pop3-visit.ts'
import { visitPlay } from '../pop3/visit-play.ts'
import { OFFERS_TLS, type SmtpPlay, smtpScript } from '../smtp/scripted-smtp.ts'
import { CERTIFICATE, LOGIN, sendingTo } from '../smtp/sending.ts'
import { base64, expectedResponse } from './challenges.ts'

const tls = { mode: 'for-password', verify: true } as const
const needsTls = { phase: 'tls', kind: 'password-needs-tls' } as const

/** The password, and the spellings of it that logins say. */
const spellings = (userid: string, password: string) => [
  password,
  base64(password),
  base64(`\0${userid}\0${password}`),
]

function expectUnsaid(lines: readonly string[], userid: string, password: string): void {
  for (const spelling of spellings(userid, password)) expect(lines.join('\n')).not.toContain(spelling)
}

/** The answer, and what somebody in between adds to it: with it, or a moment later. */
const answering = (answer: string, more = '') => saying(`${answer}\r\n${more}`)
const laterSaying =
  (answer: string, more: string): Act =>
  async (connection) => {
    connection.write(`${answer}\r\n`)
    await turn()
    connection.write(more)
  }

describe('a mailbox whose STLS is taken away hears no password', () => {
  const CAPA = (...lines: string[]) => ({ capabilities: lines })
  const refused = (text: string): Omit<Evidence, 'side'> => ({
    phase: 'tls',
    kind: 'refused',
    command: 'STLS',
    text,
  })
  const WITH_STLS = CAPA('TOP', 'UIDL', 'USER', 'STLS')
  const rows: [what: string, play: Play, evidence: Partial<Evidence>][] = [
    ['STLS is not named', CAPA('TOP', 'UIDL', 'USER'), needsTls],
    ['STLS is named as part of another word', CAPA('USER', 'XSTLS', 'STLSX'), needsTls],
    ['nothing is named', CAPA(), needsTls],
    ['PLAIN and LOGIN are named', CAPA('USER', 'SASL PLAIN LOGIN'), needsTls],
    ['a mechanism is named that nobody here knows', CAPA('SASL DIGEST-MD5'), needsTls],
    ['CAPA is refused, and STLS too', { on: { CAPA: '-ERR what?', STLS: '-ERR what?' } }, needsTls],
    [
      'the timestamp in the greeting is none',
      { ...CAPA('USER'), on: { '': '+OK ready <not a timestamp>' } },
      needsTls,
    ],
    ['STLS is refused', { ...WITH_STLS, on: { STLS: '-ERR not now' } }, refused('not now')],
    [
      'STLS is refused as broken for good',
      { ...WITH_STLS, on: { STLS: '-ERR [SYS/PERM] TLS is not available' } },
      { phase: 'tls', kind: 'refused', responseCode: 'SYS/PERM' },
    ],
    ['the connection ends at STLS', { ...WITH_STLS, on: { STLS: closing } }, { kind: 'connection-lost' }],
    [
      'the connection ends once STLS is granted',
      { ...WITH_STLS, on: { STLS: saying('+OK begin\r\n', closing) } },
      { phase: 'tls', kind: 'connection-lost' },
    ],
    [
      'an answer is slipped in behind that to STLS',
      { ...WITH_STLS, on: { STLS: answering('+OK begin', '+OK logged in\r\n') } },
      { phase: 'tls', kind: 'protocol' },
    ],
    [
      'half a line is slipped in behind it',
      { ...WITH_STLS, on: { STLS: answering('+OK begin', '+OK') } },
      { phase: 'tls' },
    ],
    [
      'an answer is slipped in a moment later',
      { ...WITH_STLS, on: { STLS: laterSaying('+OK begin', multiLine('+OK', 'USER\r\n')) } },
      { phase: 'tls' },
    ],
  ]
  test.each(rows)('%s', async (_what, play, evidence) => {
    const visited = await visitPlay(play, { settings: { tls }, deadlineMs: 600 })
    expect(visited.evidence).toMatchObject({ side: 'mailbox', ...evidence })
    expectUnsaid(visited.lines, USERID, PASSWORD)
    expect(visited.lines.filter((line) => /^(USER|PASS|AUTH|APOP)/.test(line))).toEqual([])
  })
})

describe('a mailbox without TLS is logged in to by what hides the password', () => {
  const challenge = '<7.1893456000@pop.example.test>'
  const { response } = expectedResponse(challenge, USERID, PASSWORD)

  test('CRAM-MD5, though USER and PLAIN are named too', async () => {
    const AUTH = `+ ${base64(challenge)}`
    const play = { capabilities: ['USER', 'SASL PLAIN CRAM-MD5', 'UIDL', 'TOP'], on: { AUTH } }
    const { evidence, lines } = await visitPlay(play, { settings: { tls } })
    expect(evidence).toBeUndefined()
    expect(lines.slice(0, 3)).toEqual(['CAPA', 'AUTH CRAM-MD5', response])
    expectUnsaid(lines, USERID, PASSWORD)
  })

  test.each([
    ['USER is named', { capabilities: ['USER', 'UIDL', 'TOP'] }],
    ['CAPA and STLS are unknown', { on: { CAPA: '-ERR what?', STLS: '-ERR what?' } }],
  ])('APOP, where the greeting has a timestamp: %s', async (_what, play: Play) => {
    const on = { ...play.on, '': '+OK ready <1896.697170952@pop.example.test>', APOP: '+OK welcome' }
    const { evidence, lines } = await visitPlay({ ...play, on }, { settings: { tls } })
    expect(evidence).toBeUndefined()
    expect(lines.find((line) => /^(APOP|USER)/.test(line))).toMatch(/^APOP/)
    expectUnsaid(lines, USERID, PASSWORD)
  })

  test('a refused APOP is followed by no other login, and tells why it was APOP', async () => {
    const on = { '': '+OK ready <1896.697170952@pop.example.test>', APOP: '-ERR what?' }
    const { evidence, lines } = await visitPlay({ capabilities: ['USER'], on }, { settings: { tls } })
    expect(evidence).toMatchObject({ kind: 'refused', text: 'what? (no STLS is offered, login by APOP)' })
    expect(lines.filter((line) => /^(USER|PASS|AUTH)/.test(line))).toEqual([])
  })
})

test('a mailbox that knows no CAPA is asked for STLS before any login', async () => {
  const on = { CAPA: '-ERR what?' }
  const onceSecured = { CAPA: multiLine('+OK', 'USER\r\nUIDL\r\nTOP\r\n') }
  const secured: Play = {
    on,
    onceSecured: { CAPA: (connection) => connection.write(onceSecured.CAPA) },
  }
  const { evidence, lines } = await visitPlay(secured, { settings: { tls } })
  expect(evidence).toBeUndefined()
  expect(lines.slice(0, 4)).toEqual(['CAPA', 'STLS', 'CAPA', `USER ${USERID}`])
})

describe('an SMTP server whose STARTTLS is taken away hears no password', () => {
  const EHLO = (...lines: string[]) =>
    ['mail.test', ...lines].map((line, i) => `250${i < lines.length ? '-' : ' '}${line}\r\n`).join('')
  const withTls = (STARTTLS: NonNullable<SmtpPlay['answers']>['STARTTLS'] & {}): SmtpPlay => ({
    answers: { EHLO: OFFERS_TLS, STARTTLS },
  })
  const refused = { phase: 'tls', kind: 'refused', command: 'STARTTLS' } as const
  const rows: [what: string, play: SmtpPlay, evidence: Partial<Evidence>][] = [
    ['STARTTLS is not named', { answers: { EHLO: EHLO('AUTH PLAIN LOGIN') } }, needsTls],
    [
      'it is written over, as some firewalls do',
      { answers: { EHLO: EHLO('XXXXXXXA', 'AUTH PLAIN LOGIN') } },
      needsTls,
    ],
    [
      'neither it nor AUTH is named',
      { answers: { EHLO: EHLO('PIPELINING') } },
      { ...needsTls, text: 'neither STARTTLS nor a login is offered' },
    ],
    ['only HELO is known', { answers: { EHLO: '502 what?\r\n' } }, needsTls],
    ['STARTTLS is not implemented', withTls('502 5.5.1 what?\r\n'), { ...refused, replyCode: 502 }],
    ['STARTTLS is not available now', withTls('454 4.7.0 later\r\n'), { ...refused, replyCode: 454 }],
    ['the session ends instead', withTls('421 4.7.0 bye\r\n'), { ...refused, replyCode: 421 }],
    ['the answer is none', withTls('+OK go ahead\r\n'), { phase: 'tls', kind: 'protocol' }],
    ['the connection ends', withTls((connection) => connection.end()), { kind: 'connection-lost' }],
    [
      'an answer is slipped in behind that to STARTTLS',
      withTls(`220 go ahead\r\n${EHLO('AUTH PLAIN')}`),
      { phase: 'tls', kind: 'protocol' },
    ],
    [
      'half a line is slipped in behind it',
      withTls('220 go ahead\r\n250-AUTH PLAIN'),
      { phase: 'tls', kind: 'protocol' },
    ],
    [
      'a line without CR is slipped in behind it',
      withTls('220 go ahead\r\n235 ok\n'),
      { phase: 'tls', kind: 'protocol' },
    ],
    [
      'an answer is slipped in a moment later',
      withTls((connection) => laterSaying('220 go ahead', '235 2.7.0 welcome\r\n')(connection, '')),
      { phase: 'tls' },
    ],
  ]
  test.each(rows)('%s', async (_what, play, evidence) => {
    const settings = { tls, login: LOGIN }
    const sending = await sendingTo(smtpScript(play), { settings, signal: AbortSignal.timeout(600) })
    expect(await evidenceOf(sending.send())).toMatchObject({ side: 'smtp', ...evidence })
    expectUnsaid(sending.server.lines, LOGIN.userid, LOGIN.password)
    expect(sending.server.lines.filter((line) => /^(AUTH|MAIL)/.test(line))).toEqual([])
  })

  test('what is offered under TLS counts, and the login is made there', async () => {
    const play = { answers: { EHLO: OFFERS_TLS }, certificate: CERTIFICATE }
    const sending = await sendingTo(smtpScript(play), { settings: { tls, login: LOGIN } })
    await sending.send()
    expect(sending.server.lines.map((line) => line.split(' ')[0])).toEqual(
      expect.arrayContaining(['STARTTLS', 'AUTH', 'MAIL']),
    )
  })

  test('CRAM-MD5 is used without TLS, though PLAIN stands before it', async () => {
    const challenge = '<7.1893456000@mail.test>'
    const { response } = expectedResponse(challenge, LOGIN.userid, LOGIN.password)
    const answers = {
      EHLO: EHLO('AUTH PLAIN LOGIN CRAM-MD5'),
      AUTH: `334 ${base64(challenge)}\r\n`,
    }
    const sending = await sendingTo(smtpScript({ answers }), { settings: { tls, login: LOGIN } })
    await sending.send()
    expect(sending.server.lines.slice(1, 3)).toEqual(['AUTH CRAM-MD5', response])
    expectUnsaid(sending.server.lines, LOGIN.userid, LOGIN.password)
  })

  test('without a login mail is sent in the clear', async () => {
    const sending = await sendingTo(smtpScript({ answers: { EHLO: EHLO('AUTH PLAIN') } }), {
      settings: { tls: { mode: 'opportunistic', verify: true } },
    })
    await sending.send()
    expect(sending.server.lines).toContain('DATA')
  })
})
