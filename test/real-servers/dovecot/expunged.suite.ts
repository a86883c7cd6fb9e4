import { expect, test } from 'vitest'

import { fullRun, ports } from '../full-run.ts'
import { relayTo } from '../relay.ts'
import { HOST } from '../servers.ts'
import { expungeLetters } from '../imap-client.ts'

test('a message that Dovecot has listed, and that an IMAP client then takes out, is passed over', async () => {
  let expunged: Promise<void> | undefined
  // Between the listing and the first message that is asked for.
  await using relay = await relayTo(ports.pop3BesideImap, (line) =>
    /^(?:TOP|RETR)/.test(line) ? (expunged ??= expungeLetters('expunged', ports.imapBesidePop3)) : undefined,
  )
  const done = await fullRun({
    mailbox: 'expunged',
    smtp: { tls: 'none' },
    at: { server: `pop3://${HOST}:${relay.port}`, tls: 'none' },
  })
  expect(done.said.join('\n')).toMatch(/^SERVER: -ERR Message \d+ expunged\.$/m)
  expect(done.result).toMatchObject({ status: 0, outcome: 'delivered' })
  // Nobody's mail is read where its header is refused: that would mark it as read.
  expect(done.said.filter((line) => line.startsWith('CLIENT: RETR'))).toEqual([])
  expect(done.mail).toEqual({ letters: 0, others: [] })
})
