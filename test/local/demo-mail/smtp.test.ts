import { describe, expect, test } from 'vitest'

import { ALICE, BOB, serverForTest } from './demo-server.ts'
import { rawClient, sendRaw, smtpReply } from './raw-client.ts'
import { issueCertificate } from '../../support/servers/certificates.ts'

const NOTE = ['Subject: hello', '', 'body', '..stuffed']

describe('taking mail', () => {
  test('a message for a known address lies in its mailbox at once, with the headers of its way in front', async () => {
    const server = await serverForTest()
    expect(await sendRaw(server.smtpPort, 'Alice@Roundtrip.TEST', NOTE)).toMatch(/^250 2\.0\.0 /)
    const [message] = server.mailboxes.messages(ALICE.address)
    const lines = message?.raw.toString('latin1').split('\r\n') ?? []
    expect(lines[0]).toBe('Return-Path: <sender@roundtrip.test>')
    expect(lines.join('\n')).toMatch(
      /\nReceived: from client\.test \(\[127\.0\.0\.1\]\)\n\tby mail\.roundtrip\.test with ESMTP id \S+\n\tfor <Alice@Roundtrip\.TEST>; \w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000\nSubject: hello\n/,
    )
    expect(lines.slice(-4)).toEqual(['', 'body', '.stuffed', ''])
  })

  test('each recipient gets a copy, the others nothing', async () => {
    const server = await serverForTest()
    const client = await rawClient(server.smtpPort)
    await client.line()
    await smtpReply(client, 'EHLO client.test')
    await client.ask('MAIL FROM:<>')
    await client.ask(`RCPT TO:<${ALICE.address}>`)
    expect(await client.ask('RCPT TO:<nobody@roundtrip.test>')).toMatch(/^550 5\.1\.1 /)
    await client.ask(`RCPT TO:<${BOB.address}>`)
    await client.ask('DATA')
    client.write(...NOTE)
    expect(await client.ask('.')).toMatch(/^250/)
    expect(server.mailboxes.messages(ALICE.address)).toHaveLength(1)
    expect(server.mailboxes.messages(BOB.address)).toHaveLength(1)
  })

  test('an unknown address is refused with 550 5.1.1', async () => {
    const server = await serverForTest()
    expect(await sendRaw(server.smtpPort, 'nobody@roundtrip.test', NOTE)).toMatch(
      /^550 5\.1\.1 .*user unknown/,
    )
  })

  test('no TLS and no AUTH are offered where none were asked for', async () => {
    const server = await serverForTest()
    const client = await rawClient(server.smtpPort)
    await client.line()
    const offered = (await smtpReply(client, 'EHLO client.test')).join('\n')
    expect(offered).not.toMatch(/STARTTLS|AUTH/)
    expect(offered).toMatch(/PIPELINING/)
  })

  test('a connection broken off in the middle of DATA delivers nothing', async () => {
    const server = await serverForTest()
    const client = await rawClient(server.smtpPort)
    await client.line()
    await smtpReply(client, 'EHLO client.test')
    await client.ask('MAIL FROM:<a@b.test>')
    await client.ask(`RCPT TO:<${ALICE.address}>`)
    await client.ask('DATA')
    client.write('Subject: half')
    client.drop(true)
    await sendRaw(server.smtpPort, ALICE.address, NOTE)
    expect(server.mailboxes.messages(ALICE.address)).toHaveLength(1)
  })

  test('early talk, long lines and garbage leave the server standing', async () => {
    const server = await serverForTest()
    for (const garbage of ['EHLO too.soon', 'A'.repeat(100_000), '\0\xff\x16\x03\x01', 'GET / HTTP/1.1']) {
      const client = await rawClient(server.smtpPort)
      client.write(garbage)
      client.drop(true)
    }
    expect(await sendRaw(server.smtpPort, ALICE.address, NOTE)).toMatch(/^250/)
  })
})

describe('logins and TLS', () => {
  const LOGIN = { userid: 'sender', password: 'let me in' }
  const token = (password: string) => Buffer.from(`\0${LOGIN.userid}\0${password}`).toString('base64')

  test('where there are logins nobody sends without one', async () => {
    const server = await serverForTest({ smtpLogins: [LOGIN] })
    const client = await rawClient(server.smtpPort)
    await client.line()
    expect((await smtpReply(client, 'EHLO client.test')).join('\n')).toMatch(/AUTH PLAIN LOGIN/)
    expect(await client.ask('MAIL FROM:<a@b.test>')).toMatch(/^530 5\.7\.0/)
    expect(await client.ask(`AUTH PLAIN ${token('wrong')}`)).toMatch(/^535 5\.7\.8/)
    expect(await client.ask(`AUTH PLAIN ${token(LOGIN.password)}`)).toMatch(/^235/)
    expect(await client.ask('MAIL FROM:<a@b.test>')).toMatch(/^250/)
  })

  test('with a certificate the login is offered under TLS only, by STARTTLS', async () => {
    const server = await serverForTest({
      smtpLogins: [LOGIN],
      certificate: issueCertificate({ names: ['localhost'] }),
    })
    const client = await rawClient(server.smtpPort)
    await client.line()
    const plain = (await smtpReply(client, 'EHLO client.test')).join('\n')
    expect(plain).toMatch(/STARTTLS/)
    expect(await client.ask(`AUTH PLAIN ${token(LOGIN.password)}`)).toMatch(/^538/)
    expect(await client.ask('STARTTLS')).toMatch(/^220/)
    await client.startTls()
    expect((await smtpReply(client, 'EHLO client.test')).join('\n')).not.toMatch(/STARTTLS/)
    expect(await client.ask(`AUTH PLAIN ${token(LOGIN.password)}`)).toMatch(/^235/)
  })

  test('the smtps port greets under TLS', async () => {
    const server = await serverForTest({ certificate: issueCertificate({ names: ['localhost'] }) })
    const client = await rawClient(server.smtpsPort ?? 0, true)
    expect(await client.line()).toMatch(/^220 /)
  })
})
