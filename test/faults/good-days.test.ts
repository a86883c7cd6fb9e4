import { expect, test } from 'vitest'

import { type DemoMailServer, demoMailServer } from '../../local/demo-mail/demo-mail-server.ts'
import { ADDRESS, PASSWORD, USERID, fullProbe } from '../support/worlds/full-probe.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import { steadyClock } from '../support/steady-clock.ts'
import { TRUSTED, good } from './certificates.ts'
import { longTest } from '../support/thorough.ts'

async function withServer(
  options: Partial<Parameters<typeof demoMailServer>[0]>,
  work: (server: DemoMailServer, clock: Clock) => Promise<void>,
): Promise<void> {
  const accounts = [{ address: ADDRESS, userid: USERID, password: PASSWORD }]
  const clock = steadyClock()
  const server = await demoMailServer({ accounts, clock, ...options })
  try {
    await work(server, clock)
  } finally {
    clock.stop()
    await server.close()
  }
}

longTest('two runs at one mailbox find each their own', async () => {
  await withServer({}, async (server, clock) => {
    const plan = { smtpPort: server.smtpPort, mailboxPort: server.pop3Port, deadlineMs: 8000 }
    const both = await Promise.all([fullProbe(plan, clock), fullProbe(plan, clock)])
    expect(both.map(({ status }) => status)).toEqual([0, 0])
    expect(server.mailboxes.messages(ADDRESS)).toEqual([])
  })
})

test('with TLS and a login on both sides every phase has its time, and the passwords stand in no log', async () => {
  const smtpLogins = [{ userid: USERID, password: PASSWORD }]
  await withServer({ certificate: good, smtpLogins }, async (server, clock) => {
    const probed = await fullProbe(
      {
        smtpPort: server.smtpsPort ?? 0,
        mailboxPort: server.pop3sPort ?? 0,
        smtp: { scheme: 'smtps', login: true },
        mailbox: { scheme: 'pop3s' },
        ca: TRUSTED,
        deadlineMs: 3000,
      },
      clock,
    )
    expect(probed).toMatchObject({ status: 0, warnings: [] })
    const opening = ['resolve', 'connect', 'tls', 'greeting', 'auth']
    expect(Object.keys(probed.phases.smtp)).toEqual([...opening, 'submit'])
    expect(Object.keys(probed.phases.mailbox)).toEqual([...opening, 'search', 'retrieve', 'delete'])
    expect(JSON.stringify(probed.log)).not.toContain(PASSWORD)
    expect(JSON.stringify(probed.log)).toContain('<secret>')
  })
})
