import { describe, expect, test } from 'vitest'

import { imapFolders } from '../../../support/servers/imap/imap-folders.ts'
import { OURS, STRANGERS, everything, script, visit } from './imap-visit.ts'

const withJunk = () => ({ folders: imapFolders({ Junk: { attributes: ['\\Junk'] } }) })
const settings = { junk: 'failed' } as const

describe('deletion', () => {
  test('goes to each folder once, and the log shows once what is said of a folder', async () => {
    const { said, log, evidence, server } = await visit(withJunk(), {
      settings,
      holds(server) {
        for (const folder of ['INBOX', 'Junk']) {
          server.deliver(STRANGERS, { folder, flags: ['\\Deleted'] })
          for (const text of [OURS, OURS]) server.deliver(text, { folder })
        }
      },
    })
    expect(evidence).toBeUndefined()
    const begin = said.findIndex((line) => line.startsWith('UID STORE'))
    expect(said.slice(begin, -1)).toEqual([
      'UID STORE 2,3 +FLAGS.SILENT (\\Deleted)',
      'UID EXPUNGE 2,3',
      'SELECT "Junk"',
      'UID STORE 2,3 +FLAGS.SILENT (\\Deleted)',
      'UID EXPUNGE 2,3',
    ])
    expect(server.folders.all().map(({ messages }) => messages.length)).toEqual([1, 1])
    const lines = script(log)
    expect(lines.filter((line) => line.includes('PERMANENTFLAGS'))).toHaveLength(2)
    expect(lines).toContainEqual(expect.stringMatching(/^delete S: \[\d lines\]$/))
  })

  test('leaves alone what has other numbers by then', async () => {
    const { said, warnings } = await visit(withJunk(), {
      settings,
      holds(server) {
        server.deliver(STRANGERS)
        server.deliver(OURS)
        server.deliver(STRANGERS)
        server.deliver(STRANGERS, { folder: 'Junk' })
      },
      async doing(session, signal, { folders }) {
        const listed = await everything(session, signal)
        for (const message of listed)
          if ((await session.header(message, signal)).includes('X-Roundtrip'))
            await session.remove(message, signal)
        // Junk, so that INBOX has to be opened again.
        for (const message of listed) await session.opening(message, 1, signal)
        const inbox = folders.find('INBOX')
        if (inbox) folders.expunge(inbox, ({ isOurs }) => isOurs)
        if (inbox) folders.renumber(inbox)
        await session.settle(signal)
      },
    })
    expect(said.filter((line) => line.includes('STORE'))).toEqual([])
    expect(warnings).toEqual(['not-deleted'])
  })
})
