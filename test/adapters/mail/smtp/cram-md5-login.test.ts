import { once } from 'node:events'
import net from 'node:net'

import { SMTPServer } from 'smtp-server'
import { describe, expect, onTestFinished, test } from 'vitest'

import { smtpSender } from '../../../../shared/adapters/mail/smtp/smtp-sender.ts'
import { smtpWire } from '../../../../shared/adapters/mail/smtp/smtp-wire.ts'
import { systemClock } from '../../../../shared/adapters/system-clock.ts'
import { scriptedServer } from '../../../support/servers/scripted-server.ts'
import { type SmtpAct, smtpPlay } from '../../../support/servers/smtp-play.ts'
import { NO_CHALLENGES, base64, expectedResponse } from '../login/challenges.ts'
import { NO_SIGNAL, allGone, evidenceOf, freshDialogue, loopback } from '../net/net-world.ts'
import { CERTIFICATE, LOGIN, MESSAGE, MESSAGE_LINES, sendingTo } from './sending.ts'

const CHALLENGE = '<7.1893456000@mail.test>'
const ASKED = `334 ${base64(CHALLENGE)}\r\n`
const TAKEN = '235 2.7.0 welcome\r\n'
const { digest: DIGEST, response: RESPONSE } = expectedResponse(CHALLENGE, LOGIN.userid, LOGIN.password)
const SUBMITTED = ['MAIL FROM:<from@sender.test>', 'RCPT TO:<to@mail.test>', 'DATA', ...MESSAGE_LINES, 'QUIT']
const ONLY_CRAM = ['AUTH CRAM-MD5']
const AT_AUTH = { side: 'smtp', phase: 'auth', command: 'AUTH' }

type Say = (connection: Parameters<SmtpAct>[0], text: string) => unknown

/** A server that holds this password, and takes no login but the one that proves it. */
function judging(
  { userid, password } = LOGIN,
  taken = TAKEN,
  say: Say = ({ write }, text) => write(text),
): SmtpAct {
  return async (connection, line) => {
    if (line !== 'AUTH CRAM-MD5') {
      connection.write('504 5.5.4 unknown\r\n')
      return
    }
    await say(connection, ASKED)
    const isRight = (await connection.readLine()) === expectedResponse(CHALLENGE, userid, password).response
    await say(connection, isRight ? taken : '535 5.7.8 no\r\n')
  }
}

/** The server's side of a login that goes otherwise: what it says to AUTH, and then to the response. */
function saying(asked: string, answer = TAKEN): SmtpAct {
  return async (connection) => {
    connection.write(Buffer.from(asked, 'latin1'))
    await connection.readLine()
    connection.write(answer)
  }
}

function sendingBy(act: SmtpAct, login = LOGIN, signal: AbortSignal = NO_SIGNAL) {
  return sendingTo(smtpPlay({ extensions: ONLY_CRAM, on: { AUTH: act } }), { settings: { login }, signal })
}

