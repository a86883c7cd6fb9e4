import { describe, expect, onTestFinished, test } from 'vitest'

import { demoMailServer } from '../../../local/demo-mail/demo-mail-server.ts'
import { TRUSTED, good } from '../../faults/certificates.ts'
import { messagesOf } from '../../faults/enact.ts'
import { type MemoryStore, memoryStore } from '../../support/memory/memory-store.ts'
import { type Play, pop3Play } from '../../support/servers/pop3-play.ts'
import { type ScriptedServer, scriptedServer } from '../../support/servers/scripted-server.ts'
import { type SmtpPlay, smtpPlay } from '../../support/servers/smtp-play.ts'
import { steadyClock } from '../../support/steady-clock.ts'
import { ADDRESS, type FullProbe, PASSWORD, USERID, fullProbe } from '../../support/worlds/full-probe.ts'

const PLAIN = ['TOP', 'UIDL', 'USER']
const WITH_STLS = [...PLAIN, 'STLS']
const EXTENSIONS = ['AUTH PLAIN LOGIN']
const WITH_STARTTLS = ['STARTTLS', ...EXTENSIONS]

const HAD_TLS = 'no TLS, under which this monitor has logged in here before'

interface World {
  mailbox: ScriptedServer
  smtp: ScriptedServer
  runs: MemoryStore
  /** What the servers are from now on. */
  play: { mailbox: Play; smtp: SmtpPlay }
  run(plan?: Partial<FullProbe>): ReturnType<typeof fullProbe>
}

/** Servers whose offers change between two runs of one monitor, and a store that outlives them. */
async function world(): Promise<World> {
  const clock = steadyClock()
  const server = await demoMailServer({
    accounts: [{ address: ADDRESS, userid: USERID, password: PASSWORD }],
  })
  const play: World['play'] = { mailbox: {}, smtp: {} }
  const take = (message: string) => void server.mailboxes.deliver(ADDRESS, Buffer.from(message))
  const mailbox = await scriptedServer((connection, index) =>
    pop3Play({ messages: () => messagesOf(server), certificate: good, ...play.mailbox })(connection, index),
  )
  const smtp = await scriptedServer((connection, index) =>
    smtpPlay({ take, certificate: good, ...play.smtp })(connection, index),
  )
  onTestFinished(async () => {
    clock.stop()
    await Promise.all([server.close(), smtp.close(), mailbox.close()])
  })
  const runs = memoryStore(clock)
  const ports = { mailboxPort: mailbox.port, smtpPort: smtp.port }
  const always = { ...ports, ca: TRUSTED, runs, tellsClear: true, deadlineMs: 3000 }
  return { mailbox, smtp, runs, play, run: (plan) => fullProbe({ ...always, ...plan }, clock) }
}

const tls = (mode: 'opportunistic' | 'none' | 'for-password') => ({ tls: { mode } })

describe('a server at which a login was made under TLS', () => {
  test.each(['opportunistic', 'none', 'for-password'] as const)(
    'hears no password without it, where the definition says %s: the mailbox',
    async (mode) => {
      const { play, run, mailbox } = await world()
      play.mailbox = { capabilities: WITH_STLS }
      expect(await run({ mailbox: tls('opportunistic') })).toMatchObject({ status: 0, warnings: [] })
      const before = mailbox.lines.length

      play.mailbox = { capabilities: PLAIN }
      const stripped = await run({ mailbox: tls(mode) })
      expect(stripped).toMatchObject({
        status: 3,
        reason: 'password-needs-tls',
        phase: 'mailbox.tls',
        warnings: [],
      })
      expect(stripped.detail).toBe(HAD_TLS)
      expect(mailbox.lines.slice(before)).toEqual(['CAPA'])
    },
  )

  test.each(['opportunistic', 'none', 'for-password'] as const)(
    'hears no password without it, where the definition says %s: the SMTP server',
    async (mode) => {
      const { play, run, smtp } = await world()
      play.smtp = { extensions: WITH_STARTTLS }
      const login = { login: true }
      expect(await run({ smtp: { ...login, ...tls('opportunistic') } })).toMatchObject({ status: 0 })
      const before = smtp.lines.length

      play.smtp = { extensions: EXTENSIONS }
      const stripped = await run({ smtp: { ...login, ...tls(mode) } })
      expect(stripped).toMatchObject({ reason: 'password-needs-tls', phase: 'smtp.tls', detail: HAD_TLS })
      expect(smtp.lines.slice(before).filter((line) => /^(AUTH|MAIL)/.test(line))).toEqual([])
    },
  )

  test('makes no login at all in the clear, though one would hide the password', async () => {
    const { play, run, mailbox } = await world()
    play.mailbox = { capabilities: WITH_STLS }
    await run()
    const before = mailbox.lines.length
    play.mailbox = { capabilities: ['SASL CRAM-MD5', ...PLAIN] }
    expect(await run()).toMatchObject({ reason: 'password-needs-tls', detail: HAD_TLS })
    expect(mailbox.lines.slice(before)).toEqual(['CAPA'])
  })

  test('is forgotten when somebody says so, and known again once TLS is back', async () => {
    const { play, run, runs } = await world()
    play.mailbox = { capabilities: WITH_STLS }
    await run()
    await runs.dropTlsSeen('inbox')
    play.mailbox = { capabilities: PLAIN }
    expect(await run()).toMatchObject({ status: 0, warnings: ['password-in-clear'] })
    play.mailbox = { capabilities: WITH_STLS }
    expect(await run()).toMatchObject({ status: 0, warnings: [] })
    play.mailbox = { capabilities: PLAIN }
    expect(await run()).toMatchObject({ reason: 'password-needs-tls' })
  })

  test('is told by the run itself, where TLS is taken away between two looks', async () => {
    const { play, run, mailbox } = await world()
    play.mailbox = { capabilities: WITH_STLS, messages: [] }
    const running = run({ mailbox: tls('opportunistic') })
    await expect.poll(() => mailbox.lines.filter((line) => line.startsWith('QUIT')).length).toBeGreaterThan(0)
    play.mailbox = { capabilities: PLAIN }
    expect(await running).toMatchObject({ reason: 'password-needs-tls', detail: HAD_TLS })
    expect(mailbox.lines.filter((line) => line === `PASS ${PASSWORD}`).length).toBe(
      mailbox.lines.filter((line) => line === 'STLS').length,
    )
  })
})

