import { afterAll, afterEach, describe, expect, test } from 'vitest'

import { imapFolders } from '../../../support/servers/imap/imap-folders.ts'
import { imapServer } from '../../../support/servers/imap/imap-server.ts'
import { pop3Play } from '../../../support/servers/pop3-play.ts'
import { scriptedServer } from '../../../support/servers/scripted-server.ts'
import { smtpPlay } from '../../../support/servers/smtp-play.ts'
import { takingTokens } from '../../../support/servers/token-acts.ts'
import { steadyClock } from '../../../support/steady-clock.ts'
import { HOST, type Probed, USERID, fullProbe } from '../../../support/worlds/full-probe.ts'
import { longTest } from '../../../support/thorough.ts'

const OLD = `eyJ0eXAi.${'q7Zz-Vw_2'.repeat(30)}.old`
const NEWER = `eyJ0eXAi.${'m4Yk-Jx_9'.repeat(30)}.new`
const closing: { close(): Promise<void> }[] = []
const clock = steadyClock()
afterAll(() => clock.stop())

afterEach(async () => {
  await Promise.all(closing.splice(0).map((server) => server.close()))
})

interface Junking {
  /** The token that the IMAP server takes. */
  takes: string
  offers?: readonly string[]
}

/** A provider that takes tokens alone, and puts our message into the junk folder that only IMAP shows. */
async function junked({ takes, offers = ['AUTH=XOAUTH2'] }: Junking): Promise<{
  probed: Probed
  left: number
  logins: readonly string[]
}> {
  const imap = await imapServer({
    capabilities: ['IMAP4rev1', 'SASL-IR', 'UIDPLUS', ...offers],
    login: { userid: USERID, password: takes },
    folders: imapFolders({ Junk: { attributes: ['\\Junk'] } }),
  })
  const take = (message: string) => void imap.deliver(message, { folder: 'Junk' })
  const smtp = await scriptedServer(smtpPlay({ take }))
  const pop3 = await scriptedServer(
    pop3Play({
      capabilities: ['TOP', 'UIDL', 'SASL XOAUTH2'],
      messages: [],
      on: { AUTH: takingTokens({ protocol: 'pop3', refusal: '-ERR no' }) },
    }),
  )
  closing.push(imap, smtp, pop3)
  const probed = await fullProbe(
    {
      smtpPort: smtp.port,
      mailboxPort: pop3.port,
      mailbox: { junk: 'failed', junkServer: { scheme: 'imap', host: HOST, port: imap.port } },
      tokens: [OLD, NEWER],
    },
    clock,
  )
  const logins = imap.lines.filter((line) => line.includes('AUTHENTICATE'))
  return { probed, left: imap.folders.find('Junk')?.messages.length ?? 0, logins }
}

describe('a POP3 run that logs in with a token', () => {
  test('finds its message in the junk folder over IMAP, with the same token, and takes it away', async () => {
    const { probed, left, logins } = await junked({ takes: OLD })
    expect(probed).toMatchObject({ reason: 'message-junked', warnings: [] })
    expect(left).toBe(0)
    expect(logins).toHaveLength(1)
    expect(JSON.stringify(probed)).not.toContain('q7Zz-Vw_2')
  })

  test('has a newer token fetched where the old one has ended by then', async () => {
    const { probed, left, logins } = await junked({ takes: NEWER })
    expect(probed).toMatchObject({ reason: 'message-junked', warnings: [] })
    expect(left).toBe(0)
    expect(logins).toHaveLength(2)
  })

  longTest('says so where no token is taken there: that is no verdict', async () => {
    const { probed, logins } = await junked({ takes: 'another' })
    expect(probed).toMatchObject({ outcome: 'lost', warnings: ['junk-not-looked-into'] })
    expect(logins).toHaveLength(2)
  })

  longTest('never says the token in place of a password', async () => {
    const { probed, logins } = await junked({ takes: OLD, offers: ['AUTH=PLAIN'] })
    expect(probed).toMatchObject({ outcome: 'lost', warnings: ['junk-not-looked-into'] })
    expect(logins).toEqual([])
  })
})
