import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { dial } from '../../../../shared/adapters/mail/net/dial.ts'
import type { Network } from '../../../../shared/adapters/mail/net/network.ts'
import { type DeafPort, deafPort } from '../../../support/servers/deaf-port.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { type Script, type ScriptedServer, scriptedServer } from '../../../support/servers/scripted-server.ts'
import { NO_SIGNAL, addresses, evidenceOf, freshDialogue, loopback, stopwatch } from './net-world.ts'

/** The broadcast address takes no TCP: the kernel says so at once, and nothing leaves the machine. */
/** The broadcast address takes no TCP: the kernel says so at once, and nothing leaves the machine. */
const UNREACHABLE = '255.255.255.255'
/** On this machine too, but nobody listens there. */
const REFUSING = '127.0.0.2'

async function serverForTest(script: Script = () => undefined): Promise<ScriptedServer> {
  const server = await scriptedServer(script)
  onTestFinished(() => server.close())
  return server
}

function lookupTo(...list: string[]): Partial<Network> {
  return { lookup: () => Promise.resolve(addresses(...list)) }
}

function failingLookup(code: string): Partial<Network> {
  return { lookup: () => Promise.reject(Object.assign(new Error(code), { code })) }
}

describe('a server that can be reached', () => {
  test('is resolved and connected to, and both are timed', async () => {
    const server = await serverForTest()
    const { dialogue, texts } = freshDialogue()
    const socket = await dial({ host: 'mail.test', port: server.port }, dialogue, NO_SIGNAL, loopback())
    expect(socket.remotePort).toBe(server.port)
    expect(Object.keys(dialogue.times)).toEqual(['resolve', 'connect'])
    expect(texts('note')).toEqual(['mail.test is 127.0.0.1', `connected to 127.0.0.1:${server.port}`])
    socket.destroy()
  })

  test('is found by the system where no lookup is given', async () => {
    const server = await serverForTest()
    const { dialogue } = freshDialogue()
    const { clock } = loopback()
    const socket = await dial({ host: 'localhost', port: server.port }, dialogue, NO_SIGNAL, { clock })
    expect(socket.remotePort).toBe(server.port)
    socket.destroy()
  })

  test('is not looked up when it is an address', async () => {
    const server = await serverForTest()
    const { dialogue } = freshDialogue()
    const socket = await dial({ host: '127.0.0.1', port: server.port }, dialogue, NO_SIGNAL, failing())
    expect(Object.keys(dialogue.times)).toEqual(['connect'])
    socket.destroy()

    function failing(): Network {
      return loopback(failingLookup('ENOTFOUND'))
    }
  })

  test('is reached at its second address when the first refuses', async () => {
    const server = await serverForTest()
    const { dialogue, texts } = freshDialogue()
    const network = loopback(lookupTo(REFUSING, '127.0.0.1'))
    const socket = await dial({ host: 'mail.test', port: server.port }, dialogue, NO_SIGNAL, network)
    expect(socket.remoteAddress).toBe('127.0.0.1')
    expect(texts('note')).toContain(`${REFUSING}:${server.port}: ECONNREFUSED`)
    socket.destroy()
  })

  test('may reset the connection later without ending this process', async () => {
    const server = await serverForTest(async (connection) => {
      await connection.readLine()
      connection.reset()
    })
    const { dialogue } = freshDialogue()
    const socket = await dial({ host: 'mail.test', port: server.port }, dialogue, NO_SIGNAL, loopback())
    socket.write('HELLO\r\n')
    await new Promise((resolve) => socket.once('close', resolve))
    expect(socket.destroyed).toBe(true)
  })
})

