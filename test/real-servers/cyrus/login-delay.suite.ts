import { describe, expect, test } from 'vitest'

import { type Done, fullRun, ports } from '../full-run.ts'
import { holdMailbox } from '../second-session.ts'
import { sendLetter } from '../letters.ts'
import { HOST } from '../servers.ts'

const at = { server: `pop3://${HOST}:${ports.pop3OfCyrus}`, tls: 'none' }

/** As Debian ships it, Cyrus wants a minute between two logins (CAPA: LOGIN-DELAY 60). */
describe.concurrent('Cyrus', () => {
  test('is logged in to once: when the message may have come', async () => {
    await sendLetter('cyrus-delayed')
    const done = await fullRun({
      mailbox: 'cyrus-delayed',
      smtp: { server: `smtp://${HOST}:${ports.greylisting}` },
      at,
      timeoutSeconds: 90,
    })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
    expect(done.said).toContain('SERVER: LOGIN-DELAY 60')
    expect(refusedLogins(done)).toEqual([])
    // A second login would have come after the minute.
    expect(done.wallMs).toBeLessThan(60_000)
  })

  test('is waited for as long as it says, where somebody else has just logged in', async () => {
    await sendLetter('cyrus-waited-for')
    await logIn('cyrus-waited-for')
    const done = await fullRun({ mailbox: 'cyrus-waited-for', smtp: { tls: 'none' }, at, timeoutSeconds: 90 })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
    expect(refusedLogins(done).length).toBeLessThanOrEqual(2)
  })

  test('that wants a longer delay than the timeout is told so', async () => {
    await sendLetter('cyrus-impatient')
    await logIn('cyrus-impatient')
    const done = await fullRun({ mailbox: 'cyrus-impatient', smtp: { tls: 'none' }, at, timeoutSeconds: 20 })
    expect(done.result).toMatchObject({
      reason: 'mailbox-login-delay',
      outcome: 'failed',
      phase: 'mailbox.auth',
    })
    expect(done.result.detail).toMatch(/^\[LOGIN-DELAY\] Logins must be at least 1 minute apart/)
    expect(done.published[0]?.text).toMatch(/60 s/)
  })
})

async function logIn(name: 'cyrus-waited-for' | 'cyrus-impatient'): Promise<void> {
  const session = await holdMailbox(name, ports.pop3OfCyrus)
  await session.release()
}

function refusedLogins({ said }: Done): string[] {
  return said.filter((line) => line.startsWith('SERVER: -ERR'))
}
