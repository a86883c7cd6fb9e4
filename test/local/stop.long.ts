import { dirname, join } from 'node:path'

import { expect, test, vi } from 'vitest'

import { fileOf } from '../support/temporary-files.ts'
import { ALICE, serverForTest } from './demo-mail/demo-server.ts'
import { fastClock } from './fast-clock.ts'
import { npmStart } from './npm-start.ts'

const NOON = Date.UTC(2026, 0, 5, 12)

/** The local mode with one monitor of the user's own, whose servers are this test's. */
async function world() {
  const server = await serverForTest()
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
  const file = await fileOf('mine.json', JSON.stringify([monitor]))
  const started = npmStart(['--monitors', file, '--data', join(dirname(file), 'data')], {
    env: { ROUNDTRIP_SECRET_ALICE_POP: ALICE.password },
    clock: fastClock(NOON, 10),
  })
  return { server, ...started }
}

test("a user's own monitor makes its round trip with the password from the environment, which is shown nowhere", async () => {
  const { said, hears, stop } = await world()
  await hears(/alice {2}OK {2}[\d.]+ m?s/)
  expect(await stop('SIGINT')).toBe(0)
  expect(said.out).not.toContain(ALICE.password)
  expect(said.out).not.toContain('Stopping')
})

test('a run under way when it is stopped gets 10 s, is then recorded as interrupted, and the exit code is 0', async () => {
  const { server, said, stop } = await world()
  server.faults.refuseLogins('IN-USE', { times: Infinity })
  await vi.waitFor(() => expect(server.mailboxes.messages(ALICE.address)).toHaveLength(1), {
    timeout: 45_000,
  })
  expect(await stop('SIGTERM')).toBe(0)
  expect(said.out).toMatch(
    /Stopping\. The run in progress has at most 10 s to finish; Ctrl-C again ends at once\.\n.*alice {2}INCONCLUSIVE/,
  )
  expect(said.out).toContain('run-interrupted')
  expect(said.out).toMatch(/\nStopped\..*\n$/)
})
