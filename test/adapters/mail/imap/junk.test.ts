import { describe, expect, test } from 'vitest'

import { type FolderPlan, imapFolders } from '../../../support/servers/imap/imap-folders.ts'
import type { ImapPlay } from '../../../support/servers/imap/imap-play.ts'
import type { ImapServer } from '../../../support/servers/imap/imap-server.ts'
import { OURS, STRANGERS, everything, script, visit } from './imap-visit.ts'

const JUNK: Record<string, FolderPlan> = { Junk: { attributes: ['\\Junk'] } }
const settings = { junk: 'failed' } as const

/** Whether a message in the folder of this name is found, and what was said. */
async function findsIn(name: string, plans: Readonly<Record<string, FolderPlan>>, play: ImapPlay = {}) {
  const holds = (server: ImapServer) => void server.deliver(OURS, { folder: name })
  const { listed, said, evidence, server } = await visit(
    { folders: imapFolders(plans), ...play },
    { holds, settings },
  )
  expect(evidence).toBeUndefined()
  const left = server.folders.find(name)?.messages.length
  return { isFound: listed.some(({ isJunk }) => isJunk) && left === 0, said }
}

describe('the junk folder is found', () => {
  test('by its mark, whatever its name', async () => {
    const { isFound, said } = await findsIn('Whatever', { Spam: {}, Whatever: { attributes: ['\\Junk'] } })
    expect(isFound).toBe(true)
    expect(said).toContain('SELECT "Whatever"')
  })

  test('by its mark, for which a server wants to be asked', async () => {
    const capabilities = ['IMAP4rev1', 'UIDPLUS', 'SPECIAL-USE', 'LIST-EXTENDED']
    const { isFound, said } = await findsIn('X', { X: { attributes: ['\\Junk'] } }, { capabilities })
    expect(isFound).toBe(true)
    expect(said).toContain('LIST "" "*" RETURN (SPECIAL-USE)')
  })

  test.each([
    ['Junk', '/'],
    ['INBOX.Spam', '.'],
    ['Junk Email', '/'],
    ['Junk E-Mail', '/'],
    ['Bulk Mail', '/'],
    ['Spamverdacht', '/'],
    ['INBOX/Courrier ind&AOk-sirable', '/'],
    ['Unerw&APw-nscht', '/'],
    ['&V4NXPpCuTvY-', '/'],
    ['&BCEEPwQwBDw-', '|'],
    ['Correo no deseado', '/'],
    ['[Gmail]/Spam', '/'],
  ])('by its name %s where none is marked', async (name, separator) => {
    const { isFound } = await findsIn(name, { [name]: {} }, { separator })
    expect(isFound).toBe(true)
  })

  test.each(['Junk "mail"', 'Junk\\Mail', 'J&AOk-', '&', 'two  blanks', '[Gmail]/Spam'])(
    'and opened where its name is %s',
    async (name) => {
      const { isFound } = await findsIn(name, { [name]: { attributes: ['\\Junk'] } })
      expect(isFound).toBe(true)
    },
  )

  test.each(['Junk Drawer', 'Spam filter rules', 'Work/Junkyard'])('but not in %s', async (name) => {
    expect((await findsIn(name, { [name]: {} })).isFound).toBe(false)
  })
})

describe('where the junk folder cannot be looked into', () => {
  test.each<[what: string, play: ImapPlay]>([
    ['LIST is refused', { on: { LIST: '$ NO [NOPERM] not for you' } }],
    ['STATUS is refused', { on: { STATUS: '$ NO [NOPERM] not for you' } }],
    ['STATUS tells nothing', { on: { STATUS: '$ OK done' } }],
    [
      'it is listed and cannot be opened',
      { on: { STATUS: '* STATUS "Junk" (MESSAGES 3)\r\n$ OK', SELECT: refusingJunk } },
    ],
    ['LIST tells nothing', { on: { LIST: '$ OK done' } }],
  ])('as where %s, the other folder is looked into all the same', async (_what, play) => {
    const { evidence, listed, headers, server } = await visit(
      { folders: imapFolders(JUNK), ...play },
      { settings },
    )
    expect(evidence).toBeUndefined()
    expect(listed).toHaveLength(2)
    expect(headers.filter((header) => header !== '')).toHaveLength(2)
    expect(server.folders.find('INBOX')?.messages).toHaveLength(1)
  })
})

function refusingJunk(connection: { write(text: string): void }, line: string, usual: () => Promise<void>) {
  if (!line.includes('Junk')) return usual()
  connection.write(`${line.split(' ', 1)[0] ?? ''} NO [NOPERM] not for you\r\n`)
  return undefined
}

test('the junk folder is opened for what STATUS says is new, and otherwise left alone', async () => {
  const { said, evidence } = await visit(
    { folders: imapFolders(JUNK) },
    {
      settings,
      deadlineMs: 8000,
      async doing(session, signal, server) {
        await everything(session, signal)
        expect(server.lines.filter((line) => line.includes('SELECT "Junk"'))).toEqual([])
        server.deliver(OURS, { folder: 'Junk' })
        let listed = await everything(session, signal)
        while (!listed.some(({ isJunk }) => isJunk)) {
          await session.settle(signal)
          await session.news(100, signal)
          listed = await everything(session, signal)
        }
      },
    },
  )
  expect(evidence).toBeUndefined()
  expect(said.filter((line) => line === 'SELECT "Junk"')).toHaveLength(1)
})

test('what lies in junk is told as a number of messages alone', async () => {
  const holds = (server: ImapServer) => void server.deliver(STRANGERS, { folder: 'Junk' })
  const { log } = await visit({ folders: imapFolders(JUNK) }, { settings, holds })
  expect(JSON.stringify(script(log))).not.toContain('of others')
})
