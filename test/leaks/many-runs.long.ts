import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { SmtpAct } from '../support/servers/smtp-play.ts'
import { createAuthority, issueCertificate } from '../support/servers/certificates.ts'
import { type FastMail, type FastMailOptions, fastMail } from '../support/servers/fast-mail.ts'
import { type FastImap, fastImap } from '../support/servers/imap/fast-imap.ts'
import { inFreshProcess } from '../support/processes/fresh-process.ts'
import type { ManyRuns, ManyRunsReport, RunKind } from './subjects/many-runs.ts'

const SUBJECT = path.join(import.meta.dirname, 'subjects/many-runs.ts')
const LANES = 50
const RUNS = 1000
/** By then caches are filled and code is compiled. */
const SETTLED_AFTER = 200
/** A run that left 4 KB behind would be found out. */
const MOST_GROWTH_OCTETS = 3_000_000

/** No free port that was let go of: the next server might be given it. Nobody serves tcpmux. */
const CLOSED = 'pop3://127.0.0.1:1'

const authority = createAuthority()
const certificate = issueCertificate({ ipAddresses: ['127.0.0.1'], ca: authority })
const silent = () => new Promise<void>(() => undefined)
const resetting: SmtpAct = (connection) => connection.reset()

const servers: FastMail[] = []
const imapServers: FastImap[] = []
let report: ManyRunsReport

async function server(options: FastMailOptions = {}): Promise<FastMail> {
  const started = await fastMail(options)
  servers.push(started)
  return started
}

async function imapServer(play: Parameters<typeof fastImap>[0] = {}): Promise<FastImap> {
  const started = await fastImap(play)
  imapServers.push(started)
  return started
}

type Addresses = Pick<FastMail, 'smtpServer' | 'mailboxServer'>

function kind(name: string, { smtpServer, mailboxServer }: Addresses, more: Partial<RunKind> = {}): RunKind {
  return { name, smtpServer, mailboxServer, timeoutSeconds: 300, ...more }
}

beforeAll(async () => {
  const refusing = await server({ smtp: { RCPT: '550 5.1.1 unknown user' } })
  const lockedOut = await server({ pop3: { PASS: '-ERR [AUTH] no' } })
  const resettingSmtp = await server({ smtp: { MAIL: resetting } })
  const resettingPop3 = await server({ pop3: { UIDL: (connection) => connection.reset() } })
  const resettingImap = await imapServer({ on: { SELECT: (connection) => connection.reset() } })
  const mute = await server({ smtp: { RCPT: silent } })
  const mutePop3 = await server({ pop3: { '': silent } })
  const losing = await server({ delayOf: () => Infinity })
  const wrongTls = { smtpServer: losing.smtpServer.replace('smtp:', 'smtps:'), smtpLogin: false }

  const lanes = Array.from({ length: LANES }, async () => {
    // Runs at one mailbox at once would read each other's messages.
    const plain = kind('delivered', await server())
    const overImap = kind('delivered over IMAP', await imapServer())
    const secured = kind('delivered over TLS', await server({ tls: certificate }))
    return [
      ...Array.from({ length: 4 }, () => plain),
      ...Array.from({ length: 3 }, () => overImap),
      ...Array.from({ length: 2 }, () => secured),
      kind('recipient refused', refusing),
      kind('login refused', lockedOut),
      kind('SMTP reset', resettingSmtp),
      kind('POP3 reset', resettingPop3),
      kind('IMAP reset', resettingImap),
      kind('no TLS there', losing, wrongTls),
      kind('port closed', losing, { mailboxServer: CLOSED }),
      kind('SMTP silent', mute, { outOfTimeMs: 150 }),
      kind('POP3 silent', mutePop3, { outOfTimeMs: 150 }),
      kind('lost', losing, { outOfTimeMs: 600 }),
      kind('deadline', losing, { timeoutSeconds: 20 }),
    ]
  })
  const plan: ManyRuns = {
    lanes: await Promise.all(lanes),
    measureAfter: [SETTLED_AFTER, RUNS],
    ca: authority.cert,
  }
  report = await inFreshProcess<ManyRunsReport>(SUBJECT, plan, { nodeOptions: ['--expose-gc'] })
})

afterAll(async () => {
  for (const { close } of [...servers, ...imapServers]) await close()
})

test('a thousand runs, good and bad, end as each kind must', () => {
  // On a busy machine a look may be under way when time is up.
  const {
    'deadline: 2 deadline-passed': cut = 0,
    'deadline: 2 message-not-delivered': waited = 0,
    ...ends
  } = report.ends
  expect({ ...ends, 'deadline: 2': cut + waited }).toEqual({
    'delivered: 0': 200,
    'delivered over IMAP: 0': 150,
    'delivered over TLS: 0': 100,
    'recipient refused: 3 recipient-rejected': 50,
    'login refused: 2 mailbox-login-refused': 50,
    'SMTP reset: 6 smtp-connection-lost': 50,
    'POP3 reset: 6 mailbox-connection-lost': 50,
    'IMAP reset: 6 mailbox-connection-lost': 50,
    'no TLS there: 3 tls-handshake-failed': 50,
    'port closed: 1 mailbox-connection-refused': 50,
    'SMTP silent: 90 probe-out-of-time': 50,
    'POP3 silent: 90 probe-out-of-time': 50,
    'lost: 90 probe-out-of-time': 50,
    'deadline: 2': 50,
  })
})

test('no socket and no timer is left, on either end', async () => {
  for (const { resources } of report.after) expect(resources).toEqual(report.before.resources)
  const open = () =>
    servers.reduce((sum, { smtp, pop3 }) => sum + smtp.open + pop3.open, 0) +
    imapServers.reduce((sum, { imap }) => sum + imap.open, 0)
  await expect.poll(open, { timeout: 20_000, interval: 20 }).toBe(0)
})

test('no listener is left, neither of the process nor of a signal that all runs share', () => {
  for (const { listeners } of report.after) expect(listeners).toEqual(report.before.listeners)
  expect(report.warnings).toEqual([])
})

test(`between run ${String(SETTLED_AFTER)} and run ${String(RUNS)} the heap does not grow`, () => {
  const [settled, end] = report.after.map(({ heapOctets }) => heapOctets)
  expect(end).toBeLessThan((settled ?? NaN) + MOST_GROWTH_OCTETS)
})
