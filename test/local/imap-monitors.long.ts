import { expect, onTestFinished, test } from 'vitest'

import { fastImap } from '../support/servers/imap/fast-imap.ts'
import { dataFolder, fileOf } from '../support/temporary-files.ts'
import { npmStart } from './npm-start.ts'

/** A server whose rules file what is sent into this folder, and a monitor of it. */
async function monitored(monitorId: string, folder: string) {
  const server = await fastImap({ login: { userid: 'probe', password: 'correct horse' } })
  onTestFinished(() => server.close())
  server.fileInto(folder)
  const { imap, mailboxServer, smtpServer } = server
  const mailbox = { server: mailboxServer, userid: 'probe', password: 'env:IMAP_PASSWORD', tls: 'none' }
  const definition = {
    monitorId,
    emailAddress: 'probe@example.com',
    mailbox,
    smtp: { server: smtpServer, tls: 'none' },
    intervalMinutes: 1,
    timeoutSeconds: 30,
  }
  return { imap, definition }
}

test('IMAP monitors of a file run: one delivers, one finds its message in the junk folder', async () => {
  const inbox = await monitored('inbox', 'INBOX')
  const junk = await monitored('junk', 'Junk')
  const file = await fileOf('mine.json', JSON.stringify([inbox.definition, junk.definition]))
  const env = { IMAP_PASSWORD: 'correct horse' }
  const { said, hears } = npmStart(['--data', await dataFolder(), '--monitors', file], { env })
  await hears(/^\S+ {2}inbox {2}OK {2}[\d.]+ m?s/m)
  await hears(/^\S+ {2}junk {2}FAILED after .*message-junked/m)
  expect(said.err).toBe('')
  for (const { imap } of [inbox, junk]) {
    expect(imap.folders.all().flatMap(({ messages }) => messages)).toEqual([])
  }
})
