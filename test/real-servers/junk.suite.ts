import { describe, expect, test } from 'vitest'

import { ports, watched } from './full-run.ts'
import { HOST } from './servers.ts'
import { type Strangers, layStrangers, messagesIn } from './strangers.ts'

/** Both are laid a folder there before the run; Courier marks none as what it is, so its name has to tell. */
const servers: Readonly<Record<string, Strangers>> = {
  'Cyrus by Sieve': { name: 'cyrus-junked', port: ports.imapOfCyrus, folders: ['INBOX', 'INBOX.Junk'] },
  'Courier by its name': {
    name: 'courier-junked',
    port: ports.imapOfCourier,
    folders: ['INBOX', 'INBOX.Junk'],
  },
}

describe.concurrent('a message in the junk folder', () => {
  test.each(Object.entries(servers))('of %s is found and deleted there', async (_, where) => {
    const at = { server: `imap://${HOST}:${where.port}`, tls: 'none' }
    const monitor = await watched({ mailbox: where.name, smtp: { tls: 'none' }, at })
    const strangers = await layStrangers(where, await monitor.runs.installation())
    const { result, published } = await monitor.run()
    expect(result).toMatchObject({ status: 2, reason: 'message-junked', outcome: 'failed', sweptMessages: 2 })
    expect(published.map(({ attributes }) => attributes.reason)).toEqual(['message-junked'])
    expect(await messagesIn(where)).toEqual(strangers)
  })
})
