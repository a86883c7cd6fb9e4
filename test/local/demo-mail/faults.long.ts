import { describe, expect, test } from 'vitest'

import type { DemoMailServer } from '../../../local/demo-mail/demo-mail-server.ts'
import type { LoginRefusal } from '../../../local/demo-mail/faults.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { ALICE, BOB, serverForTest } from './demo-server.ts'
import { pop3Login, sendRaw } from './raw-client.ts'

const NOTE = ['Subject: hello', '', 'body']

const send = (server: DemoMailServer) => sendRaw(server.smtpPort, ALICE.address, NOTE)
const lying = (server: DemoMailServer) => server.mailboxes.messages(ALICE.address).length

async function login(server: DemoMailServer, password = ALICE.password): Promise<string> {
  const { client, reply } = await pop3Login(server.pop3Port, ALICE.userid, password)
  if (reply.startsWith('+OK')) await client.ask('QUIT')
  client.drop()
  return reply
}

describe('what happens to mail', () => {
  test('lose: the next n are taken and gone, then mail arrives again', async () => {
    const server = await serverForTest()
    server.faults.lose(2)
    for (const expected of [0, 0, 1]) {
      expect(await send(server)).toMatch(/^250/)
      expect(lying(server)).toBe(expected)
    }
  })

  test('lose after: the first is delivered, the second lost, the third delivered', async () => {
    const server = await serverForTest()
    server.faults.lose(1, 1)
    for (const expected of [1, 1, 2]) {
      await send(server)
      expect(lying(server)).toBe(expected)
    }
  })

  test('delay: mail arrives that much later by the clock, until the delay is 0 again', async () => {
    const clock = fakeClock()
    const server = await serverForTest({ clock })
    server.faults.delay(5000)
    expect(await send(server)).toMatch(/^250/)
    await clock.advance(4999)
    expect(lying(server)).toBe(0)
    await clock.advance(1)
    expect(lying(server)).toBe(1)
    server.faults.delay(0)
    await send(server)
    expect(lying(server)).toBe(2)
  })

  test('close: what is on its way is dropped with its timer', async () => {
    const clock = fakeClock()
    const server = await serverForTest({ clock })
    server.faults.delay(5000)
    await send(server)
    await server.close()
    expect(clock.pendingTimers).toBe(0)
  })

  test('deliver twice: one message, two copies with ids of their own', async () => {
    const server = await serverForTest()
    server.faults.deliverTwice()
    await send(server)
    expect(new Set(server.mailboxes.messages(ALICE.address).map(({ uid }) => uid)).size).toBe(2)
    await send(server)
    expect(lying(server)).toBe(3)
  })

  test('defer: mail waits in the queue until it is released', async () => {
    const server = await serverForTest()
    server.faults.defer()
    await send(server)
    expect(lying(server)).toBe(0)
    server.faults.release()
    expect(lying(server)).toBe(1)
    server.faults.release()
    expect(lying(server)).toBe(1)
  })

  test('reject recipient: 450 twice, then accepted', async () => {
    const server = await serverForTest()
    server.faults.rejectRecipient({ code: 450, text: '4.2.0 Greylisted, come back later' }, { times: 2 })
    expect(await send(server)).toBe('450 4.2.0 Greylisted, come back later')
    expect(await send(server)).toMatch(/^450/)
    expect(await send(server)).toMatch(/^250/)
  })

  test('reject recipient for ever: until clear', async () => {
    const server = await serverForTest()
    server.faults.rejectRecipient({ code: 552, text: '5.2.2 Over quota' }, { times: Infinity })
    for (let attempt = 0; attempt < 3; attempt += 1) expect(await send(server)).toMatch(/^552 5\.2\.2/)
    server.faults.clear()
    expect(await send(server)).toMatch(/^250/)
  })

  test('reject message: refused after the dot and not delivered', async () => {
    const server = await serverForTest()
    server.faults.rejectMessage({ code: 554, text: '5.7.1 Looks like spam' })
    expect(await send(server)).toBe('554 5.7.1 Looks like spam')
    expect(lying(server)).toBe(0)
    expect(await send(server)).toMatch(/^250/)
  })

  test('an unknown recipient uses up no fault', async () => {
    const server = await serverForTest()
    server.faults.rejectRecipient({ code: 450, text: 'later' })
    expect(await sendRaw(server.smtpPort, 'nobody@roundtrip.test', NOTE)).toMatch(/^550/)
    expect(await sendRaw(server.smtpPort, BOB.address, NOTE)).toMatch(/^450/)
  })
})

describe('what happens at login', () => {
  test.each<LoginRefusal>(['AUTH', 'IN-USE', 'LOGIN-DELAY', 'SYS/TEMP', 'SYS/PERM'])(
    '%s for two logins, then in',
    async (refusal) => {
      const server = await serverForTest()
      server.faults.refuseLogins(refusal, { times: 2 })
      expect(await login(server)).toContain(`-ERR [${refusal}] `)
      expect(await login(server)).toContain(`-ERR [${refusal}] `)
      expect(await login(server)).toMatch(/^\+OK/)
    },
  )

  test('a mailbox locked for a while is free again when the clock says so', async () => {
    const clock = fakeClock()
    const server = await serverForTest({ clock })
    server.faults.refuseLogins('IN-USE', { ms: 3000 })
    await clock.advance(2999)
    expect(await login(server)).toMatch(/^-ERR \[IN-USE\]/)
    await clock.advance(1)
    expect(await login(server)).toMatch(/^\+OK/)
  })

  test('a wrong password is told before any fault, and uses up none', async () => {
    const server = await serverForTest()
    server.faults.refuseLogins('IN-USE')
    expect(await login(server, 'wrong')).toMatch(/^-ERR \[AUTH\]/)
    expect(await login(server)).toMatch(/^-ERR \[IN-USE\]/)
  })
})

test('a port in use rejects with EADDRINUSE and leaves nothing open', async () => {
  const first = await serverForTest()
  await expect(serverForTest({ pop3Port: first.pop3Port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await expect(serverForTest({ smtpPort: first.smtpPort })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
