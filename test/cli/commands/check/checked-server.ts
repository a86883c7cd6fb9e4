import { onTestFinished } from 'vitest'

import { type DemoMailOptions, demoMailServer } from '../../../../local/demo-mail/demo-mail-server.ts'

export const ADDRESS = 'probe@example.com'
export const PASSWORD = 'c0rrect horse'
export const ENV = { POP_PASSWORD: PASSWORD }

/** A server with the mailbox of `ADDRESS`, which ends with the test. */
export async function mailServer(options: Partial<DemoMailOptions> = {}) {
  const account = { address: ADDRESS, userid: 'probe', password: PASSWORD }
  const server = await demoMailServer({ accounts: [account], ...options })
  onTestFinished(() => server.close())
  return server
}

type Server = Awaited<ReturnType<typeof mailServer>>

/** The options that a check of this server needs, and no more. */
export function described({ smtpPort, pop3Port }: Server): string[] {
  return [
    ...['--email', ADDRESS, '--userid', 'probe', '--password-env', 'POP_PASSWORD'],
    ...['--mailbox', `pop3://127.0.0.1:${pop3Port}`, '--smtp', `smtp://127.0.0.1:${smtpPort}`],
  ]
}
