import { expect, test } from 'vitest'

import { ALICE, aliceAt, serverForTest } from './demo-server.ts'
import { rawClient } from './raw-client.ts'
import { longTest } from '../../support/thorough.ts'

test('pipelined commands are answered in order', async () => {
  const server = await serverForTest()
  server.mailboxes.deliver(ALICE.address, Buffer.from('Subject: one\r\n\r\n'))
  const client = await rawClient(server.pop3Port)
  await client.line()
  client.write(`USER ${ALICE.userid}`, `PASS ${ALICE.password}`, 'STAT', 'DELE 1', 'QUIT', 'STAT')
  expect(await client.line()).toMatch(/^\+OK Password/)
  expect(await client.line()).toMatch(/^\+OK Logged/)
  expect(await client.line()).toMatch(/^\+OK 1 /)
  expect(await client.line()).toMatch(/^\+OK Marked/)
  expect(await client.line()).toMatch(/^\+OK 1 deleted/)
  await client.closed()
})

test('an endless line is cut off', async () => {
  const server = await serverForTest()
  const client = await rawClient(server.pop3Port)
  await client.line()
  client.write('A'.repeat(100_000))
  expect(await client.line()).toMatch(/^-ERR/)
  await client.closed()
})

longTest(
  'much is asked for at once: the answers come as fast as they are read, all, and in order',
  async () => {
    const server = await serverForTest()
    server.mailboxes.deliver(ALICE.address, Buffer.from('Subject: big\r\n\r\n'.padEnd(100_000, 'y\r\n')))
    const client = await aliceAt(server)
    client.write(...Array.from({ length: 20 }, () => 'RETR 1'), 'NOOP')
    for (let answers = 0; answers < 20;) if ((await client.line()) === '.') answers += 1
    expect(await client.line()).toBe('+OK')
  },
)

test('garbage and connections broken off leave the server standing', async () => {
  const server = await serverForTest()
  for (const garbage of ['\0\xff\x16\x03\x01', 'GET / HTTP/1.1', '\n\n\n', 'AUTH PLAIN \xff=']) {
    const client = await rawClient(server.pop3Port)
    client.write(garbage)
    client.drop(true)
  }
  expect(await (await aliceAt(server)).ask('STAT')).toBe('+OK 0 0')
})
