import { describe, expect, test } from 'vitest'

import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import type { ScriptedConnection } from '../../../support/servers/scripted-server.ts'
import { allGone, evidenceOf } from '../net/net-world.ts'
import {
  type Answer,
  GOOD_ANSWERS,
  OFFERS_TLS,
  type SmtpPlay,
  type Step,
  smtpScript,
} from './scripted-smtp.ts'
import { CERTIFICATE, LOGIN, sendingTo } from './sending.ts'
import { someOf } from '../../../support/thorough.ts'

/**
 * Every answer of a session with STARTTLS and a login, and what the evidence names when it is the one that
 * fails.
 */
const STEPS: [string, Step, 'clear' | 'tls', Pick<Evidence, 'phase' | 'command'>][] = [
  ['the greeting', 'greeting', 'clear', { phase: 'greeting' }],
  ['EHLO', 'EHLO', 'clear', { phase: 'greeting', command: 'EHLO' }],
  ['STARTTLS', 'STARTTLS', 'clear', { phase: 'tls', command: 'STARTTLS' }],
  ['EHLO under TLS', 'EHLO', 'tls', { phase: 'tls', command: 'EHLO' }],
  ['AUTH', 'AUTH', 'tls', { phase: 'auth', command: 'AUTH' }],
  ['MAIL FROM', 'MAIL', 'tls', { phase: 'submit', command: 'MAIL FROM' }],
  ['RCPT TO', 'RCPT', 'tls', { phase: 'submit', command: 'RCPT TO' }],
  ['DATA', 'DATA', 'tls', { phase: 'submit', command: 'DATA' }],
  ['the final dot', '.', 'tls', { phase: 'submit', command: '.' }],
]

/** What goes wrong at a step; `expire` fires the run's signal. */
interface Fault {
  kind: Evidence['kind']
  answer: (expire: () => void) => Answer
}

const FAULTS: Record<string, Fault> = {
  'closes the connection': {
    kind: 'connection-lost',
    answer: () => (connection) => {
      connection.end()
      return connection.closed
    },
  },
  'closes it within a line': {
    kind: 'connection-lost',
    answer: () => (connection) => {
      connection.write('25')
      connection.end()
      return connection.closed
    },
  },
  'resets the connection': {
    kind: 'connection-lost',
    answer: () => async (connection) => {
      // The client is to know of its connection first.
      await new Promise((resolve) => setTimeout(resolve, 5))
      connection.reset()
      return connection.closed
    },
  },
  'says nothing': { kind: 'deadline', answer: (expire) => (connection) => lingers(connection, expire) },
  'drips a line that never ends': {
    kind: 'deadline',
    answer: (expire) => (connection) => {
      void lingers(connection, expire)
      return repeats(connection, 'x')
    },
  },
  'never comes to the last line': {
    kind: 'deadline',
    answer: (expire) => (connection) => {
      void lingers(connection, expire)
      return repeats(connection, '250-more\r\n')
    },
  },
  'speaks another protocol': { kind: 'protocol', answer: () => 'HTTP/1.1 400 Bad Request\r\n' },
  'answers with an empty line': { kind: 'protocol', answer: () => '\r\n' },
  'answers with a code that fits nothing here': { kind: 'protocol', answer: () => '355 well\r\n' },
  'sends octets that are no text': { kind: 'protocol', answer: () => '\0\x15\x03\x80\xff\n' },
  'changes the code between lines': { kind: 'protocol', answer: () => '250-yes\r\n220-yes\r\n354 yes\r\n' },
  'sends a line of 10 kB': { kind: 'protocol', answer: () => `250 ${'x'.repeat(10_000)}` },
  'sends a line of 100 kB': { kind: 'protocol', answer: () => `250 ${'x'.repeat(100_000)}` },
  'sends a reply of 2 MB': {
    kind: 'protocol',
    answer: () => (connection) => connection.write(`250-${'x'.repeat(1000)}\r\n`.repeat(70)),
  },
}

function lingers(connection: ScriptedConnection, expire: () => void): Promise<unknown> {
  setTimeout(expire, 40)
  return connection.closed
}

