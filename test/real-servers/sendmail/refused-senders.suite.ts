import { describe, expect, test } from 'vitest'

import { fullRun, ports } from '../full-run.ts'
import { DOMAIN, HOST } from '../servers.ts'

/** Of senders too, Sendmail speaks at RCPT, and names the recipient first. */
const refused: Readonly<Record<string, { from: string; detail: RegExp }>> = {
  'whom its access map shuts out': {
    from: `refused@${DOMAIN}`,
    detail: /^550 5\.7\.1 <sendmail-refuses@.*>\.\.\. Access denied$/,
  },
  'whose domain is unknown': {
    from: 'probe@elsewhere.test',
    detail: /^553 5\.1\.8 <.*>\.\.\. Domain of sender address probe@elsewhere\.test does not exist$/,
  },
}

describe.concurrent('Sendmail', () => {
  test.each(Object.entries(refused))('refuses a sender %s', async (_, { from, detail }) => {
    const done = await fullRun({
      mailbox: 'sendmail-refuses',
      smtp: { server: `smtp://${HOST}:${ports.smtpOfSendmail}`, tls: 'none', from },
      at: { server: `pop3://${HOST}:${ports.pop3OfPopa3d}`, tls: 'none' },
    })
    expect(done.result).toMatchObject({ reason: 'sender-rejected', outcome: 'failed', phase: 'smtp.submit' })
    expect(done.result.detail).toMatch(detail)
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })
})