describe('the store', () => {
  test('is not asked of servers where TLS comes first, nor of ones without a login', async () => {
    const { run, runs } = await world()
    const asked: string[] = []
    const watched: MemoryStore = {
      ...runs,
      wasTlsSeen: (place) => (asked.push(place.side), runs.wasTlsSeen(place)),
      noteTlsSeen: (place) => (asked.push(place.side), runs.noteTlsSeen(place)),
    }
    await run({ runs: watched })
    expect(asked).toEqual(['mailbox'])
  })

  test('that cannot be read ends the run before a password is said in the clear; nobody failed but we', async () => {
    const { run, runs, mailbox } = await world()
    const wasTlsSeen = () => Promise.reject(new Error('DynamoDB GetItem: throttled'))
    const probed = await run({ runs: { ...runs, wasTlsSeen }, mailbox: tls('opportunistic') })
    expect(probed).toMatchObject({ status: 90, reason: 'internal-error' })
    expect(mailbox.lines.filter((line) => /^(USER|PASS)/.test(line))).toEqual([])
  })

  test('that cannot be written ends no run, and is asked again by the next', async () => {
    const { play, run, runs } = await world()
    play.mailbox = { capabilities: WITH_STLS }
    const noteTlsSeen = () => Promise.reject(new Error('DynamoDB PutItem: throttled'))
    const probed = await run({ runs: { ...runs, noteTlsSeen } })
    expect(probed.status).toBe(0)
    expect(probed.log.map(({ text }) => text)).toContain(
      'that this server has TLS could not be noted down: Error: DynamoDB PutItem: throttled',
    )
    await run()
    play.mailbox = { capabilities: PLAIN }
    expect(await run()).toMatchObject({ reason: 'password-needs-tls' })
  })
})

describe('the warning that a password was said in the clear', () => {
  test('comes with a refused login too', async () => {
    const { play, run } = await world()
    play.mailbox = { on: { PASS: '-ERR [AUTH] no' } }
    const probed = await run()
    expect(probed).toMatchObject({ reason: 'mailbox-login-refused', warnings: ['password-in-clear'] })
  })

  test('does not come where the user name is refused, before the password', async () => {
    const { play, run } = await world()
    play.mailbox = { on: { USER: '-ERR [AUTH] who?' } }
    expect(await run()).toMatchObject({ reason: 'mailbox-login-refused', warnings: [] })
  })

  test('comes of the SMTP side', async () => {
    const { play, run } = await world()
    play.mailbox = { capabilities: WITH_STLS }
    play.smtp = { extensions: EXTENSIONS }
    expect(await run({ smtp: { login: true } })).toMatchObject({ status: 0, warnings: ['password-in-clear'] })
  })

  test('does not come under TLS', async () => {
    const { play, run } = await world()
    play.mailbox = { capabilities: WITH_STLS }
    play.smtp = { extensions: WITH_STARTTLS }
    expect(await run({ smtp: { login: true } })).toMatchObject({ status: 0, warnings: [] })
  })

  test('does not come where the login hides the password', async () => {
    const { play, run } = await world()
    play.mailbox = {
      capabilities: ['TOP', 'UIDL'],
      on: { '': '+OK ready <1896.697170952@mail.example.test>', APOP: '+OK welcome' },
    }
    expect(await run()).toMatchObject({ status: 0, warnings: [] })
  })

  test('does not come at a server on this machine', async () => {
    const { run } = await world()
    expect(await run({ mailboxHost: '127.0.0.1' })).toMatchObject({ status: 0, warnings: [] })
  })
})

test('a login in the clear that is refused before the password is said has no warning', async () => {
  const { play, run } = await world()
  play.smtp = { extensions: ['AUTH LOGIN'], on: { AUTH: '504 5.5.4 no' } }
  play.mailbox = { capabilities: ['TOP', 'UIDL', 'SASL PLAIN'], on: { AUTH: '-ERR no' } }
  // Too long for the line of AUTH PLAIN: it waits until it is asked for.
  const { outcome, warnings } = await run({ password: 'x1'.repeat(120), smtp: { login: true } })
  expect({ outcome, warnings }).toEqual({ outcome: 'failed', warnings: [] })
})
