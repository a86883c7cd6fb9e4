import { setTimeout as pause } from 'node:timers/promises'

import { describe, expect, test } from 'vitest'

import { demoMailServer, type DemoMailServer } from '../../local/demo-mail/demo-mail-server.ts'
import type { Reason, Status } from '../../shared/core/statuses.ts'
import { createAuthority, issueCertificate } from '../support/certificates.ts'
import {
  ADDRESS,
  fullProbe,
  HOST,
  PASSWORD,
  USERID,
  type FullProbe,
  type Probed,
} from '../support/full-probe.ts'
import { scriptedServer, type Script, type ScriptedServer } from '../support/scripted-server.ts'
import { smtpPlay, type SmtpAct, type SmtpPlay } from '../support/smtp-play.ts'
import { pop3Play, type Act, type Play } from '../adapters/pop3/pop3-play.ts'

/** One thing that goes wrong at a real listener, and what must be said of it. The other side is a server in good health. */
interface Row {
  title: string
  smtp?: SmtpPlay | Script
  mailbox?: Play | Script
  /** What the server in good health does all the same. */
  health?: (server: DemoMailServer) => void
  plan?: Omit<Partial<FullProbe>, 'smtpPort' | 'mailboxPort'>
  status: Status
  reason?: Reason
  phase?: string
  warnings?: readonly string[]
  alsoExpect?: (probed: Probed, server: DemoMailServer) => void
}

const authority = createAuthority()
const stranger = createAuthority('Somebody else')
const good = issueCertificate({ names: [HOST], ca: authority })
const expired = issueCertificate({
  names: [HOST],
  ca: authority,
  notBefore: new Date(Date.now() - 20 * 86_400_000),
  notAfter: new Date(Date.now() - 10 * 86_400_000),
})
const untrusted = issueCertificate({ names: [HOST], ca: stranger })
const otherName = issueCertificate({ names: ['other.example.test'], ca: authority })

const silent = () => new Promise<void>(() => undefined)
const closing: SmtpAct & Act = (connection) => connection.end()
const resetting: SmtpAct & Act = async (connection) => {
  await pause(10)
  connection.reset()
}
const dripping =
  (text: string): SmtpAct & Act =>
  async (connection) => {
    for (const octet of text.repeat(100)) {
      await pause(50)
      connection.write(octet)
    }
  }

