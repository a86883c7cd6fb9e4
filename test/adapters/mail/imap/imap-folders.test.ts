import { expect, test } from 'vitest'

import { capabilitiesOf } from '../../../../shared/adapters/mail/imap/capabilities.ts'
import { imapFolders } from '../../../../shared/adapters/mail/imap/imap-folders.ts'
import { type ImapWire, imapWire } from '../../../../shared/adapters/mail/imap/imap-wire.ts'
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
