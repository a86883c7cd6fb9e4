import { describe, expect, test } from 'vitest'

import { type FolderPlan, imapFolders } from '../../../support/servers/imap/imap-folders.ts'
import { type ImapAct, type ImapPlay, USUAL_CAPABILITIES } from '../../../support/servers/imap/imap-play.ts'
import type { ImapServer } from '../../../support/servers/imap/imap-server.ts'
import { OURS, STRANGERS, everything, holdBoth, visit } from './imap-visit.ts'

const without = (...names: string[]) => USUAL_CAPABILITIES.filter((name) => !names.includes(name))
const TRASH: Record<string, FolderPlan> = { Trash: { attributes: ['\\Trash'] } }
const GMAIL: Record<string, FolderPlan> = {
  '[Gmail]/All Mail': { attributes: ['\\All'], keepsAll: true },
  '[Gmail]/Trash': { attributes: ['\\Trash'] },
}
const textsIn = (server: ImapServer, name = 'INBOX') =>
  server.folders.find(name)?.messages.map(({ text }) => text)
const changes = (said: readonly string[]) =>
  said.filter((line) => /^UID (?:STORE|EXPUNGE|MOVE|COPY)/.test(line))

/** Every visit fails by itself where a stranger's message, flagged as deleted by its owner, is touched. */
describe('our message is deleted alone', () => {
  test('by UID EXPUNGE where the server has it', async () => {
    const { said, server, warnings } = await visit()
    expect(changes(said)).toEqual(['UID STORE 2 +FLAGS.SILENT (\\Deleted)', 'UID EXPUNGE 2'])
    expect(textsIn(server)).toEqual([STRANGERS])
    expect(warnings).toEqual([])
  })

  test('by way of the trash where it has MOVE alone', async () => {
    const play: ImapPlay = { capabilities: without('UIDPLUS'), folders: imapFolders(TRASH) }
    const { said, server, warnings } = await visit(play)
    expect(changes(said)).toEqual(['UID MOVE 2 "Trash"'])
    expect([textsIn(server), textsIn(server, 'Trash')]).toEqual([[STRANGERS], [OURS]])
    expect(warnings).toEqual([])
  })

  test('not at all where it has neither: it stays, flagged, with a warning', async () => {
    const { said, server, warnings } = await visit({ capabilities: without('UIDPLUS', 'MOVE') })
    expect(changes(said)).toEqual(['UID STORE 2 +FLAGS.SILENT (\\Deleted)'])
    expect(textsIn(server)).toEqual([STRANGERS, OURS])
    expect(warnings).toEqual(['not-deleted'])
  })

  test('not at all where there is MOVE and no trash to move to', async () => {
    const { server, warnings } = await visit({ capabilities: without('UIDPLUS') })
    expect(textsIn(server)).toEqual([STRANGERS, OURS])
    expect(warnings).toEqual(['not-deleted'])
  })

  test('by way of the trash where an EXPUNGE would only archive it, as at Gmail', async () => {
    const play: ImapPlay = {
      capabilities: [...USUAL_CAPABILITIES, 'X-GM-EXT-1'],
      folders: imapFolders(GMAIL),
    }
    const { server, evidence } = await visit(play)
    expect(evidence).toBeUndefined()
    expect(textsIn(server)).toEqual([STRANGERS])
    expect(textsIn(server, '[Gmail]/All Mail')).toEqual([STRANGERS])
    expect(textsIn(server, '[Gmail]/Trash')).toEqual([])
  })

  test('by way of the trash where another server keeps all mail, though junk is not looked for', async () => {
    const { server, warnings, said } = await visit({ folders: imapFolders(GMAIL) })
    expect(changes(said).at(0)).toBe('UID MOVE 2 "[Gmail]/Trash"')
    expect(textsIn(server, '[Gmail]/All Mail')).toEqual([STRANGERS])
    expect(textsIn(server, '[Gmail]/Trash')).toEqual([])
    expect(warnings).toEqual([])
  })

  test.each([[[]], [['X-GM-EXT-1']]])(
    'or with a warning, where all mail is kept and the trash is not shown: %j',
    async (also) => {
      const { '[Gmail]/Trash': _hidden, ...plans } = GMAIL
      const play = { capabilities: [...USUAL_CAPABILITIES, ...also], folders: imapFolders(plans) }
      const { server, warnings } = await visit(play)
      expect(textsIn(server)).toEqual([STRANGERS])
      expect(warnings).toEqual(['not-deleted'])
    },
  )

  test('though LIST is refused', async () => {
    const { server, warnings } = await visit({ on: { LIST: '$ NO [NOPERM] not for you' } })
    expect(textsIn(server)).toEqual([STRANGERS])
    expect(warnings).toEqual([])
  })

  test('though others in the trash are flagged as deleted too', async () => {
    const play: ImapPlay = {
      capabilities: [...USUAL_CAPABILITIES, 'X-GM-EXT-1'],
      folders: imapFolders(GMAIL),
    }
    const holds = (server: ImapServer) => {
      for (let n = 0; n < 3; n += 1) {
        server.deliver(STRANGERS, { folder: '[Gmail]/Trash', flags: ['\\Deleted'] })
      }
      holdBoth(server)
    }
    const { server } = await visit(play, { holds })
    expect(textsIn(server, '[Gmail]/Trash')).toEqual([STRANGERS, STRANGERS, STRANGERS])
  })

  test.each(['1:99', '1,2', '1:*', '2:1'])('whatever COPYUID says: %s', async (uids) => {
    const folders = imapFolders(GMAIL)
    const holds = (server: ImapServer) => {
      for (let n = 0; n < 3; n += 1) server.deliver(STRANGERS, { folder: '[Gmail]/Trash' })
      holdBoth(server)
    }
    const { evidence } = await visit(
      {
        folders,
        capabilities: [...USUAL_CAPABILITIES, 'X-GM-EXT-1'],
        on: { 'UID MOVE': `* OK [COPYUID 1700000000 2 ${uids}] moved\r\n$ OK moved` },
      },
      { holds },
    )
    expect(evidence).toBeUndefined()
  })
})

