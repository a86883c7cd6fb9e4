import { expect, test } from 'vitest'

import type { DemoMailServer } from '../../../local/demo-mail/demo-mail-server.ts'
import { ALICE, BOB, aliceAt, serverForTest } from './demo-server.ts'
import { pop3Login } from './raw-client.ts'

const FIRST = 'Subject: one\r\nX-Test: 1\r\n\r\nline 1\r\n.dot\r\n..\r\nlast\r\n'
const SECOND = 'Subject: two\r\n\r\n'

function fill(server: DemoMailServer, ...messages: string[]): string[] {
  return messages.map((raw) => server.mailboxes.deliver(ALICE.address, Buffer.from(raw, 'latin1')).uid)
}

test('STAT, LIST and UIDL tell number, size and unique id, of all and of one', async () => {
  const server = await serverForTest()
  const uids = fill(server, FIRST, SECOND)
  const client = await aliceAt(server)
  const sizes = [FIRST.length, SECOND.length]
  expect(await client.ask('STAT')).toBe(`+OK 2 ${String(FIRST.length + SECOND.length)}`)
  expect((await client.askForLines('LIST')).slice(1)).toEqual([
    ...sizes.map((size, i) => `${i + 1} ${size}`),
    '.',
  ])
  expect((await client.askForLines('UIDL')).slice(1)).toEqual([
    ...uids.map((uid, i) => `${i + 1} ${uid}`),
    '.',
  ])
  expect(await client.ask('LIST 2')).toBe(`+OK 2 ${String(SECOND.length)}`)
  expect(await client.ask('UIDL 1')).toBe(`+OK 1 ${String(uids[0])}`)
  expect(await client.ask('NOOP')).toBe('+OK')
})

test('RETR stuffs the dots', async () => {
  const server = await serverForTest()
  fill(server, FIRST)
  const client = await aliceAt(server)
  expect(await client.askForLines('RETR 1')).toEqual([
    `+OK ${String(FIRST.length)} octets`,
    'Subject: one',
    'X-Test: 1',
    '',
    'line 1',
    '..dot',
    '...',
    'last',
    '.',
  ])
})

test.each([
  ['TOP 1 0', ['Subject: one', 'X-Test: 1', '']],
  ['TOP 1 2', ['Subject: one', 'X-Test: 1', '', 'line 1', '..dot']],
  ['TOP 1 99', ['Subject: one', 'X-Test: 1', '', 'line 1', '..dot', '...', 'last']],
  ['TOP 2 5', ['Subject: two', '']],
])('%s gives the headers and so many lines', async (command, lines) => {
  const server = await serverForTest()
  fill(server, FIRST, SECOND)
  const client = await aliceAt(server)
  expect((await client.askForLines(command)).slice(1)).toEqual([...lines, '.'])
})

test('8-bit octets come back as they went in', async () => {
  const server = await serverForTest()
  fill(server, 'Subject: x\r\n\r\n\xe9\xff\x80\r\n')
  const client = await aliceAt(server)
  expect(await client.askForLines('RETR 1')).toContain('\xe9\xff\x80')
})

test.each([
  'RETR 3',
  'RETR',
  'RETR 0',
  'RETR -1',
  'TOP 1',
  'TOP 1 x',
  'TOP 9 0',
  'DELE 9',
  'LIST 9',
  'UIDL x',
  'XYZ',
])('refuses %s', async (command) => {
  const server = await serverForTest()
  fill(server, FIRST, SECOND)
  const client = await aliceAt(server)
  expect(await client.ask(command)).toMatch(/^-ERR /)
  expect(await client.ask('STAT')).toMatch(/^\+OK 2 /)
})

test('DELE takes effect at QUIT, and the numbers stay until then', async () => {
  const server = await serverForTest()
  const [, second] = fill(server, FIRST, SECOND)
  const client = await aliceAt(server)
  expect(await client.ask('DELE 1')).toMatch(/^\+OK/)
  expect(await client.ask('DELE 1')).toMatch(/^-ERR/)
  expect(await client.ask('RETR 1')).toMatch(/^-ERR/)
  expect((await client.askForLines('UIDL')).slice(1)).toEqual([`2 ${String(second)}`, '.'])
  expect(server.mailboxes.messages(ALICE.address)).toHaveLength(2)
  expect(await client.ask('QUIT')).toMatch(/^\+OK 1 deleted/)
  expect(server.mailboxes.messages(ALICE.address).map(({ uid }) => uid)).toEqual([second])
})

test('RSET takes the marks back', async () => {
  const server = await serverForTest()
  fill(server, FIRST, SECOND)
  const client = await aliceAt(server)
  await client.ask('DELE 1')
  await client.ask('RSET')
  expect(await client.ask('STAT')).toMatch(/^\+OK 2 /)
  await client.ask('QUIT')
  expect(server.mailboxes.messages(ALICE.address)).toHaveLength(2)
})

test.each([false, true])(
  'a dropped connection deletes nothing and frees the lock (reset: %s)',
  async (reset) => {
    const server = await serverForTest()
    fill(server, FIRST)
    const client = await aliceAt(server)
    await client.ask('DELE 1')
    client.drop(reset)
    await expect
      .poll(async () => (await pop3Login(server.pop3Port, ALICE.userid, ALICE.password)).reply)
      .toMatch(/^\+OK/)
    expect(server.mailboxes.messages(ALICE.address)).toHaveLength(1)
  },
)

test('a session is a snapshot: what comes meanwhile is seen after the next login', async () => {
  const server = await serverForTest()
  fill(server, FIRST)
  const client = await aliceAt(server)
  fill(server, SECOND)
  expect(await client.ask('STAT')).toMatch(/^\+OK 1 /)
  await client.ask('QUIT')
  const next = await aliceAt(server)
  expect(await next.ask('STAT')).toMatch(/^\+OK 2 /)
})

test('a second session is told [IN-USE] until the first has said QUIT; another mailbox is free', async () => {
  const server = await serverForTest()
  const first = await aliceAt(server)
  const second = await pop3Login(server.pop3Port, ALICE.userid, ALICE.password)
  expect(second.reply).toMatch(/^-ERR \[IN-USE\]/)
  expect((await pop3Login(server.pop3Port, BOB.userid, BOB.password)).reply).toMatch(/^\+OK/)
  await first.ask('QUIT')
  await second.client.ask(`USER ${ALICE.userid}`)
  expect(await second.client.ask(`PASS ${ALICE.password}`)).toMatch(/^\+OK/)
})

test('unique ids never come again, in this server or the next', async () => {
  const server = await serverForTest()
  const [before] = fill(server, FIRST)
  const client = await aliceAt(server)
  await client.ask('DELE 1')
  await client.ask('QUIT')
  const [after] = fill(server, FIRST)
  const [elsewhere] = fill(await serverForTest(), FIRST)
  expect(new Set([before, after, elsewhere]).size).toBe(3)
  expect(before).toMatch(/^[\x21-\x7e]{1,70}$/)
})
