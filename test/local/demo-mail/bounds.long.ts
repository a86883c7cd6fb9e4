import { connect } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { MOST_CLIENTS } from '../../../local/demo-mail/listener.ts'
import { MOST_MESSAGES, MOST_OCTETS, mailboxes } from '../../../local/demo-mail/mailbox.ts'
import { ALICE, serverForTest } from './demo-server.ts'
import { rawClient, sendRaw, smtpReply } from './raw-client.ts'

// Any user of the machine can send to the demo server: none of it may grow without an end.

function filled(count: number, octets: number) {
  const boxes = mailboxes('test')
  boxes.add(ALICE)
  const raw = Buffer.alloc(octets, 'x')
  for (let sent = 0; sent < count; sent += 1) boxes.deliver(ALICE.address, raw)
  return boxes.messages(ALICE.address)
}

test('a mailbox keeps its newest messages, and no more than so many', () => {
  const kept = filled(MOST_MESSAGES + 5, 10)
  expect(kept).toHaveLength(MOST_MESSAGES)
  expect(kept.at(0)?.uid).toBe('test.6')
  expect(kept.at(-1)?.uid).toBe(`test.${MOST_MESSAGES + 5}`)
})

test('nor more octets than so many, but always the newest', () => {
  const kept = filled(20, MOST_OCTETS / 8)
  expect(kept.map(({ uid }) => uid).at(-1)).toBe('test.20')
  expect(kept.reduce((sum, { raw }) => sum + raw.length, 0)).toBeLessThanOrEqual(MOST_OCTETS)
  expect(filled(2, MOST_OCTETS + 1).map(({ uid }) => uid)).toEqual(['test.2'])
})

test('a message has 4 MB at the most', async () => {
  const server = await serverForTest()
  const client = await rawClient(server.smtpPort)
  await client.line()
  expect((await smtpReply(client, 'EHLO client.test')).join('\n')).toContain('SIZE 4194304')
  const refused = await sendRaw(
    server.smtpPort,
    ALICE.address,
    Array.from({ length: 5000 }, () => 'x'.repeat(900)),
  )
  expect(refused).toMatch(/^552 /)
  expect(server.mailboxes.messages(ALICE.address)).toEqual([])
})

test.each(['smtpPort', 'pop3Port'] as const)('%s takes so many connections at once', async (name) => {
  const server = await serverForTest()
  const answers = Array.from({ length: MOST_CLIENTS + 10 }, () => {
    const socket = connect(server[name], '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.setEncoding('latin1').on('error', () => undefined)
    return new Promise<string>((resolve) => socket.once('data', resolve).once('close', () => resolve('')))
  })
  const greeted = (await Promise.all(answers)).filter((said) => /^(?:220|\+OK)/.test(said))
  expect(greeted).toHaveLength(MOST_CLIENTS)
})
