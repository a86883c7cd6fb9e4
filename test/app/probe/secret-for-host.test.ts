import { type AddressInfo, type Server, type Socket, createServer } from 'node:net'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { storedReading } from '../../../shared/adapters/secrets/stored-reading.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { HOST, PASSWORD, fullProbe } from '../../support/worlds/full-probe.ts'
import {
  DEFINITION,
  MAILBOX_PASSWORD,
  type RunWorld,
  SMTP_PASSWORD,
  logOf,
  resultOf,
  runWorld,
} from '../../support/worlds/run-world.ts'

const OWN = 'mail.example.test'
const forHosts = (value: string, ...hosts: string[]) => storedSecretText({ hosts, value })

async function worldWith(mailbox: string, smtp = SMTP_PASSWORD, change: Record<string, unknown> = {}) {
  const world = await runWorld(change)
  world.secrets.set('mailbox', mailbox).set('smtp', smtp)
  return world
}

async function textOf(world: RunWorld): Promise<string> {
  return JSON.stringify([await logOf(world), await resultOf(world)])
}

describe("an attacker's server in a row with another monitor's password", () => {
  const heard: string[] = []
  const callers: Socket[] = []
  let server: Server
  let port: number

  beforeEach(async () => {
    heard.length = callers.length = 0
    server = createServer((socket) => {
      callers.push(socket.on('error', () => undefined))
      socket.on('data', (octets) => heard.push(octets.toString('latin1')))
      socket.write('+OK ready\r\n')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterEach(() => {
    for (const socket of callers) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })

  const plan = () => ({ smtpPort: port, mailboxPort: port, deadlineMs: 400 })

  test.each([
    ['as the mailbox', { mailboxHost: 'evil.example.test' }, 'mailbox'],
    ['as the SMTP server', { smtpHost: 'evil.example.test', smtp: { login: true } }, 'smtp'],
    ['by the address of the right one', { mailboxHost: '127.0.0.1' }, 'mailbox'],
    ['as a name below the right one', { mailboxHost: `pop.${HOST}` }, 'mailbox'],
  ])('%s is not even called, nor is the other side', async (_, hosts, side) => {
    const probed = await fullProbe({ ...plan(), ...hosts, password: forHosts(PASSWORD, HOST) }, systemClock)
    expect(probed).toMatchObject({ outcome: 'inconclusive', status: 90, reason: 'secret-not-for-host' })
    expect(probed.detail).toContain(`is for ${HOST}, but ${side}.server is `)
    expect({ calls: callers.length, heard }).toEqual({ calls: 0, heard: [] })
    expect(JSON.stringify(probed)).not.toContain(PASSWORD)
  })

  test('is called where the secret is for it: nothing else stood in the way', async () => {
    await fullProbe({ ...plan(), password: forHosts(PASSWORD, HOST) }, systemClock)
    expect(callers.length).toBeGreaterThan(0)
  })

  test('hears nothing of a secret that looks like one with hosts and is none', async () => {
    const broken = forHosts(PASSWORD, HOST).slice(0, -1)
    const probed = await fullProbe({ ...plan(), password: broken }, systemClock)
    expect(probed).toMatchObject({ outcome: 'inconclusive', reason: 'monitor-invalid' })
    expect(probed.detail).toMatch(/begins like a password with its hosts.*; set it again: set /)
    expect({ calls: callers.length, text: JSON.stringify(probed) }).toEqual({
      calls: 0,
      text: expect.not.stringContaining(PASSWORD) as unknown,
    })
  })
})

describe('a password with its hosts', () => {
  test.each([
    ['the same', [OWN]],
    ['one of several', ['pop.example.test', OWN, '127.0.0.1']],
  ])('is said to the host that is %s, without a warning', async (_, hosts) => {
    const world = await worldWith(forHosts(MAILBOX_PASSWORD, ...hosts), forHosts(SMTP_PASSWORD, ...hosts))
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
    expect(await textOf(world)).not.toContain(MAILBOX_PASSWORD)
  })

  test('of the other side stops the run too: neither server is spoken to, and the alert goes at once', async () => {
    const world = await worldWith(MAILBOX_PASSWORD, forHosts(SMTP_PASSWORD, 'smtp.example.test'))
    expect(await resultOf(world)).toMatchObject({
      status: 90,
      reason: 'secret-not-for-host',
      detail: `secret smtp is for smtp.example.test, but smtp.server is ${OWN}; if it is yours: set smtp for smtp.example.test and ${OWN}`,
      warnings: [],
    })
    expect(world.mail.counts).toEqual({})
    expect(world.published.map(({ attributes }) => attributes.reason)).toEqual(['secret-not-for-host'])
  })

  test('that both sides name and neither may hear is told once, with one command for both', async () => {
    const world = await worldWith(forHosts(MAILBOX_PASSWORD, 'a.example'), '', {
      smtp: { server: 'smtp://smtp.example.test', userid: 'sender', password: 'ssm:mailbox' },
    })
    expect((await resultOf(world)).detail).toBe(
      `secret mailbox is for a.example, but mailbox.server is ${OWN} and smtp.server is smtp.example.test; ` +
        `if it is yours: set mailbox for a.example and ${OWN} and smtp.example.test`,
    )
  })

  test('and many hosts names three, and a command that asks for them', async () => {
    const hosts = Array.from({ length: 20 }, (_, i) => `${'m'.repeat(60)}${String(i)}.example`)
    const { detail } = await resultOf(await worldWith(forHosts(MAILBOX_PASSWORD, ...hosts)))
    expect(detail).toMatch(/0\.example, \S+1\.example, \S+2\.example, …, but mailbox\.server is/)
    expect(detail?.length).toBeLessThanOrEqual(300)
  })

  test('by an IPv6 address is said to it in each of its spellings', async () => {
    const mailbox = { ...DEFINITION.mailbox, server: 'pop3://[2001:db8:0:0::1]' }
    const world = await worldWith(forHosts(MAILBOX_PASSWORD, '2001:db8::1'), SMTP_PASSWORD, { mailbox })
    expect(await resultOf(world)).toMatchObject({ status: 0 })
  })
})

test.each([
  ['and is for this one by now is said to it', () => Promise.resolve(OWN), { status: 0 }],
  ['and still is', () => Promise.resolve('a.example'), { status: 90, reason: 'secret-not-for-host' }],
  ['and cannot be read again', () => Promise.reject(new Error('down')), { reason: 'secret-not-for-host' }],
])('a password that was kept for another host %s', async (_, host, expected) => {
  const world = await worldWith(forHosts(MAILBOX_PASSWORD, 'a.example'))
  const { read } = world.ports.secrets
  world.ports.secrets = {
    ...world.ports.secrets,
    async read(references, signal, options) {
      if (options?.fresh) world.secrets.set('mailbox', forHosts(MAILBOX_PASSWORD, await host()))
      return read(references, signal, options)
    },
  }
  expect(await resultOf(world)).toMatchObject(expected)
})

describe('a password that is changed while a login is refused', () => {
  const NEW = 'another horse'

  async function renewed(stored: string) {
    const world = await worldWith(forHosts(MAILBOX_PASSWORD, OWN))
    world.mail.takes = { mailbox: NEW }
    const { read } = world.ports.secrets
    world.ports.secrets = {
      ...world.ports.secrets,
      read(references, signal, options) {
        if (options?.fresh) world.secrets.set('mailbox', stored)
        return read(references, signal, options)
      },
    }
    return { result: await resultOf(world), world, log: JSON.stringify(await logOf(world)) }
  }

  test('is said where it is for the same host', async () => {
    const { result } = await renewed(forHosts(NEW, 'pop.example.test', OWN))
    expect(result).toMatchObject({ status: 0, warnings: ['secret-re-read'] })
  })

  test.each([
    ['is for other hosts', forHosts(NEW, 'evil.example'), /changed, and is for other hosts/],
    ['cannot be read', forHosts(NEW, OWN).slice(0, -1), /read again: secret mailbox begins like/],
  ])('is not said where it %s', async (_, stored, note) => {
    const { result, world, log } = await renewed(stored)
    expect(result).toMatchObject({ status: 2, reason: 'mailbox-login-refused', warnings: [] })
    expect(world.mail.counts['mailbox.open']).toBe(1)
    expect(log).toMatch(note)
    expect(log).not.toContain(NEW)
  })
})

describe('a bare password of a stack', () => {
  const bare = (world: RunWorld) => {
    world.ports.secrets.read = (references) =>
      Promise.resolve(
        references.map((reference) =>
          storedReading(
            { reference, fullName: reference.name },
            reference.name === 'mailbox' ? MAILBOX_PASSWORD : forHosts(SMTP_PASSWORD, OWN),
          ),
        ),
      )
    return world
  }

  test('goes on, and its runs say so', async () => {
    expect(await resultOf(bare(await runWorld()))).toMatchObject({
      status: 0,
      warnings: ['secret-for-any-host'],
    })
  })

  test('is no word of an alert', async () => {
    const world = bare(await runWorld())
    world.mail.takes = { mailbox: 'another' }
    expect(await resultOf(world)).toMatchObject({ status: 2, warnings: ['secret-for-any-host'] })
    expect(world.published).toHaveLength(1)
    const [alert] = world.published
    expect([alert?.subject, alert?.text, alert?.sms].join()).not.toMatch(/without the hosts|any-host/)
  })
})
