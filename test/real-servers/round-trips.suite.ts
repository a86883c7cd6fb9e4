import { describe, expect, test } from 'vitest'

import { type Plan, fullRun, ports } from './full-run.ts'
import { expectOneLetter, sendLetter } from './letters.ts'
import { HOST } from './servers.ts'

const PLAIN = { tls: 'none' }
const smtp = (port: number) => ({ server: `smtp://${HOST}:${port}`, ...PLAIN })
const pop3 = (port: number) => ({ server: `pop3://${HOST}:${port}`, ...PLAIN })

const plans: Readonly<Record<string, Plan>> = {
  'Postfix and Courier': { mailbox: 'courier-relayed', smtp: PLAIN, at: pop3(ports.pop3OfCourier) },
  'Postfix and popa3d': { mailbox: 'popa3d-relayed', smtp: PLAIN, at: pop3(ports.pop3OfPopa3d) },
  'Postfix and Solid POP3': { mailbox: 'solid-relayed', smtp: PLAIN, at: pop3(ports.pop3OfSolid) },
  'Sendmail and popa3d': {
    mailbox: 'sent-by-sendmail',
    smtp: smtp(ports.smtpOfSendmail),
    at: pop3(ports.pop3OfPopa3d),
  },
  'Haraka, Postfix and Dovecot': { mailbox: 'sent-by-haraka', smtp: smtp(ports.smtpOfHaraka), at: PLAIN },
}

describe.concurrent('a whole round trip', () => {
  test.each(Object.entries(plans))('by %s', async (_, plan) => {
    const done = await fullRun(plan)
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
    expect(done.result).not.toHaveProperty('reason')
    expect(done.published).toEqual([])
    await expectOneLetter(plan.mailbox)
  })

  test('by Postfix and Cyrus', async () => {
    await sendLetter('cyrus-relayed')
    // Longer than the delay that Cyrus wants between two logins.
    const timeoutSeconds = 90
    const at = pop3(ports.pop3OfCyrus)
    const done = await fullRun({ mailbox: 'cyrus-relayed', smtp: PLAIN, at, timeoutSeconds })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
    expect(done.mail).toEqual({ letters: 1, others: [] })
    expect(done.published).toEqual([])
  })
})
