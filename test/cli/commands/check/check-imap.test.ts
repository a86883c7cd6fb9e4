import { expect, onTestFinished, test } from 'vitest'

import type { Delivery } from '../../../support/servers/imap/imap-folders.ts'
import { imapFolders } from '../../../support/servers/imap/imap-folders.ts'
import { imapServer } from '../../../support/servers/imap/imap-server.ts'
import { scriptedServer } from '../../../support/servers/scripted-server.ts'
import { smtpPlay } from '../../../support/servers/smtp-play.ts'
import { says } from '../../says.ts'
import { fastClock } from '../../../local/fast-clock.ts'
import { ADDRESS, ENV, PASSWORD, described, mailServer } from './checked-server.ts'
import { longTest } from '../../../support/thorough.ts'

const FOLDERS = { 'INBOX/Gepr&APw-ft': {}, Spam: { attributes: ['\\Junk'] } }

/** What a check says of an IMAP mailbox that its message is delivered into like this. */
async function checked(options: readonly string[], delivery: Delivery = {}) {
  const folders = imapFolders(FOLDERS)
  const imap = await imapServer({ folders, login: { userid: 'probe', password: PASSWORD } })
  const smtp = await scriptedServer(smtpPlay({ take: (message) => void imap.deliver(message, delivery) }))
  onTestFinished(() => Promise.all([imap.close(), smtp.close()]).then(() => undefined))
  const said = await says(
    [
      ...['check', '--email', ADDRESS, '--userid', 'probe', '--password-env', 'POP_PASSWORD'],
      ...['--mailbox', `imap://127.0.0.1:${imap.port}`, '--smtp', `smtp://127.0.0.1:${smtp.port}`],
      ...options,
    ],
    { env: ENV },
  )
  const left = folders.all().flatMap(({ messages }) => messages)
  return { ...said, left, logins: imap.connections, trespasses: imap.trespasses }
}

test('a message in the inbox of an IMAP mailbox is seen by one login, and deleted', async () => {
  const { code, out, err, left, logins, trespasses } = await checked([])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/looked for at imap:\/\/127\.0\.0\.1:\d+, at most 300 s\n/)
  expect(out).toMatch(/\nOK: the message came back in [\d.]+ m?s/)
  expect({ left, logins, trespasses }).toEqual({ left: [], logins: 1, trespasses: [] })
})

test('--folder is opened by the name that people read', async () => {
  const { code, out, left } = await checked(['--folder', 'INBOX/Geprüft'], { folder: 'INBOX/Gepr&APw-ft' })
  expect(code).toBe(0)
  expect(out).toContain(', looked for in INBOX/Geprüft at imap://')
  expect(left).toEqual([])
})

test('a folder that is not there is told with advice on the option', async () => {
  const { code, out } = await checked(['--folder', 'INBOX.Probe', '--log'])
  expect(code).toBe(1)
  expect(out).toContain('\n  reason   mailbox-folder-not-found, in mailbox.search\n')
  expect(out).toContain('--folder')
  expect(out).not.toContain('mailbox.folder')
  expect(out).toMatch(/mailbox {2}search {4}client {2}A\d SELECT "INBOX\.Probe"\n/)
  expect(out).toMatch(/mailbox {2}auth {6}server {2}A\d OK /)
})

test('a message in the junk folder fails, and is deleted there', async () => {
  const { code, out, left } = await checked([], { folder: 'Spam' })
  expect(code).toBe(1)
  expect(out).toContain('\n  reason   message-junked')
  expect(out.replace(/\s+/g, ' ')).toContain('set --junk to "ok".')
  expect(left).toEqual([])
})

test('with --junk ok it has arrived, with a warning', async () => {
  const { code, out, left } = await checked(['--junk', 'ok'], { folder: 'Spam' })
  expect(code).toBe(0)
  expect(out).toContain('\n  warning  the test message was in the junk folder (found-in-junk)\n')
  expect(left).toEqual([])
})

longTest('--junk-server is looked into by a POP3 check that has not found its message', async () => {
  const pop3 = await mailServer()
  const imap = await imapServer({ folders: imapFolders(FOLDERS) })
  const take = (message: string) => void imap.deliver(message, { folder: 'Spam' })
  const smtp = await scriptedServer(smtpPlay({ take }))
  onTestFinished(() => Promise.all([imap.close(), smtp.close()]).then(() => undefined))
  const { code, out } = await says(
    [
      ...['check', ...described({ ...pop3, smtpPort: smtp.port })],
      ...['--junk-server', `imap://127.0.0.1:${imap.port}`, '--timeout', '10'],
    ],
    { env: ENV, clock: fastClock(Date.UTC(2026, 0, 5, 12), 5) },
  )
  expect(out).toMatch(/looked for at pop3:\/\/\S+, also in junk at imap:\/\/127\.0\.0\.1:\d+, at most 10 s\n/)
  expect(out).toContain('\nFAILED: the test message was put into the junk folder\n')
  expect(code).toBe(1)
  expect(imap.folders.all().flatMap(({ messages }) => messages)).toEqual([])
})
