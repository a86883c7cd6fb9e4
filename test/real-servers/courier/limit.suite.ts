import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

import { describe, expect, test } from 'vitest'

import { fullRun, ports } from '../full-run.ts'
import { expectOneLetter } from '../letters.ts'
import { HOST } from '../servers.ts'

const port = ports.pop3OfCrowdedCourier
const PLAN = {
  mailbox: 'courier-crowded',
  smtp: { tls: 'none' },
  at: { server: `pop3://${HOST}:${port}`, tls: 'none' },
} as const

/** As it ships, Courier closes the fifth connection of an address before it greets. */
describe('Courier that has four connections of ours', () => {
  test('is tried again, and lets us in when one has ended', async () => {
    const others = await connectFourTimes()
    const running = fullRun({ ...PLAN, timeoutSeconds: 60 })
    await wait(4000)
    for (const other of others) other.destroy()
    const done = await running
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
    await expectOneLetter(PLAN.mailbox)
  })

  test('is told at the deadline only, with a limit as the likely cause', async () => {
    const others = await connectFourTimes()
    const done = await fullRun({ ...PLAN, timeoutSeconds: 15 })
    for (const other of others) other.destroy()
    expect(done.result).toMatchObject({ reason: 'mailbox-connection-lost', outcome: 'failed' })
    expect(done.wallMs).toBeGreaterThan(5000)
    expect(done.published[0]?.text).toMatch(/limit/i)
  })
})

/**
 * Each has been greeted; one that is closed, since an earlier connection has not quite ended, is made again.
 */
function connectFourTimes(): Promise<net.Socket[]> {
  return Promise.all(Array.from({ length: 4 }, connect))
}

async function connect(): Promise<net.Socket> {
  const socket = net.connect({ host: '127.0.0.1', port })
  const greeted = await Promise.race([
    once(socket, 'data').then(() => true),
    once(socket, 'end').then(() => false),
  ])
  if (greeted) return socket
  socket.destroy()
  await wait(100)
  return connect()
}
