import { describe, expect, test } from 'vitest'

import { ALICE, BOB, serverForTest } from './demo-server.ts'
import { pop3Login, rawClient } from './raw-client.ts'
import { issueCertificate } from '../../support/servers/certificates.ts'

const saslPlain = (text: string) => Buffer.from(text).toString('base64')

describe('before login', () => {
  test('greets, tells its capabilities and says goodbye', async () => {
    const server = await serverForTest()
    const client = await rawClient(server.pop3Port)
    expect(await client.line()).toMatch(/^\+OK /)
    expect(await client.askForLines('CAPA')).toEqual([
      '+OK',
      'TOP',
      'USER',
      'SASL PLAIN',
      'UIDL',
      'PIPELINING',
      'RESP-CODES',
      'AUTH-RESP-CODE',
      '.',
    ])
    expect(await client.ask('QUIT')).toMatch(/^\+OK/)
    await client.closed()
  })

  test.each([
    ['PASS before USER', 'PASS x'],
    ['USER without a name', 'USER'],
    ['a mailbox command', 'STAT'],
    ['STLS without a certificate', 'STLS'],
    ['an unknown mechanism', 'AUTH CRAM-MD5'],
    ['an empty line', ''],
  ])('refuses %s', async (_name, command) => {
    const server = await serverForTest()
    const client = await rawClient(server.pop3Port)
    await client.line()
    expect(await client.ask(command)).toMatch(/^-ERR /)
  })

  test('a wrong password, a wrong name and a cancelled AUTH are refused, and the session goes on', async () => {
    const server = await serverForTest()
    const { client, reply } = await pop3Login(server.pop3Port, ALICE.userid, BOB.password)
    expect(reply).toMatch(/^-ERR \[AUTH\]/)
    await client.ask('USER nobody')
    expect(await client.ask('PASS x')).toMatch(/^-ERR \[AUTH\]/)
    expect(await client.ask('AUTH PLAIN')).toBe('+ ')
    expect(await client.ask('*')).toMatch(/^-ERR/)
    await client.ask(`USER ${ALICE.userid}`)
    expect(await client.ask(`PASS ${ALICE.password}`)).toMatch(/^\+OK/)
  })

  test.each([
    ['in one step', (token: string) => [`AUTH PLAIN ${token}`]],
    ['in two steps', (token: string) => ['auth plain', token]],
  ])('AUTH PLAIN works %s', async (_name, commands) => {
    const server = await serverForTest()
    const client = await rawClient(server.pop3Port)
    await client.line()
    let reply = ''
    for (const command of commands(saslPlain(`\0${ALICE.userid}\0${ALICE.password}`))) {
      reply = await client.ask(command)
    }
    expect(reply).toMatch(/^\+OK/)
    expect(await client.ask('STAT')).toBe('+OK 0 0')
  })

  test('names and passwords are UTF-8', async () => {
    const account = { address: 'renee@roundtrip.test', userid: 'renée', password: 'pässword ' }
    const server = await serverForTest({ accounts: [account] })
    const octets = (text: string) => Buffer.from(text).toString('latin1')
    const { reply } = await pop3Login(server.pop3Port, octets(account.userid), octets(account.password))
    expect(reply).toMatch(/^\+OK/)
  })
})

describe('under TLS', () => {
  test('STLS is offered, upgrades once, and forgets what was said before', async () => {
    const server = await serverForTest({ certificate: issueCertificate({ names: ['localhost'] }) })
    const client = await rawClient(server.pop3Port)
    await client.line()
    expect(await client.askForLines('CAPA')).toContain('STLS')
    await client.ask(`USER ${ALICE.userid}`)
    expect(await client.ask('STLS')).toMatch(/^\+OK/)
    await client.startTls()
    expect(await client.askForLines('CAPA')).not.toContain('STLS')
    expect(await client.ask(`PASS ${ALICE.password}`)).toMatch(/^-ERR/)
    await client.ask(`USER ${ALICE.userid}`)
    expect(await client.ask(`PASS ${ALICE.password}`)).toMatch(/^\+OK/)
    expect(await client.ask('STLS')).toMatch(/^-ERR/)
  })

  test('the pop3s port greets under TLS', async () => {
    const server = await serverForTest({ certificate: issueCertificate({ names: ['localhost'] }) })
    const client = await rawClient(server.pop3sPort ?? 0, true)
    expect(await client.line()).toMatch(/^\+OK/)
    expect(await client.ask('STLS')).toMatch(/^-ERR/)
  })

  test('plain text on the pop3s port is cut off, and the server lives', async () => {
    const server = await serverForTest({ certificate: issueCertificate({ names: ['localhost'] }) })
    const client = await rawClient(server.pop3sPort ?? 0)
    client.write('USER alice')
    await client.closed()
    expect(await (await rawClient(server.pop3sPort ?? 0, true)).line()).toMatch(/^\+OK/)
  })
})
