import { describe, expect, test } from 'vitest'

import { type Plan, fullRun, imapLogins, ports } from './full-run.ts'
import { TO_POSTFIX, lateMail } from './late-mail.ts'
import { HOST } from './servers.ts'

const servers: Readonly<Record<string, { mailbox: Plan['mailbox']; port: number }>> = {
  Cyrus: { mailbox: 'cyrus-empty', port: ports.imapOfCyrus },
  'Courier, which looks once a minute in IDLE,': { mailbox: 'courier-empty', port: ports.imapOfCourier },
  'GNU Mailutils': { mailbox: 'mailutils-empty', port: ports.imapOfMailutils },
}

describe.concurrent('a message that comes into an empty mailbox after 6 s', () => {
  test.each(Object.entries(servers))('at %s is seen soon, in one session', async (_, { mailbox, port }) => {
    await using late = await lateMail(() => 6000, TO_POSTFIX)
    const done = await fullRun({
      mailbox,
      smtp: { server: late.server, tls: 'none' },
      at: { server: `imap://${HOST}:${port}`, tls: 'none' },
      timeoutSeconds: 40,
    })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
    expect(imapLogins(done)).toHaveLength(1)
    expect(done.said.some((line) => line.endsWith(' IDLE'))).toBe(true)
    // Of a busy machine too. IDLE alone would have taken a minute at Courier.
    expect(done.result.roundTripMs).toBeLessThan(20_000)
  })
})
