import { once } from 'node:events'
import net from 'node:net'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { fullRun, ports } from '../full-run.ts'
import { HOST, runningServers } from '../servers.ts'
import { milterSocket } from './configuration.ts'

const { directory } = runningServers()

const DEFERRED = { status: 3, outcome: 'failed', phase: 'smtp.submit', warnings: ['refusal-waited-out'] }
const WORDS = '451 4.7.1 Service unavailable - try again later'

/** The commands of Sendmail's milter protocol that matter here, and the answers to them. */
const OPTIONS = 'O'
const RECIPIENT = 'R'
const END_OF_MESSAGE = 'E'
const MACROS = 'D'
const CONTINUE = Buffer.from([0, 0, 0, 1, 'c'.charCodeAt(0)])

const milter = dyingMilter()
beforeAll(async () => {
  milter.listen({ path: milterSocket(directory), writableAll: true })
  await once(milter, 'listening')
})
afterAll(() => milter.close())

describe.concurrent('Postfix whose milter is dead', () => {
  test.each([
    ['the sender where it does not run', 'milter-gone', ports.smtpWithoutMilter, 'sender-deferred'],
    ['the recipient where it dies there', 'milter-gone-at-rcpt', ports.smtpWithMilter, 'recipient-deferred'],
    [
      'the message where it dies at the dot',
      'milter-gone-at-the-dot',
      ports.smtpWithMilter,
      'message-deferred',
    ],
  ] as const)('puts off %s, which is not greylisting', async (_, mailbox, port, reason) => {
    const smtp = { server: `smtp://${HOST}:${port}`, tls: 'none' }
    const done = await fullRun({ mailbox, smtp, timeoutSeconds: 15 })
    expect(done.result).toMatchObject({ ...DEFERRED, reason })
    expect(done.result.detail).toContain(WORDS)
    expect(done.published[0]?.text).not.toMatch(/greylist|allow-list/i)
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })
})

/**
 * Lets everything pass, and breaks off at the end of each message, or at the recipient that is named after
 * that.
 */
function dyingMilter(): net.Server {
  return net.createServer((socket) => {
    let unread = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      unread = Buffer.concat([unread, chunk])
      while (unread.length >= 4 && unread.length >= 4 + unread.readUInt32BE()) {
        const packet = unread.subarray(0, 4 + unread.readUInt32BE())
        unread = unread.subarray(packet.length)
        const command = String.fromCharCode(packet[4] ?? 0)
        const dying = command === RECIPIENT && packet.includes('milter-gone-at-rcpt@')
        if (dying || command === END_OF_MESSAGE) socket.destroy()
        // Version 6, no actions, all steps.
        else if (command === OPTIONS)
          socket.write(Buffer.from('\0\0\0\x0dO\0\0\0\x06\0\0\0\0\0\0\0\0', 'latin1'))
        else if (command !== MACROS) socket.write(CONTINUE)
      }
    })
  })
}
