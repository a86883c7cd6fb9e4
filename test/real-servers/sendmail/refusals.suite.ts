import { describe, expect, test } from 'vitest'

import { fullRun, ports } from '../full-run.ts'
import { DOMAIN, HOST } from '../servers.ts'

const at = { server: `pop3://${HOST}:${ports.pop3OfPopa3d}`, tls: 'none' }

interface Refused {
  port: number
  from?: string
  emailAddress?: string
  reason: string
  detail: RegExp
  /** Whether it is tried again until the deadline. */
  passing: boolean
}

/** Of senders too, Sendmail speaks at RCPT, and names the recipient first. */
const refused: Readonly<Record<string, Refused>> = {
  'an unknown recipient': {
    port: ports.smtpOfSendmail,
    emailAddress: `no-such-user@${DOMAIN}`,
    reason: 'recipient-rejected',
    detail: /^550 5\.1\.1 <no-such-user@.*>\.\.\. User unknown$/,
    passing: false,
  },
  'a sender whose domain is unknown': {
    port: ports.smtpOfSendmail,
    from: 'probe@elsewhere.test',
    reason: 'sender-rejected',
    detail: /^553 5\.1\.8 <.*>\.\.\. Domain of sender address probe@elsewhere\.test does not exist$/,
    passing: false,
  },
  'a sender that its access map shuts out': {
    port: ports.smtpOfSendmail,
    from: `refused@${DOMAIN}`,
    reason: 'sender-rejected',
    detail: /^550 5\.7\.1 <sendmail-refuses@.*>\.\.\. Access denied$/,
    passing: false,
  },
  'all mail while its disk is full': {
    port: ports.smtpOfFullSendmail,
    reason: 'sender-deferred',
    detail: /^452 4\.4\.5 Insufficient disk space; try again later$/,
    passing: true,
  },
  'all mail while it cannot read its access map': {
    port: ports.smtpOfBrokenSendmail,
    reason: 'sender-deferred',
    detail: /^451 4\.3\.0 Temporary system failure\. Please try again later\.$/,
    passing: true,
  },
}

describe.concurrent('Sendmail', () => {
  test.each(Object.entries(refused))('refuses %s', async (_, row) => {
    const { port, from, emailAddress, reason, detail, passing } = row
    const done = await fullRun({
      mailbox: 'sendmail-refuses',
      ...(emailAddress !== undefined && { emailAddress }),
      smtp: { server: `smtp://${HOST}:${port}`, tls: 'none', ...(from !== undefined && { from }) },
      at,
      timeoutSeconds: 15,
    })
    const warnings = passing ? ['refusal-waited-out'] : []
    expect(done.result).toMatchObject({ reason, outcome: 'failed', phase: 'smtp.submit', warnings })
    expect(done.result.detail).toMatch(detail)
    expect(done.published[0]?.text).not.toMatch(/greylist/i)
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })
})
