import { setTimeout as wait } from 'node:timers/promises'

import { describe, expect, test } from 'vitest'

import { type Plan, fullRun, imapLogins, marked, ports } from '../full-run.ts'
import { type ImapClient, imapClient } from '../imap-client.ts'
import type { MailboxName } from '../mailboxes.ts'
import { relayThatHears } from '../relay.ts'
import { HOST } from '../servers.ts'

const smtp = { tls: 'none' }
const IMAP = `imap://${HOST}:${ports.imap}`
/** A client of 127.0.0.1 is a stranger here, and none of its passwords is taken in the clear. */
const ELSEWHERE = `imap://127.0.0.2:${ports.imap}`
/** As Dovecot ships: `mail_max_userip_connections`. */
const MOST_CONNECTIONS = 10

interface Refused {
  plan: Plan
  reason: string
  status: number
  phase: string
  detail: RegExp
  /** Whether the password had been said by then. */
  passwordSaid: boolean
}

const refused: Readonly<Record<string, Refused>> = {
  'a password in the clear': {
    plan: { mailbox: 'imap-plaintext-refused', at: { server: ELSEWHERE, tls: 'none' } },
    status: 3,
    reason: 'mailbox-auth-not-offered',
    phase: 'mailbox.auth',
    detail: /^LOGIN is disabled, and no mechanism of AUTHENTICATE is offered$/,
    passwordSaid: false,
  },
  'a wrong password': {
    plan: { mailbox: 'imap-wrong-password', at: { server: IMAP, password: 'wrong' } },
    status: 2,
    reason: 'mailbox-login-refused',
    phase: 'mailbox.auth',
    detail: /^\[AUTHENTICATIONFAILED\] Authentication failed/,
    passwordSaid: true,
  },
  'an account that may not log in': {
    plan: { mailbox: 'imap-login-forbidden', at: { server: IMAP } },
    status: 2,
    reason: 'mailbox-login-refused',
    phase: 'mailbox.auth',
    detail: /Login disabled for this user/,
    passwordSaid: true,
  },
  'STARTTLS under a CA that is not trusted': {
    plan: { mailbox: 'imap-untrusted', at: { server: IMAP }, trusting: false },
    status: 3,
    reason: 'tls-certificate-untrusted',
    phase: 'mailbox.tls',
    detail: /UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
    passwordSaid: false,
  },
}

describe.concurrent('Dovecot by IMAP', () => {
  test.each(Object.entries(refused))(
    'refuses %s, at once',
    async (_, { plan, passwordSaid, ...expected }) => {
      const done = await fullRun({ ...plan, smtp })
      const { detail, ...verdict } = expected
      expect(done.result).toMatchObject({ ...verdict, outcome: 'failed', warnings: [] })
      expect(done.result.detail).toMatch(detail)
      expect(marked(done).length).toBe(passwordSaid ? 1 : 0)
      expect(done.published.map(({ attributes }) => attributes.reason)).toEqual([expected.reason])
      expect(imapLogins(done).length).toBeLessThanOrEqual(1)
    },
  )

  test('over quota the message is not delivered, which the mailbox does not tell', async () => {
    const done = await fullRun({ mailbox: 'imap-full', smtp, at: { server: IMAP }, timeoutSeconds: 15 })
    expect(done.result).toMatchObject({
      status: 2,
      reason: 'message-not-delivered',
      outcome: 'lost',
      warnings: [],
    })
    expect(done.mail.letters).toBe(1)
  })

  test('has as many sessions as it takes of one user, and lets us in when they have ended', async () => {
    const others = await crowd('imap-crowded')
    await using relay = await relayThatHears(ports.imap, (line) => line.includes('AUTHENTICATE'))
    const at = { server: `imap://${HOST}:${relay.port}`, tls: 'none' }
    const running = fullRun({ mailbox: 'imap-crowded', smtp, at, timeoutSeconds: 120 })
    await relay.heard
    await wait(3000)
    await Promise.all(others.map((other) => other[Symbol.asyncDispose]()))
    const done = await running
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: ['mailbox-waited-for'] })
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })

  test('has as many sessions as it takes of one user for as long as we wait', async () => {
    const others = await crowd('imap-crowded-for-long')
    const at = { server: IMAP }
    const done = await fullRun({ mailbox: 'imap-crowded-for-long', smtp, at, timeoutSeconds: 20 })
    await Promise.all(others.map((other) => other[Symbol.asyncDispose]()))
    expect(done.result).toMatchObject({
      reason: 'mailbox-login-limit',
      phase: 'mailbox.auth',
      outcome: 'failed',
    })
    expect(done.result.detail).toMatch(/Maximum number of connections/)
  })
})

function crowd(name: MailboxName): Promise<ImapClient[]> {
  return Promise.all(Array.from({ length: MOST_CONNECTIONS }, () => imapClient(name, ports.imap)))
}