const smtpRows: Row[] = [
  {
    title: 'SMTP host unknown',
    plan: { smtpHost: 'unknown.example.test' },
    status: 51,
    reason: 'smtp-host-not-found',
    phase: 'smtp.resolve',
  },
  {
    title: 'SMTP closed at the greeting',
    smtp: { on: { '': closing } },
    status: 6,
    reason: 'smtp-connection-lost',
    phase: 'smtp.greeting',
  },
  {
    title: 'SMTP silent at the greeting',
    smtp: { on: { '': silent } },
    status: 6,
    reason: 'smtp-no-greeting',
    phase: 'smtp.greeting',
  },
  {
    title: 'SMTP garbage as a greeting',
    smtp: { on: { '': 'HTTP/1.1 400 Bad Request' } },
    status: 3,
    reason: 'smtp-protocol-error',
    phase: 'smtp.greeting',
  },
  {
    title: 'SMTP dripping after EHLO',
    smtp: { on: { EHLO: dripping('250-x\r\n') } },
    status: 6,
    reason: 'smtp-no-greeting',
    phase: 'smtp.greeting',
  },
  {
    title: 'SMTP greets with 421',
    smtp: { on: { '': '421 4.3.2 too busy' } },
    status: 3,
    reason: 'smtp-unavailable',
    phase: 'smtp.greeting',
  },
  {
    title: 'SMTP greets with 554',
    smtp: { on: { '': '554 5.7.1 not you' } },
    status: 3,
    reason: 'smtp-unavailable',
    phase: 'smtp.greeting',
  },
  {
    title: 'SMTP reset at MAIL',
    smtp: { on: { MAIL: resetting } },
    status: 6,
    reason: 'smtp-connection-lost',
    phase: 'smtp.submit',
  },
  {
    title: 'SMTP silent at RCPT',
    smtp: { on: { RCPT: silent } },
    status: 2,
    reason: 'deadline-passed',
    phase: 'smtp.submit',
  },
  {
    title: 'sender refused',
    smtp: { on: { MAIL: '550 5.7.1 no' } },
    status: 3,
    reason: 'sender-rejected',
    phase: 'smtp.submit',
  },
  {
    title: 'recipient refused',
    smtp: { on: { RCPT: '550 5.1.1 unknown user' } },
    status: 3,
    reason: 'recipient-rejected',
    phase: 'smtp.submit',
  },
  {
    title: 'message refused',
    smtp: { on: { '.': '552 5.2.3 too big' } },
    status: 3,
    reason: 'message-rejected',
    phase: 'smtp.submit',
  },
  {
    title: 'recipient deferred for ever',
    smtp: { on: { RCPT: '451 4.7.1 greylisted' } },
    status: 3,
    reason: 'greylisted',
    phase: 'smtp.submit',
    warnings: ['refusal-waited-out'],
  },
  {
    title: 'recipient deferred once',
    health: ({ faults }) => faults.rejectRecipient({ code: 450, text: '4.2.0 Greylisted' }),
    plan: { deadlineMs: 5000 },
    status: 0,
    warnings: ['refusal-waited-out'],
    alsoExpect: ({ waitedOutMs }) => expect(waitedOutMs).toBeGreaterThan(900),
  },
  {
    title: 'closed after the dot, message lost',
    smtp: { on: { '.': closing } },
    status: 6,
    reason: 'smtp-connection-lost',
    phase: 'smtp.submit',
  },
  {
    title: 'SMTP password refused',
    smtp: { extensions: ['AUTH PLAIN'], on: { AUTH: `535 5.7.8 ${PASSWORD} is wrong` } },
    plan: { smtp: { login: { userid: USERID, password: { store: 'env', name: 'X' } } } },
    status: 2,
    reason: 'smtp-auth-refused',
    phase: 'smtp.auth',
  },
  {
    title: 'SMTP login not offered',
    smtp: {},
    plan: { smtp: { login: { userid: USERID, password: { store: 'env', name: 'X' } } } },
    status: 3,
    reason: 'smtp-auth-not-offered',
    phase: 'smtp.auth',
  },
  {
    title: 'STARTTLS not offered though required',
    smtp: {},
    plan: { smtp: { tls: { mode: 'required' } } },
    status: 3,
    reason: 'starttls-not-offered',
    phase: 'smtp.tls',
  },
  {
    title: 'STARTTLS certificate expired',
    smtp: { extensions: ['STARTTLS'], certificate: expired },
    plan: { smtp: { tls: { mode: 'required' } } },
    status: 3,
    reason: 'tls-certificate-expired',
    phase: 'smtp.tls',
  },
  {
    title: 'STARTTLS certificate of another name',
    smtp: { extensions: ['STARTTLS'], certificate: otherName },
    plan: { smtp: { tls: { mode: 'required' } } },
    status: 3,
    reason: 'tls-name-mismatch',
    phase: 'smtp.tls',
  },
]

