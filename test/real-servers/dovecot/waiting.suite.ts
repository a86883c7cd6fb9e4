import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import net from 'node:net'

import { describe, expect, test, vi } from 'vitest'

import { fullRun, imapLogins, ports } from '../full-run.ts'
import { TO_DOVECOT, lateMail } from '../late-mail.ts'
import { relayThatHears } from '../relay.ts'
import { HOST, runningServers } from '../servers.ts'

const { directory } = runningServers()
const at = { server: `imap://${HOST}:${ports.imap}`, tls: 'none' }

describe.concurrent('Dovecot that gets the message', () => {
  test.each([
    [3, 'imap-soon'],
    [20, 'imap-late'],
  ] as const)('after %i s is asked in one session', async (seconds, mailbox) => {
    await using late = await lateMail(() => seconds * 1000, TO_DOVECOT)
    const smtp = { server: late.server, tls: 'none' }
    const done = await fullRun({ mailbox, smtp, at, timeoutSeconds: 60 })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
    expect(done.result.roundTripMs).toBeGreaterThanOrEqual(seconds * 1000)
    expect(imapLogins(done)).toHaveLength(1)
    // On a busy machine the first look may come so late that the close ones last for 3 s.
    if (seconds > 3) expect(done.said.some((line) => line.endsWith(' IDLE'))).toBe(true)
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })

  test('after it was restarted, is logged in to again, and has it', async () => {
    await using late = await lateMail(() => 8000, TO_DOVECOT)
    let server = await started()
    await using relay = await relayThatHears(ports.imapOfRestarted, (line) => line.endsWith(' IDLE'))
    const restarted = { server: `imap://${HOST}:${relay.port}`, tls: 'none' }
    const running = fullRun({
      mailbox: 'imap-restarted',
      smtp: { server: late.server, tls: 'none' },
      at: restarted,
      timeoutSeconds: 60,
    })
    await relay.heard
    await stop(server)
    server = await started()
    const done = await running
    await stop(server)
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
    expect(done.said).toContain('SERVER: * BYE Server shutting down.')
    expect(imapLogins(done)).toHaveLength(2)
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })
})

/** A Dovecot of the test's own. It ends with the process that has started it. */
async function started(): Promise<ChildProcess> {
  const command = ['dovecot', '-F', '-c', `${directory}/restarted/restarted.conf`]
  const server = spawn('setpriv', ['--pdeathsig', 'TERM', ...command], { detached: true })
  await vi.waitUntil(() => isListening(ports.imapOfRestarted), { timeout: 60_000, interval: 50 })
  return server
}

function isListening(port: number): Promise<boolean> {
  const socket = net.connect({ host: '127.0.0.1', port })
  const connected = Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'close').then(() => false),
  ])
  return connected.catch(() => false).finally(() => socket.destroy())
}

/** With the processes of its sessions, as systemd stops it. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.pid !== undefined) process.kill(-server.pid)
  await once(server, 'exit')
}
