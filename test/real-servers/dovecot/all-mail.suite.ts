import { expect, test } from 'vitest'

import { fullRun, ports } from '../full-run.ts'
import { HOST } from '../servers.ts'
import { messagesIn } from '../strangers.ts'

test('where Dovecot shows all mail in one more folder, ours goes by way of the trash and stays nowhere', async () => {
  const mailbox = 'imap-kept-in-all'
  const port = ports.imapBesidePop3
  const at = { server: `imap://${HOST}:${port}`, tls: 'none' }
  const done = await fullRun({ mailbox, smtp: { tls: 'none' }, at })
  expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
  expect(done.said).toContainEqual(expect.stringMatching(/^CLIENT: A\d+ UID MOVE \d+ "Trash"$/))
  const folders = ['INBOX', 'Trash', 'virtual/All']
  const left = await messagesIn({ name: mailbox, port, folders })
  expect(left.map((message) => message.split(' ')[0])).toEqual(['INBOX', 'virtual/All'])
})
