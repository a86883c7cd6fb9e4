import { EventEmitter } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test, vi } from 'vitest'

import { localMode } from '../../local/local-mode.ts'
import { stopSignals } from '../../shared/adapters/stop-signals.ts'
import { ALICE, serverForTest } from './demo-mail/demo-server.ts'
import { fastClock } from './fast-clock.ts'

const NOON = Date.UTC(2026, 0, 5, 12)

/** The local mode with one monitor of the user's own, whose servers are this test's. */
async function world() {
  const server = await serverForTest()
  const folder = await mkdtemp(join(tmpdir(), 'roundtrip-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'mine.json')
  const monitor = {
    monitorId: 'alice',
    emailAddress: ALICE.address,
    mailbox: {
      server: `pop3://127.0.0.1:${server.pop3Port}`,
      userid: ALICE.userid,
      password: 'ssm:alice.pop',
    },
    smtp: { server: `smtp://127.0.0.1:${server.smtpPort}` },
    timeoutSeconds: 60,
    intervalMinutes: 5,
  }
  await writeFile(file, JSON.stringify([monitor]))

  const clock = fastClock(NOON, 10)
  const source = new EventEmitter()
  const said = { text: '', second: 0 }
  const write = (text: string) => void (said.text += text)
  const hears = (words: RegExp) =>
    vi.waitFor(() => expect(said.text).toMatch(words), { timeout: 8000, interval: 20 })
  const exit = localMode(['--monitors', file, '--data', join(folder, 'data')], {
    screen: { write, isTerminal: false },
    complain: write,
    env: { ROUNDTRIP_SECRET_ALICE_POP: ALICE.password },
    clock,
    signals: stopSignals(source, clock, () => void (said.second += 1)),
  })
  return { server, source, said, hears, exit }
}

test("a user's own monitor makes its round trip with the password from the environment, which is shown nowhere", async () => {
  const { source, said, hears, exit } = await world()
  await hears(/alice {2}OK {2}\d+ ms/)
  await hears(/next run at .* \(alice\)/)
  source.emit('SIGINT')
  expect(await exit).toBe(0)
  expect(said.text).not.toContain(ALICE.password)
  expect(said.text).not.toContain('Stopping')
}, 20_000)

test('a run under way when it is stopped gets 10 s, is then recorded as interrupted, and the exit code is 0', async () => {
  const { server, source, said, exit } = await world()
  server.faults.refuseLogins('IN-USE', { times: Infinity })
  await vi.waitFor(() => expect(server.mailboxes.messages(ALICE.address)).toHaveLength(1), { timeout: 8000 })
  source.emit('SIGTERM')
  expect(await exit).toBe(0)
  expect(said.text).toMatch(
    /Stopping\. The run under way has at most 10 s to finish; Ctrl-C again ends at once\.\n.*alice {2}INCONCLUSIVE/,
  )
  expect(said.text).toContain('run-interrupted')
  expect(said.text).toMatch(/\nStopped\..*\n$/)
}, 20_000)
