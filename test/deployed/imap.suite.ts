import { afterAll, beforeAll, expect, test } from 'vitest'

import { type FastImap, fastImap } from '../support/servers/imap/fast-imap.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { anyStack } from './account/shared-stack.ts'
import { minutesAgo } from './account/stack.ts'
import { tableMonitors } from './monitors/table-monitors.ts'

const NAME = 'imap-inbox'
const OF_OTHERS = 'Subject: of others\r\n\r\nKept.\r\n'

const stack = await anyStack()
const tabled = tableMonitors(stack)
let server: FastImap

beforeAll(async () => {
  server = await fastImap({ login: { userid: NAME, password: PASSWORD } })
  const { imap, mailboxServer, smtpServer } = server
  for (const folder of ['INBOX', 'Junk']) imap.deliver(OF_OTHERS, { folder, flags: ['\\Deleted'] })
  await tabled.put(NAME, {
    mailbox: { server: mailboxServer, userid: NAME, password: `ssm:${NAME}`, tls: 'none' },
    smtp: { server: smtpServer, tls: 'none' },
  })
})
afterAll(async () => {
  await tabled.removeAll()
  await server.close()
})

const left = (folder: string) => server.imap.folders.find(folder)?.messages.map(({ text }) => text)

test('a monitor of an IMAP mailbox delivers in the deployed probe, with one login, and leaves no message', async () => {
  const { result } = await tabled.fire(NAME, minutesAgo(2))
  expect(result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
  const log = await stack.ports.runs.findLog(result ?? { monitorId: '', runId: '' })
  const said = log?.map(({ text }) => text).join('\n') ?? ''
  expect(said.match(/^\S+ (?:LOGIN|AUTHENTICATE) /gm)).toHaveLength(1)
  expect(said).toMatch(/SELECT "?INBOX[^]*UID FETCH[^]*UID EXPUNGE/)
  expect(said).not.toContain(PASSWORD)
  expect(left('INBOX')).toEqual([OF_OTHERS])
})

test('one whose message lands in the junk folder has status 2, an alert that says so, and no message there', async () => {
  server.fileInto('Junk')
  const { result } = await tabled.fire(NAME, minutesAgo(1))
  expect(result).toMatchObject({ status: 2, outcome: 'failed', reason: 'message-junked' })
  expect((await stack.alertsOn(NAME)).at(-1)?.attributes).toMatchObject({
    transition: 'opened',
    reason: 'message-junked',
  })
  expect(left('Junk')).toEqual([OF_OTHERS])
})

test('mail of others was not touched in either folder', () => {
  expect(server.imap.trespasses).toEqual([])
  expect(server.imap.folders.harmed()).toEqual([])
})
