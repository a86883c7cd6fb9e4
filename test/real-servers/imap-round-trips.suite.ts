import { describe, expect, test } from 'vitest'

import { type Plan, checked, imapLogins, ports, watched } from './full-run.ts'
import type { MailboxName } from './mailboxes.ts'
import { HOST } from './servers.ts'
import { type Strangers, layStrangers, messagesIn } from './strangers.ts'

const PLAIN_SMTP = { tls: 'none' }
const imap = (port: number) => ({ server: `imap://${HOST}:${port}`, tls: 'none' })
const upgraded = (port: number) => ({ server: `imap://${HOST}:${port}`, tls: 'required' })
const imaps = (port: number) => ({ server: `imaps://${HOST}:${port}` })

interface Server {
  mailbox: MailboxName
  at: NonNullable<Plan['at']>
  /** Plain IMAP to the same mailbox, for who lays and reads what others have there. */
  port: number
  junk: string
  /** It can delete no single message: ours is only flagged. */
  keeps?: true
}

const servers: Readonly<Record<string, Server>> = {
  'Dovecot with Maildir': {
    mailbox: 'imap-plain',
    at: imap(ports.imap),
    port: ports.imap,
    junk: 'Junk',
  },
  'Dovecot with Maildir, by STARTTLS': {
    mailbox: 'imap-upgraded',
    at: upgraded(ports.imap),
    port: ports.imap,
    junk: 'Junk',
  },
  'Dovecot with Maildir, by IMAPS': {
    mailbox: 'imap-over-tls',
    at: imaps(ports.imaps),
    port: ports.imap,
    junk: 'Junk',
  },
  'Dovecot with mbox': { mailbox: 'imap-mbox', at: imap(ports.imap), port: ports.imap, junk: 'Junk' },
  'Dovecot with sdbox': { mailbox: 'imap-sdbox', at: imap(ports.imap), port: ports.imap, junk: 'Junk' },
  'Dovecot with mdbox': { mailbox: 'imap-mdbox', at: imap(ports.imap), port: ports.imap, junk: 'Junk' },
  'Cyrus by STARTTLS': {
    mailbox: 'cyrus-imap',
    at: upgraded(ports.imapOfCyrus),
    port: ports.imapOfCyrus,
    junk: 'INBOX.Junk',
  },
  'Cyrus by IMAPS': {
    mailbox: 'cyrus-imaps',
    at: imaps(ports.imapsOfCyrus),
    port: ports.imapOfCyrus,
    junk: 'INBOX.Junk',
  },
  'Cyrus with folders beside INBOX': {
    mailbox: 'cyrus-slashes',
    at: imap(ports.imapOfCyrusWithSlashes),
    port: ports.imapOfCyrusWithSlashes,
    junk: 'Junk',
  },
  'Courier by STARTTLS': {
    mailbox: 'courier-imap',
    at: upgraded(ports.imapOfCourier),
    port: ports.imapOfCourier,
    junk: 'INBOX.Junk',
  },
  'Courier by IMAPS': {
    mailbox: 'courier-imaps',
    at: imaps(ports.imapsOfCourier),
    port: ports.imapOfCourier,
    junk: 'INBOX.Junk',
  },
  'GNU Mailutils by STARTTLS': {
    mailbox: 'mailutils-imap',
    at: upgraded(ports.imapOfMailutils),
    port: ports.imapOfMailutils,
    junk: 'Junk',
    keeps: true,
  },
}

describe.concurrent('a whole round trip by IMAP', () => {
  test.each(Object.entries(servers))('at %s', async (_, { mailbox, at, port, junk, keeps }) => {
    const where: Strangers = { name: mailbox, port, folders: ['INBOX', junk] }
    const plan = { mailbox, smtp: PLAIN_SMTP, at }
    const monitor = await watched(plan)
    const strangers = await layStrangers(where, await monitor.runs.installation())

    const done = await monitor.run()
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
    expect(done.published).toEqual([])
    expect(imapLogins(done)).toHaveLength(1)
    if (keeps) {
      expect(done.result.warnings).toContain('not-deleted')
      expect(await messagesIn(where)).toEqual(expect.arrayContaining(strangers))
    } else {
      expect(done.result).toMatchObject({ warnings: ['leftovers-swept'], sweptMessages: 2 })
      expect(await messagesIn(where)).toEqual(strangers)
    }

    const check = await checked(plan)
    expect(check.result).toMatchObject({
      status: 0,
      outcome: 'delivered',
      warnings: keeps ? ['not-deleted'] : [],
    })
    expect(check.message.kind).toBe(keeps ? 'left' : 'deleted')
    expect(await messagesIn(where)).toEqual(keeps ? expect.arrayContaining(strangers) : strangers)
  })
})
