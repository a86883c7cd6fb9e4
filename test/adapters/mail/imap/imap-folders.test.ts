import { expect, test } from 'vitest'

import { capabilitiesOf } from '../../../../shared/adapters/mail/imap/capabilities.ts'
import { type LearntFolders, imapFolders } from '../../../../shared/adapters/mail/imap/imap-folders.ts'
import { type ImapWire, imapWire } from '../../../../shared/adapters/mail/imap/imap-wire.ts'
import { isStale } from '../../../../shared/adapters/mail/imap/listing.ts'
import type { DataResponse } from '../../../../shared/adapters/mail/imap/responses.ts'
import { diagnosticLog } from '../../../../shared/app/probe/diagnostic-log.ts'
import { SECOND } from '../../../../shared/core/time/units.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

test('a junk folder that its first message makes is found within ten seconds, without asking at each look', async () => {
  const clock = fakeClock()
  const dialogue = diagnosticLog(clock).dialogue('mailbox')
  let hasJunk = false
  let asked = 0
  const wire: ImapWire = {
    ...imapWire(dialogue),
    say: () => {
      asked += 1
      const values = [['\\Junk'], '/', 'Spam']
      return Promise.resolve({ data: hasJunk ? [{ kind: 'data', name: 'LIST', values, literals: [] }] : [] })
    },
  }
  const capabilities = capabilitiesOf(['IMAP4rev1'])
  const folders = imapFolders({ wire, dialogue, clock, capabilities, folder: 'INBOX', junk: true }, [])

  expect(await folders.junk()).toBeUndefined()
  hasJunk = true
  expect(await folders.junk()).toBeUndefined()
  expect(asked).toBe(1)
  await clock.advance(10 * SECOND)
  expect(await folders.junk()).toMatchObject({ quoted: '"Spam"' })
  expect(await folders.junk()).toMatchObject({ quoted: '"Spam"' })
  expect(asked).toBe(2)
})

test.each([
  ['no UIDVALIDITY', []],
  ['0 as UIDVALIDITY', [{ kind: 'data', name: 'UIDVALIDITY', values: ['0'], literals: [] }]],
] satisfies [string, DataResponse[]][])(
  'where a server tells %s, what was listed is stale once its folder is opened again',
  async (_what, data) => {
    const clock = fakeClock()
    const dialogue = diagnosticLog(clock).dialogue('mailbox')
    const wire: ImapWire = { ...imapWire(dialogue), say: () => Promise.resolve({ data }) }
    const capabilities = capabilitiesOf(['IMAP4rev1'])
    const opened = async (before?: LearntFolders) => {
      const session = { wire, dialogue, clock, capabilities, folder: 'INBOX', junk: false }
      const folders = imapFolders(session, [], before)
      if (!folders.expected) throw new Error('no folder')
      const { folder } = await folders.select(folders.expected)
      return { folders, folder, message: { folder, uid: 1, validity: folder.validity, key: '' } }
    }

    const first = await opened()
    expect(isStale(first.message)).toBe(false)
    await first.folders.selectByName('"Trash"')
    await first.folders.select(first.folder)
    expect(isStale(first.message)).toBe(true)

    const second = await opened(first.folders.learnt)
    const { learnt } = second.folders
    expect(isStale(second.message)).toBe(false)
    await opened(learnt)
    expect(isStale(second.message)).toBe(true)
  },
)
