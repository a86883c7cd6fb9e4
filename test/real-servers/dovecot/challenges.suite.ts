import { createHash } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { UNKNOWN_MARK } from '../../../shared/core/redaction/only-known-words.ts'
import { SECRET_MARK } from '../../../shared/core/redaction/redact.ts'
import { base64, expectedResponse } from '../../adapters/mail/login/challenges.ts'
import { type Done, type Plan, WRONG_PASSWORD, fullRun, marked, ports } from '../full-run.ts'
import { PASSWORD } from '../mailboxes.ts'
import { HOST } from '../servers.ts'

const BY_CRAM_MD5 = `smtp://${HOST}:${ports.smtpByCramMd5}`
/** Keeps the other side, and TLS, out of what is tested here. */
const PLAIN = { tls: 'none' }
const MAILBOX_BY_CRAM_MD5 = { server: `pop3://127.0.0.2:${ports.pop3ByCramMd5}`, ...PLAIN }
const MAILBOX_BY_APOP = { server: `pop3://127.0.0.2:${ports.pop3ByApop}`, ...PLAIN }

/** One login as the log has it: what the server offered, the challenge, and the secret that answered it. */
interface Way {
  /** What the server said of the logins that it takes, all of it. */
  offer: RegExp
  /** No line of the server's may say this: another way in. */
  elsewise: RegExp
  challenge: RegExp
  /** Lines of ours, in the order in which one login says them. */
  says: readonly string[]
  /** How the mailbox side logs in meanwhile, where it is not the one that is tested. */
  meanwhile?: string
  /** Every spelling of what must not be in the log. */
  secretsOf(challenge: string, userid: string, password: string): string[]
}

const cramMd5 = { says: ['CLIENT: AUTH CRAM-MD5', 'CLIENT: <secret>'], secretsOf: secretsOfCramMd5 }
const SMTP_CRAM_MD5: Way = {
  ...cramMd5,
  offer: /^SERVER: 250[- ]AUTH CRAM-MD5$/,
  elsewise: /^SERVER: 250[- ]AUTH .*(?:PLAIN|LOGIN|APOP)/,
  challenge: /^SERVER: 334 (\S+)$/,
  meanwhile: 'CLIENT: PASS <secret>',
}
const POP3_CRAM_MD5: Way = {
  ...cramMd5,
  offer: /^SERVER: SASL CRAM-MD5$/,
  elsewise: /^SERVER: SASL .*(?:PLAIN|LOGIN)|^SERVER: USER/,
  challenge: /^SERVER: \+ (\S+)$/,
}
function apopOf(userid: string): Way {
  return {
    offer: /^SERVER: \+OK .*<\S+@\S+>$/,
    elsewise: /^SERVER: SASL .*\w|^SERVER: USER/,
    challenge: /^SERVER: \+OK .*(<\S+@\S+>)$/,
    says: [`CLIENT: APOP ${userid} <secret>`],
    secretsOf: (timestamp, _, password) => [
      createHash('md5').update(`${timestamp}${password}`).digest('hex'),
    ],
  }
}

function secretsOfCramMd5(challenge: string, userid: string, password: string): string[] {
  const { digest, response } = expectedResponse(atob(challenge), userid, password)
  return [digest, response, base64(digest)]
}

const taken: Readonly<Record<string, { plan: Plan; way: Way }>> = {
  'Postfix, which offers only CRAM-MD5,': {
    plan: {
      mailbox: 'submitted-by-cram-md5',
      smtp: { server: BY_CRAM_MD5, login: 'right', ...PLAIN },
      at: PLAIN,
    },
    way: SMTP_CRAM_MD5,
  },
  'Postfix, which offers only CRAM-MD5 after STARTTLS too,': {
    plan: {
      mailbox: 'submitted-by-cram-md5-over-tls',
      smtp: { server: BY_CRAM_MD5, login: 'right', tls: 'required' },
      at: PLAIN,
    },
    way: SMTP_CRAM_MD5,
  },
  'Dovecot, which names only CRAM-MD5,': {
    plan: { mailbox: 'fetched-by-cram-md5', smtp: PLAIN, at: MAILBOX_BY_CRAM_MD5 },
    way: POP3_CRAM_MD5,
  },
  'Dovecot, which has only APOP,': {
    plan: { mailbox: 'fetched-by-apop', smtp: PLAIN, at: MAILBOX_BY_APOP },
    way: apopOf('fetched-by-apop'),
  },
}

