import { describe, expect, test } from 'vitest'

import { fullRun, ports } from '../full-run.ts'
import { DOMAIN, HOST } from '../servers.ts'

const at = { tls: 'none' }
const lonely = { server: `smtp://${HOST}:${ports.smtpOfLonelyHaraka}`, tls: 'none' }

describe.concurrent('Haraka', () => {
  test('takes any recipient, and refuses the unknown one after the dot', async () => {
    const done = await fullRun({
      mailbox: 'haraka-unknown',
      emailAddress: `nobody@${DOMAIN}`,
      smtp: { server: `smtp://${HOST}:${ports.smtpOfHaraka}`, tls: 'none' },
      at,
    })
    expect(done.result).toMatchObject({
      reason: 'recipient-rejected',
      outcome: 'failed',
      phase: 'smtp.submit',
    })
    expect(done.result.detail).toMatch(/^550 5\.1\.1 <nobody@.*>: Recipient address rejected: User unknown/)
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })

  test('that offers logins and got none says of a foreign address that it cannot deliver', async () => {
    const done = await fullRun({
      mailbox: 'haraka-login',
      emailAddress: 'somebody@elsewhere.test',
      smtp: lonely,
      at,
    })
    expect(done.result).toMatchObject({
      reason: 'smtp-auth-required',
      outcome: 'failed',
      phase: 'smtp.submit',
    })
    expect(done.result.detail).toBe('550 I cannot deliver mail for <somebody@elsewhere.test>')
  })

  test('that has nowhere to hand the message on to puts it off', async () => {
    const done = await fullRun({ mailbox: 'haraka-lonely', smtp: lonely, at, timeoutSeconds: 15 })
    expect(done.result).toMatchObject({ reason: 'message-deferred', outcome: 'failed', phase: 'smtp.submit' })
    expect(done.result.detail).toMatch(/^450 plugin timeout/)
    expect(done.published[0]?.text).not.toMatch(/greylist/i)
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })
})