describe('a server that cannot be reached', () => {
  const rows: [string, Partial<Network>, object][] = [
    ['a name that nobody knows', failingLookup('ENOTFOUND'), { kind: 'host-not-found', errno: 'ENOTFOUND' }],
    ['a name without addresses', failingLookup('ENODATA'), { kind: 'host-not-found', errno: 'ENODATA' }],
    ['an empty answer', lookupTo(), { kind: 'host-not-found' }],
    [
      'a resolver that cannot be asked',
      failingLookup('EAI_AGAIN'),
      { kind: 'dns-failure', errno: 'EAI_AGAIN' },
    ],
  ]
  test.each(rows)('%s is told as such, in phase resolve', async (_name, change, expected) => {
    const { dialogue } = freshDialogue()
    const dialled = dial({ host: 'mail.test', port: 25 }, dialogue, NO_SIGNAL, loopback(change))
    expect(await evidenceOf(dialled)).toEqual({ side: 'smtp', phase: 'resolve', ...expected })
    expect(Object.keys(dialogue.times)).toEqual(['resolve'])
  })

  const addressRows: [string, string[], object][] = [
    ['refuses', [REFUSING], { kind: 'connection-refused', errno: 'ECONNREFUSED' }],
    ['has no route to it', [UNREACHABLE], { kind: 'unreachable', errno: 'ENETUNREACH' }],
    [
      'refuses, with another that has no route',
      [REFUSING, UNREACHABLE],
      { kind: 'connection-refused', errno: 'ECONNREFUSED' },
    ],
  ]
  test.each(addressRows)(
    'an address that %s is told as such, in phase connect',
    async (_name, list, expected) => {
      const server = await serverForTest()
      const { dialogue } = freshDialogue()
      const target = { host: 'mail.test', port: server.port }
      const evidence = await evidenceOf(dial(target, dialogue, NO_SIGNAL, loopback(lookupTo(...list))))
      expect(evidence).toEqual({ side: 'smtp', phase: 'connect', ...expected })
      expect(Object.keys(dialogue.times)).toEqual(['resolve', 'connect'])
    },
  )
})

describe('a server that does not answer', () => {
  let deaf: DeafPort
  beforeAll(async () => {
    deaf = await deafPort()
  })
  afterAll(() => deaf.close())

  test('is given 10 s for each address and no more', async () => {
    const clock = fakeClock()
    const { dialogue } = freshDialogue()
    const network = { clock, lookup: () => Promise.resolve(addresses('127.0.0.1', '127.0.0.1')) }
    const start = clock.monotonicMs()
    const dialled = dial({ host: 'mail.test', port: deaf.port }, dialogue, NO_SIGNAL, network)
    const evidence = await clock.runUntil(evidenceOf(dialled))
    expect(evidence).toEqual({ side: 'smtp', phase: 'connect', kind: 'connect-timeout' })
    expect(clock.monotonicMs() - start).toBe(20_000)
    expect(clock.pendingTimers).toBe(0)
  })

  test('is let go of when the signal fires, with its timer', async () => {
    const clock = fakeClock()
    const watch = stopwatch(50)
    const { dialogue } = freshDialogue()
    const network = loopback({ clock })
    const dialled = dial({ host: 'mail.test', port: deaf.port }, dialogue, watch.signal, network)
    expect(await evidenceOf(dialled)).toEqual({ side: 'smtp', phase: 'connect', kind: 'deadline' })
    expect(watch.since()).toBeLessThan(100)
    expect(clock.pendingTimers).toBe(0)
  })

  test('leaves no half-open connection behind', async () => {
    // Two of them are what filled the queue; those of the tests before are gone soon.
    const filling = 2
    await expect.poll(halfOpen).toBe(filling)
    const watch = stopwatch(300)
    const { dialogue } = freshDialogue()
    const dialled = dial({ host: 'mail.test', port: deaf.port }, dialogue, watch.signal, loopback())
    const ended = evidenceOf(dialled)
    await expect.poll(halfOpen).toBe(filling + 1)
    expect(await ended).toMatchObject({ kind: 'deadline' })
    await expect.poll(halfOpen).toBe(filling)
  })

  function halfOpen(): number {
    return process.getActiveResourcesInfo().filter((name) => name === 'ConnectWrap').length
  }
})

describe('the signal', () => {
  test('ends a lookup that does not, and its late failure is nobody’s', async () => {
    const watch = stopwatch(20)
    const { dialogue } = freshDialogue()
    const late = Promise.withResolvers<never>()
    const network = loopback({ lookup: () => late.promise })
    const evidence = await evidenceOf(dial({ host: 'mail.test', port: 25 }, dialogue, watch.signal, network))
    expect(evidence).toEqual({ side: 'smtp', phase: 'resolve', kind: 'deadline' })
    expect(watch.since()).toBeLessThan(100)
    late.reject(new Error('too late'))
  })

  test.each(['mail.test', '127.0.0.1'])('that has fired already lets nothing begin: %s', async (host) => {
    const server = await serverForTest()
    const { dialogue } = freshDialogue()
    const dialled = dial({ host, port: server.port }, dialogue, AbortSignal.abort(), loopback())
    expect(await evidenceOf(dialled)).toMatchObject({ kind: 'deadline' })
    expect(server.connections).toBe(0)
  })
})
