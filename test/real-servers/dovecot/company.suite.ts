import { describe, expect, test } from 'vitest'

import { fullRun, imapLogins, ports } from '../full-run.ts'
import { expungeLetters } from '../imap-client.ts'
import { relayTo } from '../relay.ts'
import { HOST } from '../servers.ts'

const smtp = { tls: 'none' }

describe.concurrent('Dovecot by IMAP, in company', () => {
  test('of a client that takes out a message between the listing and its header, goes on', async () => {
    let expunged: Promise<void> | undefined
    await using relay = await relayTo(ports.imap, (line) =>
      line.includes('BODY.PEEK') ? (expunged ??= expungeLetters('imap-expunged', ports.imap)) : undefined,
    )
    const at = { server: `imap://${HOST}:${relay.port}`, tls: 'none' }
    const done = await fullRun({ mailbox: 'imap-expunged', smtp, at })
    expect(done.said).toContainEqual(
      expect.stringMatching(/^SERVER: (?:\* \S+ EXPUNGE|A\d+ .*EXPUNGEISSUED)/),
    )
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
    expect(imapLogins(done)).toHaveLength(1)
    expect(done.mail).toEqual({ letters: 0, others: [] })
  })

  test('of other monitors at the same mailbox, each finds and deletes its own', async () => {
    const at = { server: `imap://${HOST}:${ports.imap}`, tls: 'none' }
    const monitors = ['first', 'second', 'third', 'fourth']
    const done = await Promise.all(
      monitors.map((monitorId) => fullRun({ mailbox: 'imap-shared', monitorId, smtp, at })),
    )
    for (const { result } of done)
      expect(result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
    expect((await fullRun({ mailbox: 'imap-shared', smtp, at })).mail).toEqual({ letters: 1, others: [] })
  })
})