test('a message in the trash is not deleted for the uid that COPYUID gives it', async () => {
  const holds = (server: ImapServer) => {
    server.deliver(STRANGERS, { folder: '[Gmail]/Trash' })
    holdBoth(server)
  }
  const { evidence, warnings, said } = await visit(
    {
      folders: imapFolders(GMAIL),
      capabilities: [...USUAL_CAPABILITIES, 'X-GM-EXT-1'],
      on: { 'UID MOVE': '* OK [COPYUID 1700000000 2 1] moved\r\n$ OK moved' },
    },
    { holds },
  )
  expect(evidence).toBeUndefined()
  expect(changes(said)).toEqual(['UID MOVE 2 "[Gmail]/Trash"'])
  expect(warnings).toEqual(['not-deleted'])
})

describe('nothing is deleted', () => {
  test.each<[what: string, play: ImapPlay]>([
    ['tells no UIDVALIDITY', { quirks: { noUidValidity: true } }],
    ['tells 0 as UIDVALIDITY', { quirks: { noUidValidity: true }, on: { SELECT: zeroValidity } }],
  ])('once a folder is opened again, where the server %s', async (_what, play) => {
    const folders = imapFolders({ Junk: { attributes: ['\\Junk'] } })
    const { said, warnings } = await visit(
      { folders, ...play },
      {
        settings: { junk: 'failed' },
        holds(server) {
          server.deliver(STRANGERS)
          server.deliver(OURS)
          server.deliver(STRANGERS)
          server.deliver(OURS, { folder: 'Junk' })
        },
        async doing(session, signal, { folders: held }) {
          const [first, ours] = await everything(session, signal)
          const inbox = held.find('INBOX')
          if (!inbox || !first || !ours) throw new Error('our message is not listed')
          await session.remove(ours, signal)
          for (const message of inbox.messages.slice(0, 1)) held.takeAway(message)
          held.renumber(inbox)
          await session.settle(signal)
        },
      },
    )
    expect(changes(said)).toEqual([])
    expect(warnings).toEqual(['not-deleted'])
  })

  test('of a folder whose uids have become others', async () => {
    const folders = imapFolders({ Junk: { attributes: ['\\Junk'] } })
    const holds = (server: ImapServer) => {
      const gone = server.deliver(STRANGERS)
      holdBoth(server)
      server.deliver(STRANGERS)
      server.folders.takeAway(gone)
      server.deliver(OURS, { folder: 'Junk' })
    }
    const { server, said } = await visit(
      { folders },
      {
        holds,
        settings: { junk: 'failed' },
        async doing(session, signal, { folders: held }) {
          const listed = await everything(session, signal)
          for (const message of listed) await session.header(message, signal)
          const inbox = held.find('INBOX')
          if (inbox) held.renumber(inbox)
          const ours = listed.find(({ isJunk, key }) => !isJunk && key?.endsWith(':3'))
          if (!ours) throw new Error('our message is not listed')
          await session.remove(ours, signal)
          await session.settle(signal)
        },
      },
    )
    expect(changes(said)).toEqual([])
    expect(textsIn(server)).toHaveLength(3)
  })
})

function zeroValidity(...[connection, , usual]: Parameters<ImapAct>): ReturnType<ImapAct> {
  connection.write('* OK [UIDVALIDITY 0] ok\r\n')
  return usual()
}