const mailboxRows: Row[] = [
  {
    title: 'mailbox host unknown',
    plan: { mailboxHost: 'unknown.example.test' },
    status: 51,
    reason: 'mailbox-host-not-found',
    phase: 'mailbox.resolve',
  },
  {
    title: 'mailbox closed at the greeting',
    mailbox: { on: { '': closing } },
    status: 6,
    reason: 'mailbox-connection-lost',
    phase: 'mailbox.greeting',
  },
  {
    title: 'mailbox silent at the greeting',
    mailbox: { on: { '': silent } },
    status: 6,
    reason: 'mailbox-no-greeting',
    phase: 'mailbox.greeting',
  },
  {
    title: 'mailbox garbage as a greeting',
    mailbox: { on: { '': '220 mail ESMTP' } },
    status: 3,
    reason: 'mailbox-protocol-error',
    phase: 'mailbox.greeting',
  },
  {
    title: 'mailbox greets with -ERR',
    mailbox: { on: { '': '-ERR come back later' } },
    status: 2,
    reason: 'mailbox-unavailable',
    phase: 'mailbox.greeting',
  },
  {
    title: 'mailbox dripping at UIDL',
    mailbox: { on: { UIDL: dripping('+OK x') } },
    status: 2,
    reason: 'deadline-passed',
    phase: 'mailbox.search',
  },
  {
    title: 'mailbox reset at USER',
    mailbox: { on: { USER: resetting } },
    status: 6,
    reason: 'mailbox-connection-lost',
    phase: 'mailbox.auth',
  },
  {
    title: 'mailbox password refused',
    mailbox: { on: { PASS: `-ERR [AUTH] ${PASSWORD} is wrong` } },
    status: 2,
    reason: 'mailbox-login-refused',
    phase: 'mailbox.auth',
    alsoExpect: ({ detail }) => expect(detail).toContain('<secret> is wrong'),
  },
  {
    title: 'mailbox locked for ever',
    health: ({ faults }) => faults.refuseLogins('IN-USE', { times: Infinity }),
    status: 2,
    reason: 'mailbox-locked',
    phase: 'mailbox.auth',
  },
  {
    title: 'mailbox locked once',
    health: ({ faults }) => faults.refuseLogins('IN-USE'),
    plan: { deadlineMs: 5000 },
    status: 0,
    warnings: ['mailbox-waited-for'],
  },
  {
    title: 'login delay for ever',
    health: ({ faults }) => faults.refuseLogins('LOGIN-DELAY', { times: Infinity }),
    status: 2,
    reason: 'mailbox-login-delay',
    phase: 'mailbox.auth',
  },
  {
    title: 'POP3S certificate untrusted',
    mailbox: (connection) => connection.upgrade(untrusted),
    plan: { mailbox: { scheme: 'pop3s' } },
    status: 3,
    reason: 'tls-certificate-untrusted',
    phase: 'mailbox.tls',
  },
  {
    title: 'STLS certificate expired, with a password to follow',
    mailbox: { capabilities: ['STLS', 'UIDL', 'TOP', 'USER'], certificate: expired },
    status: 3,
    reason: 'tls-certificate-expired',
    phase: 'mailbox.tls',
  },
]

const messageRows: Row[] = [
  {
    title: 'all well',
    status: 0,
    warnings: [],
    alsoExpect: (_probed, { mailboxes }) => expect(mailboxes.messages(ADDRESS)).toEqual([]),
  },
  {
    title: 'message lost',
    health: ({ faults }) => faults.lose(),
    status: 2,
    reason: 'message-not-delivered',
  },
  {
    title: 'message late, past the deadline',
    health: ({ faults }) => faults.delay(60_000),
    status: 2,
    reason: 'message-not-delivered',
  },
  {
    title: 'message doubled',
    health: ({ faults }) => faults.deliverTwice(),
    status: 0,
    warnings: ['duplicate'],
    alsoExpect: (_probed, { mailboxes }) => expect(mailboxes.messages(ADDRESS)).toEqual([]),
  },
  {
    title: '5,000 old messages',
    health: ({ mailboxes }) => {
      for (let n = 0; n < 5000; n += 1)
        mailboxes.deliver(ADDRESS, Buffer.from(`Subject: old ${String(n)}\r\n\r\nbody\r\n`))
    },
    plan: { deadlineMs: 5000 },
    status: 0,
    alsoExpect: (_probed, { mailboxes }) => expect(mailboxes.messages(ADDRESS)).toHaveLength(5000),
  },
]

