import { describe, expect, test } from 'vitest'

import { type Plan, fullRun, marked, ports } from '../full-run.ts'
import { DOMAIN, HOST } from '../servers.ts'

const SUBMISSION = `smtp://${HOST}:${ports.submission}`
const SMTPS = `smtps://${HOST}:${ports.smtps}`
/** Keeps the mailbox out of what is tested here: nothing of it depends on the CA. */
const PLAIN_MAILBOX = { tls: 'none' }

interface Accepted {
  plan: Plan
  /** In the order in which they were reached. */
  phases: readonly string[]
  logins?: readonly string[]
  warnings?: readonly string[]
}

const accepted: Readonly<Record<string, Accepted>> = {
  'a plain relay takes the message, and it comes back': {
    plan: { mailbox: 'relayed', smtp: { tls: 'none' }, at: PLAIN_MAILBOX },
    phases: ['resolve', 'connect', 'greeting', 'submit'],
  },
  'a submission server takes it after STARTTLS and a login': {
    plan: { mailbox: 'submitted', smtp: { server: SUBMISSION, tls: 'required', login: 'right' } },
    phases: ['resolve', 'connect', 'greeting', 'tls', 'auth', 'submit'],
    logins: ['CLIENT: AUTH PLAIN <secret>'],
  },
  'an SMTPS server takes it after a login': {
    plan: { mailbox: 'submitted-over-tls', smtp: { server: SMTPS, login: 'right' } },
    phases: ['resolve', 'connect', 'tls', 'greeting', 'auth', 'submit'],
    logins: ['CLIENT: AUTH PLAIN <secret>'],
  },
  'a relay whose certificate is not trusted takes it all the same, and the result says so': {
    plan: { mailbox: 'untrusted-relay', at: PLAIN_MAILBOX, trusting: false },
    phases: ['resolve', 'connect', 'greeting', 'tls', 'submit'],
    warnings: ['certificate-not-verified'],
  },
}

interface Refused {
  plan: Plan
  status: number
  reason: string
  phase: string
  /** The server's words, or the error's code; absent where nobody said anything. */
  detail?: RegExp
  logins?: readonly string[]
}

const refused: Readonly<Record<string, Refused>> = {
  'submission without a login is refused at RCPT, and that is known for what it is': {
    plan: { mailbox: 'not-logged-in', smtp: { server: SUBMISSION } },
    status: 2,
    reason: 'smtp-auth-required',
    phase: 'smtp.submit',
    detail: /^554 5\.7\.1 <.*>: Client host rejected: Access denied$/,
  },
  // Debian's own master.cf puts the same rule at another place. The words are then those for a recipient that
  // an access list shuts out, and only the login that was offered tells the two apart.
  'submission without a login, refused in words that speak only of the recipient, is known for what it is': {
    plan: {
      mailbox: 'not-logged-in-either',
      smtp: { server: `smtp://${HOST}:${ports.submissionOfDebian}` },
    },
    status: 2,
    reason: 'smtp-auth-required',
    phase: 'smtp.submit',
    detail: /^554 5\.7\.1 <.*>: Recipient address rejected: Access denied$/,
  },
  'submission without TLS is refused at MAIL': {
    plan: { mailbox: 'not-encrypted', smtp: { server: SUBMISSION, tls: 'none' } },
    status: 3,
    reason: 'smtp-tls-required',
    phase: 'smtp.submit',
    detail: /^530 5\.7\.0 Must issue a STARTTLS command first$/,
  },
  'a login is not offered without TLS, and nothing is sent without it': {
    plan: { mailbox: 'not-offered', smtp: { server: SUBMISSION, tls: 'none', login: 'right' } },
    status: 3,
    reason: 'smtp-auth-not-offered',
    phase: 'smtp.auth',
  },
  'a wrong password is refused': {
    plan: { mailbox: 'wrong-smtp-password', smtp: { server: SUBMISSION, login: 'wrong' } },
    status: 2,
    reason: 'smtp-auth-refused',
    phase: 'smtp.auth',
    detail: /^535 5\.7\.8 Error: authentication failed/,
    logins: ['CLIENT: AUTH PLAIN <secret>'],
  },
  'an unknown recipient is refused': {
    plan: { mailbox: 'unknown-recipient', emailAddress: `nobody@${DOMAIN}` },
    status: 3,
    reason: 'recipient-rejected',
    phase: 'smtp.submit',
    detail: /^550 5\.1\.1 <nobody@.*>: Recipient address rejected: User unknown/,
  },
  'no password follows a certificate that is not trusted': {
    plan: {
      mailbox: 'untrusted-login',
      smtp: { server: SUBMISSION, login: 'right' },
      at: PLAIN_MAILBOX,
      trusting: false,
    },
    status: 3,
    reason: 'tls-certificate-untrusted',
    phase: 'smtp.tls',
    detail: /UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
  },
}

describe.concurrent('Postfix', () => {
  test.each(Object.entries(accepted))('%s', async (_, { plan, phases, logins = [], warnings = [] }) => {
    const done = await fullRun(plan)
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings })
    expect(done.result).not.toHaveProperty('reason')
    expect(Object.keys(done.result.phases.smtp)).toEqual(phases)
    expect(done.result.phases.transit).toBeGreaterThan(0)
    expect(done.result.roundTripMs).toBeGreaterThan(0)
    expect(marked(done).filter((line) => line.includes('AUTH'))).toEqual(logins)
    expect(done.mail).toEqual({ letters: 1, others: [] })
    expect(done.published).toEqual([])
  })

  test.each(Object.entries(refused))('%s', async (_, { plan, logins = [], ...expected }) => {
    const done = await fullRun(plan)
    const { detail, ...verdict } = expected
    expect(done.result).toMatchObject({ ...verdict, outcome: 'failed', warnings: [] })
    if (detail) expect(done.result.detail).toMatch(detail)
    else expect(done.result).not.toHaveProperty('detail')
    expect(done.result.phases).not.toHaveProperty('transit')
    expect(marked(done).filter((line) => line.includes('AUTH'))).toEqual(logins)
    expect(done.mail).toEqual({ letters: 1, others: [] })
    expect(done.published.map(({ attributes }) => attributes.reason)).toEqual([expected.reason])
  })
})
