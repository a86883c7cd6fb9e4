import type { SmtpSettings } from '../shared/core/definition/monitor.ts'
import { DEMO_MONITOR } from '../shared/core/schedule/due-times.ts'
import type { DemoMailServer } from './demo-mail/demo-mail-server.ts'
import type { Account } from './demo-mail/mailbox.ts'

/** The variable that would hold the demo mailbox's password; the local mode makes it up at each start. */
export const DEMO_PASSWORD = 'ROUNDTRIP_DEMO_PASSWORD'

export const DEMO_ADDRESS = 'demo@roundtrip.test'

export function demoAccount(password: string): Account {
  return { address: DEMO_ADDRESS, userid: 'demo', password }
}

/** The monitor that a newcomer sees: the demo server's own mailbox, once a minute, by the built-in sender. */
export function demoMonitor(server: Pick<DemoMailServer, 'pop3Port'>): Record<string, unknown> {
  return {
    monitorId: DEMO_MONITOR,
    name: 'Demo',
    note: 'Shows how a round trip looks. It goes away when cdk/monitors.ts holds a monitor of yours.',
    emailAddress: DEMO_ADDRESS,
    mailbox: {
      server: `pop3://127.0.0.1:${server.pop3Port}`,
      userid: 'demo',
      password: `env:${DEMO_PASSWORD}`,
    },
    intervalMinutes: 1,
    timeoutSeconds: 10,
  }
}

/** The demo server, which takes mail for its own mailboxes only. */
export function demoSender({ smtpPort }: Pick<DemoMailServer, 'smtpPort'>): SmtpSettings {
  return {
    server: { scheme: 'smtp', host: '127.0.0.1', port: smtpPort },
    heloName: 'localhost',
    tls: { mode: 'none', verify: true },
  }
}