describe.concurrent('a fault', () => {
  const rows = [...smtpRows, ...mailboxRows, ...messageRows]
  test.each(rows)('$title', async (row) => {
    const server = await demoMailServer({
      accounts: [{ address: ADDRESS, userid: USERID, password: PASSWORD }],
    })
    row.health?.(server)
    const smtp = row.smtp && (await scriptedServer(scriptOf(row.smtp, smtpPlay)))
    const mailbox = row.mailbox && (await scriptedServer(scriptOf(row.mailbox, pop3Play)))
    try {
      const deadlineMs = row.plan?.deadlineMs ?? 1500
      const probed = await fullProbe({
        ...row.plan,
        smtpPort: smtp?.port ?? server.smtpPort,
        mailboxPort: mailbox?.port ?? server.pop3Port,
        ca: [authority.cert],
      })
      const { status, reason, phase, warnings } = probed
      expect({ status, reason, phase }).toEqual({ status: row.status, reason: row.reason, phase: row.phase })
      if (row.warnings) expect(warnings).toEqual(row.warnings)
      expect(probed.elapsedMs, 'the deadline holds').toBeLessThan(deadlineMs + 500)
      expectNoSecret(probed)
      row.alsoExpect?.(probed, server)
      await expectHungUp(smtp)
      await expectHungUp(mailbox)
    } finally {
      await server.close()
      await smtp?.close().catch(() => undefined)
      await mailbox?.close().catch(() => undefined)
    }
  })

  test.each(['SMTP', 'mailbox'] as const)('%s port closed', async (side) => {
    const server = await demoMailServer({
      accounts: [{ address: ADDRESS, userid: USERID, password: PASSWORD }],
    })
    const gone = await scriptedServer(() => undefined)
    await gone.close()
    try {
      const ports = { smtpPort: server.smtpPort, mailboxPort: server.pop3Port }
      const probed = await fullProbe({ ...ports, [side === 'SMTP' ? 'smtpPort' : 'mailboxPort']: gone.port })
      expect(probed).toMatchObject(
        side === 'SMTP'
          ? { status: 6, reason: 'smtp-connection-refused', phase: 'smtp.connect' }
          : { status: 1, reason: 'mailbox-connection-refused', phase: 'mailbox.connect' },
      )
    } finally {
      await server.close()
    }
  })

  test('two runs at one mailbox find each their own', async () => {
    const server = await demoMailServer({
      accounts: [{ address: ADDRESS, userid: USERID, password: PASSWORD }],
    })
    try {
      const plan = { smtpPort: server.smtpPort, mailboxPort: server.pop3Port, deadlineMs: 8000 }
      const both = await Promise.all([fullProbe(plan), fullProbe(plan)])
      expect(both.map(({ status }) => status)).toEqual([0, 0])
      expect(server.mailboxes.messages(ADDRESS)).toEqual([])
    } finally {
      await server.close()
    }
  })

  test('good certificates on both sides are trusted, and the passwords stand in no log', async () => {
    const server = await demoMailServer({
      accounts: [{ address: ADDRESS, userid: USERID, password: PASSWORD }],
      certificate: good,
      smtpLogins: [{ userid: USERID, password: PASSWORD }],
    })
    try {
      const probed = await fullProbe({
        smtpPort: server.smtpsPort ?? 0,
        mailboxPort: server.pop3sPort ?? 0,
        smtp: { scheme: 'smtps', login: { userid: USERID, password: { store: 'env', name: 'X' } } },
        mailbox: { scheme: 'pop3s' },
        ca: [authority.cert],
      })
      expect(probed).toMatchObject({ status: 0, warnings: [] })
      expect(Object.keys(probed.phases.smtp)).toEqual([
        'resolve',
        'connect',
        'tls',
        'greeting',
        'auth',
        'submit',
      ])
      expect(Object.keys(probed.phases.mailbox)).toEqual([
        'resolve',
        'connect',
        'tls',
        'greeting',
        'auth',
        'search',
        'retrieve',
        'delete',
      ])
      expectNoSecret(probed)
      expect(JSON.stringify(probed.log)).toContain('<secret>')
    } finally {
      await server.close()
    }
  })
})

function scriptOf<T extends object>(play: T | Script, make: (play: T) => Script): Script {
  return typeof play === 'function' ? (play as Script) : make(play)
}

function expectNoSecret(probed: Probed): void {
  const everything = JSON.stringify(probed)
  expect(everything).not.toContain(PASSWORD)
  expect(everything).not.toContain(Buffer.from(PASSWORD).toString('base64').slice(0, -2))
  expect(everything).not.toContain(Buffer.from(`\0${USERID}\0${PASSWORD}`).toString('base64').slice(8, -4))
}

/** No socket of ours is left open: the server sees every connection end. */
async function expectHungUp(server: ScriptedServer | undefined): Promise<void> {
  if (server) await expect.poll(() => server.open, { timeout: 2000, interval: 20 }).toBe(0)
}