describe('AUTH CRAM-MD5', () => {
  test('logs in where nothing else is offered, with its whole dialogue in the log', async () => {
    const sending = await sendingBy(judging())
    await sending.send()
    expect(sending.server.lines).toEqual(['EHLO probe.test', 'AUTH CRAM-MD5', RESPONSE, ...SUBMITTED])
    const auth = sending.log.lines().filter(({ phase }) => phase === 'auth')
    expect(auth.map(({ side, text }) => `${side}: ${text}`)).toEqual([
      'note: logging in as probe',
      'client: AUTH CRAM-MD5',
      `server: ${ASKED.trim()}`,
      'client: <secret>',
      `server: ${TAKEN.trim()}`,
    ])
    const log = JSON.stringify(sending.log.lines())
    for (const secret of [DIGEST, RESPONSE, LOGIN.password]) expect(log).not.toContain(secret)
  })

  test('takes user name and password in UTF-8, blanks and all', async () => {
    const login = { ...LOGIN, userid: 'prüfer müller', password: ' pä ß ' }
    const sending = await sendingBy(judging(login), login)
    await sending.send()
    expect(sending.server.lines).toContain(expectedResponse(CHALLENGE, login.userid, login.password).response)
  })

  test.each([
    ['a bare code', '235\r\n'],
    ['several lines', '235-2.7.0 welcome\r\n235 2.7.0 indeed\r\n'],
  ])('takes %s for a yes', async (_what, taken) => {
    const sending = await sendingBy(judging(LOGIN, taken))
    await sending.send()
    expect(sending.server.lines.at(-1)).toBe('QUIT')
  })

  test('is understood with every line of the exchange cut in two at every place', async () => {
    for (let at = 1; at < ASKED.length; at += 1) {
      const inTwo: Say = async (connection, text) => {
        connection.socket.setNoDelay(true)
        connection.write(text.slice(0, at))
        for (let turns = 0; turns < 2; turns += 1) await new Promise((resolve) => setImmediate(resolve))
        connection.write(text.slice(at))
      }
      const sending = await sendingBy(judging(LOGIN, TAKEN, inTwo))
      await sending.send()
      expect(sending.server.lines.slice(1, 3), `cut at ${at}`).toEqual(['AUTH CRAM-MD5', RESPONSE])
      await sending.server.close()
    }
  })

  test('convinces smtp-server, and a wrong password does not', async () => {
    const users: unknown[] = []
    const server = new SMTPServer({
      authMethods: ['CRAM-MD5'],
      disabledCommands: ['STARTTLS'],
      logger: false,
      disableReverseLookup: true,
      onAuth({ username, validatePassword }, _session, done) {
        if (validatePassword(LOGIN.password)) done(null, { user: username })
        else done(new Error('no'))
      },
      onData(stream, { user }, done) {
        users.push(user)
        stream.resume().on('end', done)
      },
    })
    server.on('error', () => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)))
    const address = server.server.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const sender = (password: string) =>
      smtpSender(
        {
          server: { scheme: 'smtp', host: 'mail.test', port },
          tls: { mode: 'opportunistic', verify: true },
          login: { ...LOGIN, password },
        },
        loopback(),
      )
    const session = await sender(LOGIN.password).open(freshDialogue().dialogue, NO_SIGNAL)
    await session.submit(MESSAGE, NO_SIGNAL)
    await session.close()
    expect(users).toEqual([LOGIN.userid])
    const refused = await evidenceOf(sender('wrong').open(freshDialogue().dialogue, NO_SIGNAL))
    expect(refused).toMatchObject({ phase: 'auth', kind: 'refused', command: 'AUTH', replyCode: 535 })
  })
})

describe('which mechanism is taken', () => {
  const rows: [offered: string, where: 'in the clear' | 'under STARTTLS' | 'over smtps', taken: RegExp][] = [
    ['PLAIN LOGIN CRAM-MD5', 'in the clear', /^AUTH CRAM-MD5$/],
    ['DIGEST-MD5 cram-md5', 'in the clear', /^AUTH CRAM-MD5$/],
    ['PLAIN LOGIN', 'in the clear', /^AUTH PLAIN \S+$/],
    ['CRAM-MD5 LOGIN PLAIN', 'under STARTTLS', /^AUTH PLAIN \S+$/],
    ['CRAM-MD5', 'under STARTTLS', /^AUTH CRAM-MD5$/],
    ['CRAM-MD5 PLAIN', 'over smtps', /^AUTH PLAIN \S+$/],
    ['CRAM-MD5 LOGIN', 'over smtps', /^AUTH LOGIN$/],
    ['CRAM-MD5 SCRAM-SHA-1', 'over smtps', /^AUTH CRAM-MD5$/],
  ]
  test.each(rows)('of %s %s', async (offered, where, taken) => {
    const extensions = [`AUTH ${offered}`, ...(where === 'under STARTTLS' ? ['STARTTLS'] : [])]
    const play = smtpPlay({ extensions, certificate: CERTIFICATE, on: { AUTH: '535 5.7.8 no' } })
    const sending = await sendingTo(
      play,
      { settings: { login: LOGIN } },
      where === 'over smtps' ? CERTIFICATE : undefined,
    )
    expect(await evidenceOf(sending.send())).toMatchObject({ kind: 'refused', command: 'AUTH' })
    const tried = sending.server.lines.filter((line) => line.startsWith('AUTH'))
    expect(tried).toEqual([expect.stringMatching(taken)])
  })
})

