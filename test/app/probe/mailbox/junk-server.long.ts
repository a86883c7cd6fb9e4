import { afterAll, afterEach, expect, test } from 'vitest'

import type { ImapPlay } from '../../../support/servers/imap/imap-play.ts'
import { type ImapServer, imapServer } from '../../../support/servers/imap/imap-server.ts'
import { imapFolders } from '../../../support/servers/imap/imap-folders.ts'
import { pop3Play } from '../../../support/servers/pop3-play.ts'
import { type ScriptedServer, scriptedServer } from '../../../support/servers/scripted-server.ts'
import { smtpPlay } from '../../../support/servers/smtp-play.ts'
import { steadyClock } from '../../../support/steady-clock.ts'
import { HOST, fullProbe } from '../../../support/worlds/full-probe.ts'

const servers: (ScriptedServer | ImapServer)[] = []
const clock = steadyClock()
afterAll(() => clock.stop())

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

/** Servers on this machine: the message is taken, and put into the junk folder that only IMAP shows. */
async function junking(
  play: ImapPlay = {},
): Promise<{ imap: ImapServer; run: () => ReturnType<typeof fullProbe> }> {
  const imap = await imapServer({ folders: imapFolders({ Junk: { attributes: ['\\Junk'] } }), ...play })
  const take = (message: string) => void imap.deliver(`X-Spam-Flag: YES\r\n${message}`, { folder: 'Junk' })
  const smtp = await scriptedServer(smtpPlay({ take }))
  const pop3 = await scriptedServer(pop3Play({}))
  servers.push(imap, smtp, pop3)
  const junkServer = { scheme: 'imap', host: HOST, port: imap.port } as const
  const plan = {
    smtpPort: smtp.port,
    mailboxPort: pop3.port,
    mailbox: { junk: 'failed', junkServer },
  } as const
  return { imap, run: () => fullProbe(plan, clock) }
}

test('a POP3 run finds its message in the junk folder of an IMAP server, and takes it away', async () => {
  const { imap, run } = await junking()
  expect(await run()).toMatchObject({
    reason: 'message-junked',
    phase: 'mailbox.search',
    detail: expect.stringMatching(/^arrived after .*; X-Spam-Flag: YES$/) as string,
    warnings: [],
  })
  expect(imap.folders.find('Junk')?.messages).toEqual([])
  expect(imap.trespasses).toEqual([])
})

test('a server that names no junk folder is not guessed at', async () => {
  const { run } = await junking({ folders: imapFolders({ Junk: { attributes: ['\\Noselect'] } }) })
  expect(await run()).toMatchObject({ outcome: 'lost', warnings: ['junk-not-looked-into'] })
})

test('a login that it refuses is no verdict', async () => {
  const { run } = await junking({ login: { userid: 'other', password: 'other' } })
  const probed = await run()
  expect(probed).toMatchObject({ outcome: 'lost', warnings: ['junk-not-looked-into'] })
  expect(probed.log.map(({ text }) => text)).toContain(
    'the junk folder was not looked into: the mailbox server refused the login',
  )
})