interface Refused {
  plan: Plan
  way: Way
  reason: string
  phase: string
  detail: RegExp
}

const refused: Readonly<Record<string, Refused>> = {
  'Postfix, which offers only CRAM-MD5,': {
    plan: {
      mailbox: 'wrong-smtp-cram-md5',
      smtp: { server: BY_CRAM_MD5, login: 'wrong', ...PLAIN },
      at: PLAIN,
    },
    way: SMTP_CRAM_MD5,
    reason: 'smtp-auth-refused',
    phase: 'smtp.auth',
    detail: /^535 5\.7\.8 Error: authentication failed/,
  },
  'Dovecot, which names only CRAM-MD5,': {
    plan: {
      mailbox: 'wrong-mailbox-cram-md5',
      smtp: PLAIN,
      at: { ...MAILBOX_BY_CRAM_MD5, password: 'wrong' },
    },
    way: POP3_CRAM_MD5,
    reason: 'mailbox-login-refused',
    phase: 'mailbox.auth',
    detail: /^\[AUTH\] Authentication failed/,
  },
  'Dovecot, which has only APOP,': {
    plan: { mailbox: 'wrong-apop', smtp: PLAIN, at: { ...MAILBOX_BY_APOP, password: 'wrong' } },
    way: apopOf('wrong-apop'),
    reason: 'mailbox-login-refused',
    phase: 'mailbox.auth',
    detail: /^\[AUTH\] Authentication failed/,
  },
}

describe.concurrent('a login by challenge', () => {
  test.each(Object.entries(taken))('%s lets us in', async (_, { plan, way }) => {
    const done = await fullRun(plan)
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
    expect(done.mail).toEqual({ letters: 1, others: [] })
    const logins = loginsIn(done, way)
    expect(logins.length).toBeGreaterThan(0)
    expectHidden(done, way, plan.mailbox, PASSWORD, logins.length)
  })

  test.each(Object.entries(refused))('%s refuses a wrong password, at once', async (_, row) => {
    const { plan, way, detail, ...verdict } = row
    const done = await fullRun(plan)
    expect(done.result).toMatchObject({ ...verdict, status: 2, outcome: 'failed', warnings: [] })
    expect(done.result.detail).toMatch(detail)
    expect(done.published.map(({ attributes }) => attributes.reason)).toEqual([verdict.reason])
    expect(done.mail.letters).toBe(1)
    expectHidden(done, way, plan.mailbox, WRONG_PASSWORD, 1)
  })
})

/** The challenges of all logins that were made. */
function loginsIn({ said }: Done, { challenge }: Way): string[] {
  return said.flatMap((line) => challenge.exec(line)?.[1] ?? [])
}

/**
 * So many logins, all in this way, none of their secrets in the log; that they would be found is known from
 * the challenge.
 */
function expectHidden(done: Done, way: Way, userid: string, password: string, logins: number): void {
  expect(done.said.some((line) => way.offer.test(line))).toBe(true)
  expect(done.said.filter((line) => way.elsewise.test(line))).toEqual([])
  const ours = done.said.filter((line) => way.says.includes(line))
  expect(ours).toEqual(Array.from({ length: logins }, () => way.says).flat())
  expect(marked(done).filter((line) => line !== way.meanwhile)).toEqual(
    ours.filter((line) => line.includes('<secret>')),
  )
  const challenges = loginsIn(done, way)
  expect(challenges).toHaveLength(logins)
  const log = done.said.join('\n')
  // One in base64 is no word, and stands behind a mark, or in part, in an answer to a login.
  const isWhole = (one: string) => !one.includes(UNKNOWN_MARK) && !one.includes(SECRET_MARK)
  for (const challenge of challenges.filter(isWhole)) {
    for (const secret of way.secretsOf(challenge, userid, password)) expect(log).not.toContain(secret)
  }
}