describe('a login by CRAM-MD5 that fails', () => {
  test('by a wrong password ends at once, with no other try', async () => {
    const login = { ...LOGIN, password: 'wrong' }
    const extensions = ['AUTH CRAM-MD5 PLAIN LOGIN']
    const play = smtpPlay({ extensions, on: { AUTH: judging() } })
    const sending = await sendingTo(play, { settings: { login } })
    const evidence = await evidenceOf(sending.send())
    const words = { replyCode: 535, enhancedCode: '5.7.8', text: '535 5.7.8 no' }
    expect(evidence).toEqual({ ...AT_AUTH, kind: 'refused', ...words })
    await allGone(sending.server)
    const { response } = expectedResponse(CHALLENGE, login.userid, login.password)
    expect(sending.server.lines).toEqual(['EHLO probe.test', 'AUTH CRAM-MD5', response, 'QUIT'])
    expect(sending.server.connections).toBe(1)
  })

  test('by a refusal before the challenge ends at once', async () => {
    const sending = await sendingBy(({ write }) => write('454 4.7.0 backend down\r\n'))
    expect(await evidenceOf(sending.send())).toMatchObject({ kind: 'refused', replyCode: 454 })
    await expect.poll(() => sending.server.lines).toEqual(['EHLO probe.test', 'AUTH CRAM-MD5', 'QUIT'])
  })

  test.each(NO_CHALLENGES)(
    'since the challenge is %s gets no response, nor anything else',
    async (_what, text) => {
      const sending = await sendingBy(saying(`334 ${text}\r\n`))
      const evidence = await evidenceOf(sending.send())
      expect(evidence).toMatchObject({ ...AT_AUTH, kind: 'protocol' })
      expect(evidence.text?.slice(0, 50)).toBe(`334 ${text}`.trim().slice(0, 50))
      expect(evidence.text?.length).toBeLessThanOrEqual(300)
      await allGone(sending.server)
      expect(sending.server.lines).toEqual(['EHLO probe.test', 'AUTH CRAM-MD5'])
    },
  )

  const outOfStep: [string, SmtpAct, readonly string[]][] = [
    ['it is granted before there was a challenge', saying(TAKEN), []],
    ['the challenge has several lines', saying(`334-${base64(CHALLENGE)}\r\n${ASKED}`), []],
    ['there is a second challenge', saying(ASKED, ASKED), [RESPONSE]],
  ]
  test.each(outOfStep)('since %s ends without another word', async (_what, act, said) => {
    const sending = await sendingBy(act)
    expect(await evidenceOf(sending.send())).toMatchObject({ kind: 'protocol', command: 'AUTH' })
    await allGone(sending.server)
    expect(sending.server.lines).toEqual(['EHLO probe.test', 'AUTH CRAM-MD5', ...said])
  })

  test('by silence after the response ends at the deadline', async () => {
    const silent: SmtpAct = async (connection) => {
      connection.write(ASKED)
      await connection.closed
    }
    const sending = await sendingBy(silent, LOGIN, AbortSignal.timeout(150))
    expect(await evidenceOf(sending.send())).toEqual({ ...AT_AUTH, kind: 'deadline' })
    await allGone(sending.server)
  })

  test('and quotes the response leaves its mark, not the digest', async () => {
    const spellings = [DIGEST, DIGEST.toUpperCase(), base64(DIGEST), RESPONSE]
    const sending = await sendingBy(saying(ASKED, `535 5.7.8 not ${spellings.join(' or ')}\r\n`))
    const evidence = await evidenceOf(sending.send())
    const all = JSON.stringify([evidence, sending.log.lines()])
    for (const secret of spellings) expect(all).not.toContain(secret)
    expect(evidence.text).toBe('535 5.7.8 not <secret> or <secret> or <secret> or <secret>')
    expect(sending.texts('client')).toEqual(['EHLO probe.test', 'AUTH CRAM-MD5', '<secret>', 'QUIT'])
  })
})

test('nothing, not even QUIT, is said where it would be taken for a response', async () => {
  const server = await scriptedServer(async (connection) => {
    await connection.readLine()
    connection.write(ASKED)
  })
  onTestFinished(() => server.close())
  const socket = net.connect({ host: '127.0.0.1', port: server.port })
  await once(socket, 'connect')
  const wire = smtpWire(socket, freshDialogue().dialogue, systemClock, { greeted: true })
  await wire.within(NO_SIGNAL, () => wire.say('AUTH CRAM-MD5'))
  expect(wire.maySpeak).toBe(false)
  wire.hangUp()
  await allGone(server)
  expect(server.lines).toEqual(['AUTH CRAM-MD5'])
})
