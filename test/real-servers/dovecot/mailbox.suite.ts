import { setTimeout as wait } from 'node:timers/promises'

import { describe, expect, test } from 'vitest'

import { type Plan, fullRun, marked, ports } from '../full-run.ts'
import type { MailboxName } from '../mailboxes.ts'
import { relayThatHears } from '../relay.ts'
import { holdMailbox } from '../second-session.ts'
import { HOST } from '../servers.ts'

const POP3S = `pop3s://${HOST}:${ports.pop3s}`
/** A client of 127.0.0.1 is a stranger here, and none of its passwords is taken in the clear. */
const ELSEWHERE = `pop3://127.0.0.2:${ports.pop3}`
/** A name of the same server that its certificate does not hold for. */
const OTHER_NAME = 'other.example.test'
/** Keeps the sending side out of what is tested here. */
const PLAIN_SMTP = { tls: 'none' }

const LOGIN_AND_LOOK = ['auth', 'search', 'retrieve', 'delete']

interface Opened {
  plan: Plan
  /** Those of the first session up to its login, in the order in which they were reached. */
  opening: readonly string[]
}

const opened: Readonly<Record<string, Opened>> = {
  'POP3 without TLS': {
    plan: { mailbox: 'pop3-plain', at: { tls: 'none' } },
    opening: ['resolve', 'connect', 'greeting'],
  },
  'POP3 with STLS': {
    plan: { mailbox: 'pop3-stls', at: { tls: 'required' } },
    opening: ['resolve', 'connect', 'greeting', 'tls'],
  },
  POP3S: {
    plan: { mailbox: 'pop3-over-tls', at: { server: POP3S } },
    opening: ['resolve', 'connect', 'tls', 'greeting'],
  },
}

interface Refused {
  plan: Plan
  status: number
  reason: string
  phase: string
  detail: RegExp
  /** Whether the password had been said by then. */
  passwordSaid: boolean
}

const refused: Readonly<Record<string, Refused>> = {
  'a password in the clear': {
    plan: { mailbox: 'plaintext-refused', at: { server: ELSEWHERE, tls: 'none' } },
    status: 2,
    reason: 'mailbox-login-refused',
    phase: 'mailbox.auth',
    detail: /^\[AUTH\] Plaintext authentication disallowed/,
    passwordSaid: false,
  },
  'a wrong password': {
    plan: { mailbox: 'wrong-mailbox-password', at: { password: 'wrong' } },
    status: 2,
    reason: 'mailbox-login-refused',
    phase: 'mailbox.auth',
    detail: /^\[AUTH\] Authentication failed/,
    passwordSaid: true,
  },
  'an account that may not log in': {
    plan: { mailbox: 'login-forbidden' },
    status: 2,
    reason: 'mailbox-login-refused',
    phase: 'mailbox.auth',
    detail: /^\[AUTH\] Login disabled for this user/,
    passwordSaid: true,
  },
  'an account on the deny list': {
    plan: { mailbox: 'denied' },
    status: 2,
    reason: 'mailbox-login-refused',
    phase: 'mailbox.auth',
    detail: /^\[AUTH\] Authentication failed/,
    passwordSaid: true,
  },
  'STLS under a CA that is not trusted': {
    plan: { mailbox: 'untrusted-stls', trusting: false },
    status: 3,
    reason: 'tls-certificate-untrusted',
    phase: 'mailbox.tls',
    detail: /UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
    passwordSaid: false,
  },
  'POP3S under a CA that is not trusted': {
    plan: { mailbox: 'untrusted-pop3s', at: { server: POP3S }, trusting: false },
    status: 3,
    reason: 'tls-certificate-untrusted',
    phase: 'mailbox.tls',
    detail: /UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
    passwordSaid: false,
  },
  'STLS under a name that the certificate does not hold for': {
    plan: { mailbox: 'wrong-name-stls', at: { server: `pop3://${OTHER_NAME}:${ports.pop3}` } },
    status: 3,
    reason: 'tls-name-mismatch',
    phase: 'mailbox.tls',
    detail: /ERR_TLS_CERT_ALTNAME_INVALID/,
    passwordSaid: false,
  },
  'POP3S under a name that the certificate does not hold for': {
    plan: { mailbox: 'wrong-name-pop3s', at: { server: `pop3s://${OTHER_NAME}:${ports.pop3s}` } },
    status: 3,
    reason: 'tls-name-mismatch',
    phase: 'mailbox.tls',
    detail: /ERR_TLS_CERT_ALTNAME_INVALID/,
    passwordSaid: false,
  },
}

describe.concurrent('Dovecot', () => {
  test.each(Object.entries(opened))('lets us in by %s', async (_, { plan, opening }) => {
    const done = await fullRun({ ...plan, smtp: PLAIN_SMTP })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
    expect(Object.keys(done.result.phases.mailbox)).toEqual([...opening, ...LOGIN_AND_LOOK])
    expect(new Set(marked(done))).toEqual(new Set(['CLIENT: PASS <secret>']))
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })

  test('refuses a password in the clear only where STLS is not used', async () => {
    const server = `pop3://${HOST}:${ports.pop3}`
    const done = await fullRun({ mailbox: 'plaintext-refused-stls', smtp: PLAIN_SMTP, at: { server } })
    expect(done.result).toMatchObject({ status: 0, warnings: [] })
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })

  test.each(Object.entries(refused))('refuses %s', async (_, { plan, passwordSaid, ...expected }) => {
    const done = await fullRun({ ...plan, smtp: PLAIN_SMTP })
    const { detail, ...verdict } = expected
    expect(done.result).toMatchObject({ ...verdict, outcome: 'failed', warnings: [] })
    expect(done.result.detail).toMatch(detail)
    expect(marked(done)).toEqual(passwordSaid ? ['CLIENT: PASS <secret>'] : [])
    expect(done.published.map(({ attributes }) => attributes.reason)).toEqual([expected.reason])
    // A submit that had passed MAIL FROM by then was completed.
    const taken = done.result.phases.smtp.submit === undefined ? 0 : 1
    expect(done.mail.letters).toBe(1)
    expect(done.mail.others.length).toBeLessThanOrEqual(taken)
  })

  test('lets us wait for 3 s while another session holds the mailbox', async () => {
    const { result, said } = await runWhileHeld('held-for-a-while', 1)
    expect(result.warnings).toEqual([])
    expect(result.phases.mailbox.auth).toBeGreaterThan(2900)
    expect(said.join('\n')).not.toContain('[IN-USE]')
  })

  test('tells us after 10 s that another session holds the mailbox, and we try again', async () => {
    const { result, said } = await runWhileHeld('held-for-long', 2)
    expect(result.warnings).toEqual(['mailbox-waited-for'])
    expect(said.filter((line) => line.startsWith('SERVER: -ERR [IN-USE]'))).toHaveLength(1)
  })
})

/** Another session holds the mailbox until 3 s after we have said our password for the last of so many times. */
async function runWhileHeld(mailbox: MailboxName, passwords: number) {
  const other = await holdMailbox(mailbox, ports.pop3)
  let said = 0
  await using relay = await relayThatHears(
    ports.pop3,
    (line) => line.startsWith('PASS ') && (said += 1) === passwords,
  )
  const at = { server: `pop3://${HOST}:${relay.port}`, tls: 'none' }
  const running = fullRun({ mailbox, smtp: PLAIN_SMTP, at, timeoutSeconds: 90 })
  await relay.heard
  await wait(3000)
  await other.release()
  const done = await running
  expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
  expect(done.mail).toEqual({ letters: 1, others: [] })
  return done
}
