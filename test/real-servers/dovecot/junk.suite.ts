import { describe, expect, test } from 'vitest'

import { type Plan, fullRun, ports, watched } from '../full-run.ts'
import { imapClient } from '../imap-client.ts'
import { HOST } from '../servers.ts'
import { layStrangers, messagesIn } from '../strangers.ts'
import { FILED } from './configuration.ts'

const smtp = { tls: 'none' }
const IMAP = `imap://${HOST}:${ports.imap}`
const at = { server: IMAP, tls: 'none' }

describe.concurrent('Dovecot whose Sieve puts the test message', () => {
  test('into Junk fails with what marks it, and deletes it there and nothing else', async () => {
    const monitor = await watched({ mailbox: 'imap-junked', smtp, at })
    const where = { name: 'imap-junked', port: ports.imap, folders: ['INBOX', 'Junk'] } as const
    const strangers = await layStrangers(where, await monitor.runs.installation())
    const { result, published } = await monitor.run()
    expect(result).toMatchObject({ status: 2, reason: 'message-junked', outcome: 'failed' })
    expect(result).toMatchObject({ warnings: ['leftovers-swept'], sweptMessages: 2 })
    expect(result.detail).toContain('X-Spam-Flag: YES')
    expect(result.detail).toContain('score=7.3')
    expect(published.map(({ attributes }) => attributes.reason)).toEqual(['message-junked'])
    expect(published[0]?.text).toContain('X-Spam-Flag: YES')
    expect(await messagesIn(where)).toEqual(strangers)
  })

  test('into Junk is a warning where that is good enough', async () => {
    const done = await fullRun({ mailbox: 'imap-good-junked', smtp, at: { ...at, junk: 'ok' } })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: ['found-in-junk'] })
    await expectNothingLeft('imap-good-junked')
  })

  test('into Junk is not seen where nobody looks', async () => {
    const plan: Plan = { mailbox: 'imap-unseen-junked', smtp, at: { ...at, junk: 'off' }, timeoutSeconds: 15 }
    const done = await fullRun(plan)
    expect(done.result).toMatchObject({ status: 2, reason: 'message-not-delivered', outcome: 'lost' })
    expect(done.said.filter((line) => line.includes('Junk'))).toEqual([])
    const where = { name: plan.mailbox, port: ports.imap, folders: ['INBOX', 'Junk'] } as const
    expect((await messagesIn(where)).map((message) => message.split(' ')[0])).toEqual(['INBOX', 'Junk'])
  })

  test('into Junk, and a monitor by POP3 looks there over IMAP', async () => {
    const pop3 = { server: `pop3://${HOST}:${ports.pop3}`, tls: 'none', junkServer: IMAP }
    const done = await fullRun({ mailbox: 'pop3-beside-junked', smtp, at: pop3 })
    expect(done.result).toMatchObject({ status: 2, reason: 'message-junked', outcome: 'failed' })
    expect(done.result.detail).toContain('X-Spam-Flag: YES')
    await expectNothingLeft('pop3-beside-junked')
  })

  test('into a folder of its own, which is where it is looked for', async () => {
    {
      await using owner = await imapClient('imap-filed', ports.imap)
      await owner.say(`CREATE "${FILED}"`)
    }
    const done = await fullRun({ mailbox: 'imap-filed', smtp, at: { ...at, folder: FILED } })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
    await expectNothingLeft('imap-filed', FILED)
  })

  test('nowhere that the definition names', async () => {
    const done = await fullRun({ mailbox: 'imap-no-folder', smtp, at: { ...at, folder: 'Nowhere' } })
    expect(done.result).toMatchObject({
      status: 3,
      reason: 'mailbox-folder-not-found',
      phase: 'mailbox.search',
      outcome: 'failed',
    })
    expect(done.result.detail).toMatch(/Nowhere/)
  })
})

/** But the letter that has been there all the time. */
async function expectNothingLeft(name: Plan['mailbox'], ...folders: string[]): Promise<void> {
  const messages = await messagesIn({ name, port: ports.imap, folders: ['INBOX', 'Junk', ...folders] })
  expect(messages.map((message) => message.split(' ')[0])).toEqual(['INBOX'])
}
