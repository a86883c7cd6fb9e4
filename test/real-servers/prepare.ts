import { randomInt } from 'node:crypto'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import net from 'node:net'

import { createAuthority, issueCertificate } from '../support/servers/certificates.ts'
import {
  ALL_MAIL,
  challengingDovecotConf,
  denied,
  dovecotConf,
  filterSieve,
  users,
} from './dovecot/configuration.ts'
import { introspection } from './dovecot/oauth2-passdb.ts'
import { prepareHaraka } from './haraka/configuration.ts'
import { layMailbox } from './mail-on-disk.ts'
import { MAILBOX_NAMES, type MailboxName } from './mailboxes.ts'
import { mainCf, masterCf, recipients, transports } from './postfix/configuration.ts'
import { HOST, OF_SUITES, PORT_NAMES, type Ports, type Servers } from './servers.ts'
import { prepareWorld } from './unpacked/world.ts'

/**
 * Writes everything that the servers read, into the directory that is given: certificates, configuration,
 * free ports.
 */
async function prepare(directory: string): Promise<void> {
  const write = (name: string, text: string, mode = 0o644) =>
    writeFileSync(`${directory}/${name}`, text, { mode })
  const ports = await freePorts()
  const ca = createAuthority('A private authority')
  const certificate = issueCertificate({ names: [HOST], ca })
  const challenging = [
    { name: 'cram-md5', port: ports.pop3ByCramMd5, mechanisms: 'plain login cram-md5 apop' },
    { name: 'apop', port: ports.pop3ByApop, mechanisms: 'apop' },
    {
      name: 'challenge',
      port: ports.pop3ByChallenge,
      mechanisms: 'cram-md5 digest-md5 scram-sha-1 scram-sha-256',
    },
    { name: 'scram', port: ports.pop3ByScram, mechanisms: 'scram-sha-1 scram-sha-256' },
    { name: 'digest-md5', port: ports.pop3ByDigestMd5, mechanisms: 'digest-md5' },
    {
      name: 'imap',
      port: ports.pop3BesideImap,
      mechanisms: 'plain',
      imapPort: ports.imapBesidePop3,
      showsAllMail: true as const,
    },
    {
      // Not 'token': Dovecot takes a socket whose name ends so for something else.
      name: 'oauth2',
      port: ports.pop3ByToken,
      mechanisms: 'plain xoauth2 oauthbearer',
      imapPort: ports.imapByToken,
      takesTokens: true as const,
    },
    {
      name: 'bearer',
      port: ports.pop3ByBearer,
      mechanisms: 'oauthbearer',
      imapPort: ports.imapByBearer,
      takesTokens: true as const,
    },
  ]
  const restarted = { name: 'restarted', port: 0, mechanisms: 'plain', imapPort: ports.imapOfRestarted }
  for (const name of ['postfix', 'dovecot', 'restarted', ...challenging.map(({ name }) => name)]) {
    mkdirSync(`${directory}/${name}`)
  }
  write('certificate.pem', certificate.cert)
  write('key.pem', certificate.key, 0o600)
  write('postfix/main.cf', mainCf(directory, statSync(`${directory}/mail`)))
  write('postfix/master.cf', masterCf(directory, ports))
  write('postfix/mailboxes', recipients(MAILBOX_NAMES))
  write('postfix/transports', transports(directory, MAILBOX_NAMES))
  prepareWorld(directory, ports, certificate)
  prepareHaraka(directory, ports)
  write('dovecot/dovecot.conf', dovecotConf(directory, ports))
  mkdirSync(`${directory}/imap/virtual/All`, { recursive: true })
  write('imap/virtual/All/dovecot-virtual', ALL_MAIL)
  for (const more of challenging) {
    write(`${more.name}/dovecot.conf`, challengingDovecotConf(directory, more))
  }
  // Not started with the others, as its name is not theirs.
  write('restarted/restarted.conf', challengingDovecotConf(directory, restarted))
  write('dovecot/tokens', introspection(ports.tokenIssuer))
  write('dovecot/users', users())
  write('dovecot/denied', denied())
  write('dovecot/filter.sieve', filterSieve())
  for (const name of MAILBOX_NAMES) layMailbox(directory, name, lettersIn(name))
  write('servers.json', JSON.stringify({ directory, ports, ca: ca.cert } satisfies Servers))
  const waitedFor = PORT_NAMES.filter((name) => !OF_SUITES.includes(name))
  write('ports', waitedFor.map((name) => `port_${name}=${ports[name]}\n`).join(''))
}

function lettersIn(name: MailboxName): number {
  if (name.endsWith('-empty')) return 0
  return name === 'late' ? 2 : 1
}

/** All are held until the last is known, so that no two are the same. */
async function freePorts(): Promise<Ports> {
  const held = await Promise.all(PORT_NAMES.map(async (name) => [name, await hold()] as const))
  const ports = held.map(([name, server]) => [name, (server.address() as net.AddressInfo).port])
  await Promise.all(held.map(([, server]) => new Promise((resolve) => server.close(resolve))))
  return Object.fromEntries(ports) as Ports
}

/**
 * Below the ports that the system gives to clients (32768 and up), one of which could be taken again before
 * its server starts.
 */
async function hold(): Promise<net.Server> {
  for (;;) {
    const server = net.createServer()
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(randomInt(20_000, 32_000), '127.0.0.1', () => resolve(true))
    })
    if (free) return server
  }
}

const [directory] = process.argv.slice(2)
if (!directory) throw new Error('usage: prepare.ts DIRECTORY')
await prepare(directory)
