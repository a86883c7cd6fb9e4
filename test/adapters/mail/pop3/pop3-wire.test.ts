import { EventEmitter, getEventListeners, once } from 'node:events'
import net from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { pop3Mailbox } from '../../../../shared/adapters/mail/pop3/pop3-mailbox.ts'
import { pop3Library } from '../../../../shared/adapters/mail/pop3/pop3-library.ts'
import { pop3Wire } from '../../../../shared/adapters/mail/pop3/pop3-wire.ts'
import { systemClock } from '../../../../shared/adapters/system-clock.ts'
import { diagnosticLog } from '../../../../shared/app/probe/diagnostic-log.ts'
import type { Clock } from '../../../../shared/app/ports/clock.ts'
import { ProbeError } from '../../../../shared/app/ports/probe-error.ts'
import { type ScriptedServer, scriptedServer } from '../../../support/servers/scripted-server.ts'
import { type Play, pop3Play } from '../../../support/servers/pop3-play.ts'
import { script } from './pop3-visit.ts'
import { longTest } from '../../../support/thorough.ts'

let server: ScriptedServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function wireTo(play: Play) {
  server = await scriptedServer(pop3Play(play))
  const socket = net.connect({ host: '127.0.0.1', port: server.port })
  await once(socket, 'connect')
  const log = diagnosticLog(systemClock)
  const dialogue = log.dialogue('mailbox')
  const wire = pop3Wire(dialogue, systemClock)
  wire.attach(socket)
  await wire.greeting()
  return { wire, library: pop3Library(wire), socket, log, server }
}

const silent = () => new Promise<void>(() => undefined)
const evidenceOf = (error: unknown) => (error instanceof ProbeError ? error.evidence : error)