/** Says it again every 5 ms until the client has gone. */
async function repeats(connection: ScriptedConnection, piece: string): Promise<void> {
  const state = { gone: false }
  void connection.closed.then(() => (state.gone = true))
  while (!state.gone) {
    connection.write(piece)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe.each(STEPS)('a server that at %s', (_name, step, where, expected) => {
  test.each(someOf(Object.entries(FAULTS), 5))('%s', async (_fault, { kind, answer }) => {
    const controller = new AbortController()
    const expire = () => controller.abort(new Error('the deadline'))
    const sending = await sendingTo(smtpScript(playWith(step, where, answer(expire))), {
      settings: { login: LOGIN },
      signal: controller.signal,
    })
    const evidence = await evidenceOf(sending.send())
    expect(evidence).toMatchObject({ side: 'smtp', kind, ...expected })
    expect('command' in evidence).toBe('command' in expected)
    expect(sending.session?.mayBeAccepted ?? false).toBe(step === '.')
    expect(sending.clock.pendingTimers).toBe(0)
    await allGone(sending.server)
  })
})

function playWith(step: Step, where: 'clear' | 'tls', answer: Answer): SmtpPlay {
  const clear = { EHLO: OFFERS_TLS, ...(where === 'clear' && { [step]: answer }) }
  return { answers: clear, certificate: CERTIFICATE, underTls: where === 'tls' ? { [step]: answer } : {} }
}

describe('a server that says more than it was asked', () => {
  const steps: [Step, Pick<Evidence, 'phase'>][] = [
    ['greeting', { phase: 'greeting' }],
    ['EHLO', { phase: 'greeting' }],
    ['AUTH', { phase: 'auth' }],
    ['MAIL', { phase: 'submit' }],
    ['RCPT', { phase: 'submit' }],
    ['DATA', { phase: 'submit' }],
  ]
  const extras: [string, string][] = [
    ['its answer twice', ''],
    ['a line that is no reply', 'and one more thing\r\n'],
    ['the beginning of a line', '250'],
  ]
  const rows = steps.flatMap(([step, expected]) =>
    extras.map(([name, extra]) => ({ step, name, extra: extra || GOOD_ANSWERS[step], expected })),
  )
  test.each(rows)('$name, at $step', async ({ step, extra, expected }) => {
    const answers = { [step]: GOOD_ANSWERS[step] + extra }
    const sending = await sendingTo(smtpScript({ answers }), { settings: { login: LOGIN } })
    const evidence = await evidenceOf(sending.send())
    expect(evidence).toMatchObject({ side: 'smtp', kind: 'protocol', ...expected })
    expect(sending.session?.mayBeAccepted ?? false).toBe(false)
    expect(sending.server.lines).not.toContain('.')
  })

  test.each(extras)('after it has taken the message has taken it: %s', async (_name, extra) => {
    const dot = GOOD_ANSWERS['.']
    const sending = await sendingTo(smtpScript({ answers: { '.': dot + (extra || dot) } }))
    await sending.send()
    expect(sending.session?.mayBeAccepted).toBe(false)
  })

  test.each([
    ['a whole reply', '250 AUTH PLAIN\r\n'],
    ['a fragment', '250-'],
  ])('after STARTTLS, in the clear, is not listened to: %s', async (_name, extra) => {
    const answers = { EHLO: OFFERS_TLS, STARTTLS: GOOD_ANSWERS.STARTTLS + extra }
    const play = { answers, certificate: CERTIFICATE }
    const sending = await sendingTo(smtpScript(play), { settings: { login: LOGIN } })
    const evidence = await evidenceOf(sending.send())
    expect(evidence).toMatchObject({ phase: 'tls', kind: 'protocol', text: extra.trim() })
    expect(sending.server.lines).toEqual(['EHLO probe.test', 'STARTTLS'])
  })
})

describe('a server that goes away between two steps', () => {
  test.each([
    [
      'with 421',
      '421 4.3.2 shutting down\r\n',
      { kind: 'refused', replyCode: 421, enhancedCode: '4.3.2', text: '421 4.3.2 shutting down' },
    ],
    ['without a word', '', { kind: 'connection-lost' }],
    ['with something that nobody asked', '250 hello?\r\n', { kind: 'protocol', text: '250 hello?' }],
  ])('is told at the next: %s', async (_name, words, expected) => {
    const parting = Promise.withResolvers<undefined>()
    const answers = {
      EHLO(connection: ScriptedConnection) {
        connection.write(GOOD_ANSWERS.EHLO)
        void parting.promise.then(() => {
          connection.write(words)
          connection.end()
        })
      },
    }
    const sending = await sendingTo(smtpScript({ answers }))
    const session = await sending.open()
    parting.resolve(undefined)
    await allGone(sending.server)
    const submitted = session.submit(
      { from: 'a@a.test', to: 'b@b.test', text: 'x' },
      new AbortController().signal,
    )
    expect(await evidenceOf(submitted)).toEqual({
      side: 'smtp',
      phase: 'submit',
      ...expected,
    })
    expect(session.mailFrom).toBeUndefined()
    await session.close()
  })
})

describe('a server that stops within the message', () => {
  const text = 'x'.repeat(998).concat('\r\n').repeat(12_000)
  test.each([
    ['resets', 'connection-lost', (connection: ScriptedConnection) => connection.reset()],
    ['closes', 'connection-lost', (connection: ScriptedConnection) => connection.destroy()],
    ['reads no further', 'deadline', () => setTimeout(() => controller.abort(), 40)],
  ] as const)('cannot have taken it: %s', async (_name, kind, stops) => {
    controller = new AbortController()
    const answers = {
      async DATA(connection: ScriptedConnection) {
        connection.write(GOOD_ANSWERS.DATA)
        await connection.readLine()
        connection.socket.pause()
        stops(connection)
        await connection.closed
      },
    }
    const sending = await sendingTo(smtpScript({ answers }), {
      message: { from: 'a@a.test', to: 'b@b.test', text },
      signal: controller.signal,
    })
    const evidence = await evidenceOf(sending.send())
    expect(evidence).toMatchObject({ phase: 'submit', kind, command: 'DATA' })
    expect(sending.session?.mayBeAccepted).toBe(false)
    expect(sending.texts('client')).not.toContain('.')
    expect(sending.clock.pendingTimers).toBe(0)
  })

  let controller = new AbortController()
})