describe('the wire under node-pop3', () => {
  longTest('leaves no listener behind after 1,000 commands, half of them refused', async () => {
    const { wire, library, socket } = await wireTo({ on: { RETR: '-ERR no' } })
    if (!(library instanceof EventEmitter)) throw new Error('it tells by events')
    const counts = () => [
      ...['response', 'error', 'end'].map((name) => library.listenerCount(name)),
      ...['data', 'end', 'close', 'error', 'drain'].map((name) => socket.listenerCount(name)),
    ]
    const signal = new AbortController().signal
    const warned = vi.fn()
    process.on('warning', warned)
    const before = counts()
    for (let count = 0; count < 500; count += 1) {
      await wire.within(signal, () => library.TOP(1, 0))
      await wire.within(signal, () => library.RETR(1)).catch(() => undefined)
    }
    expect(counts()).toEqual(before)
    expect(getEventListeners(signal, 'abort')).toEqual([])
    process.off('warning', warned)
    expect(warned).not.toHaveBeenCalled()
    wire.end({ kind: 'connection-lost' })
  })

  test.each(['1\r\nDELE 2', '1\n', '1\0'])('writes nothing of an argument like %j', async (argument) => {
    const { wire, library, server } = await wireTo({})
    await expect(wire.say(`DELE ${argument}`)).rejects.toBeInstanceOf(TypeError)
    await expect(library.DELE(`${argument} x` as unknown as number)).rejects.toBeInstanceOf(TypeError)
    await expect(library.DELE(1)).resolves.toBe('marked')
    expect(server.lines).toEqual(['DELE 1'])
    wire.end({ kind: 'connection-lost' })
  })

  test('does one thing at a time: the second is refused, the first says what it was told to', async () => {
    const { wire, library, server } = await wireTo({})
    const { signal } = new AbortController()
    const first = wire.within(signal, () => library.DELE(1))
    await expect(wire.within(signal, () => library.DELE(2))).rejects.toBeInstanceOf(TypeError)
    await expect(first).resolves.toBe('marked')
    await expect(wire.within(signal, () => library.DELE(2))).resolves.toBe('marked')
    expect(server.lines).toEqual(['DELE 1', 'DELE 2'])
    wire.end({ kind: 'connection-lost' })
  })

  test('never dials again after its end', async () => {
    const { wire, library, server } = await wireTo({})
    wire.end({ kind: 'connection-lost' })
    const error: unknown = await library.TOP(1, 0).catch((reason: unknown) => reason)
    expect(evidenceOf(error)).toMatchObject({ kind: 'connection-lost', command: 'TOP' })
    expect(server.connections).toBe(1)
  })

  test('a command that waits when the wire is dropped fails at once', async () => {
    const { wire, library, socket } = await wireTo({ on: { TOP: silent } })
    const waiting = library.TOP(1, 0).catch(evidenceOf)
    await vi.waitFor(() => expect(server?.lines).toEqual(['TOP 1 0']))
    wire.end({ kind: 'connection-lost' })
    expect(await waiting).toMatchObject({ kind: 'connection-lost', command: 'TOP' })
    expect(socket.destroyed).toBe(true)
  })

  test('an error of the socket after the end is absorbed, and the first cause stands', async () => {
    const { wire, socket, log } = await wireTo({})
    wire.end({ kind: 'deadline' })
    socket.emit('error', Object.assign(new Error('late'), { code: 'ECONNRESET' }))
    expect(evidenceOf(await wire.say('STAT').catch((reason: unknown) => reason))).toMatchObject({
      kind: 'deadline',
    })
    expect(script(log.lines()).join('\n')).not.toContain('ECONNRESET')
  })

  test('an error of TLS in a session that stood is told as one', async () => {
    const { library, socket } = await wireTo({ on: { TOP: silent } })
    const waiting = library.TOP(1, 0).catch(evidenceOf)
    await vi.waitFor(() => expect(server?.lines).toEqual(['TOP 1 0']))
    socket.emit(
      'error',
      Object.assign(new Error('alert'), { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' }),
    )
    expect(await waiting).toMatchObject({ kind: 'tls', errno: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' })
  })

  test('how much of a reply was there is told when it stays half', async () => {
    const half = (connection: { write: (text: string) => void }) => connection.write('+OK\r\n1 a\r\n2')
    const { wire, library, log } = await wireTo({ on: { TOP: half } })
    const signal = AbortSignal.timeout(100)
    await expect(wire.within(signal, () => library.TOP(1, 0))).rejects.toBeInstanceOf(ProbeError)
    expect(script(log.lines()).at(-1)).toBe('resolve N: 6 octets of a reply that is not whole')
  })
})

/** A clock that knows how many timers run on it. */
function countingClock(): Clock & { running: () => number } {
  let running = 0
  return {
    ...systemClock,
    after(ms, action) {
      running += 1
      let over = false
      const settle = () => {
        if (!over) running -= 1
        over = true
      }
      const cancel = systemClock.after(ms, () => {
        settle()
        action()
      })
      return () => {
        settle()
        cancel()
      }
    },
    running: () => running,
  }
}

describe('a mailbox and its signal', () => {
  const settings = (port: number) => ({
    server: { scheme: 'pop3', host: '127.0.0.1', port } as const,
    credentials: { kind: 'password', userid: 'u', password: 'password' } as const,
    tls: { mode: 'none', verify: true } as const,
  })

  test.each([
    ['a session that ends well', {}],
    ['one after whose QUIT the server does not hang up', { on: { QUIT: '+OK bye' } }],
    ['one that never begins', { on: { '': '-ERR no' } }],
    ['a login that is refused', { on: { PASS: '-ERR no' } }],
  ])('leaves no timer and no listener behind after %s', async (_what, play) => {
    server = await scriptedServer(pop3Play(play))
    const clock = countingClock()
    const { signal } = new AbortController()
    const mailbox = pop3Mailbox(settings(server.port), { clock })
    const dialogue = diagnosticLog(clock).dialogue('mailbox')
    await mailbox
      .connect(dialogue, signal)
      .then((connection) => connection.logIn(signal))
      .then((session) => session.settle(signal))
      .catch((error: unknown) => expect(error).toBeInstanceOf(ProbeError))
    expect(clock.running()).toBe(0)
    expect(getEventListeners(signal, 'abort')).toEqual([])
    await vi.waitFor(() => expect(server?.open).toBe(0))
  })

  test.each([
    ['PASS', {}],
    ['AUTH PLAIN', { capabilities: ['SASL PLAIN'] }],
    ['AUTH PLAIN in two steps', { capabilities: ['SASL PLAIN'], on: { AUTH: '+ ' } }],
  ])(
    'the argument of %s is never given to the log, not even to one that hides nothing',
    async (_what, play) => {
      server = await scriptedServer(pop3Play(play))
      const { signal } = new AbortController()
      const log = diagnosticLog(systemClock)
      const mailbox = pop3Mailbox(settings(server.port), { clock: systemClock })
      const session = await (await mailbox.connect(log.dialogue('mailbox'), signal)).logIn(signal)
      await session.close()
      expect(server.lines.join('\n')).toMatch(/password|cGFzc3dvcmQ|AHUAcGFzc3dvcmQ=/)
      const said = script(log.lines()).join('\n')
      expect(said).not.toMatch(/password|cGFzc3dvcmQ|AHUAcGFzc3dvcmQ=/)
      expect(said).toContain('<secret>')
    },
  )

  test('a signal that has fired already ends each method with the deadline, and the connection', async () => {
    server = await scriptedServer(pop3Play({}))
    const mailbox = pop3Mailbox(settings(server.port), { clock: systemClock })
    const gone = AbortSignal.abort('deadline')
    const dialogue = () => diagnosticLog(systemClock).dialogue('mailbox')
    expect(
      evidenceOf(await mailbox.connect(dialogue(), gone).catch((reason: unknown) => reason)),
    ).toMatchObject({
      kind: 'deadline',
    })
    const { signal } = new AbortController()
    const session = await (await mailbox.connect(dialogue(), signal)).logIn(signal)
    expect(evidenceOf(await session.list(gone).catch((reason: unknown) => reason))).toEqual({
      side: 'mailbox',
      phase: 'search',
      kind: 'deadline',
      command: 'UIDL',
    })
    await vi.waitFor(() => expect(server?.open).toBe(0))
    expect(server.lines).not.toContain('UIDL')
  })

  test('a connection that the server ends between two commands is lost at the next', async () => {
    server = await scriptedServer(
      pop3Play({
        on: {
          PASS: (connection) => {
            connection.write('+OK\r\n')
            connection.end()
          },
        },
      }),
    )
    const { signal } = new AbortController()
    const mailbox = pop3Mailbox(settings(server.port), { clock: systemClock })
    const connection = await mailbox.connect(diagnosticLog(systemClock).dialogue('mailbox'), signal)
    const session = await connection.logIn(signal)
    await vi.waitFor(() => expect(server?.open).toBe(0))
    expect(evidenceOf(await session.list(signal).catch((reason: unknown) => reason))).toMatchObject({
      kind: 'connection-lost',
      phase: 'search',
      command: 'UIDL',
    })
  })
})
