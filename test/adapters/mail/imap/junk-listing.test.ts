import { expect, test } from 'vitest'

import { capabilitiesOf } from '../../../../shared/adapters/mail/imap/capabilities.ts'
import { imapFolders } from '../../../../shared/adapters/mail/imap/imap-folders.ts'
import { imapWire } from '../../../../shared/adapters/mail/imap/imap-wire.ts'
import { listJunk } from '../../../../shared/adapters/mail/imap/junk-listing.ts'
import { listing } from '../../../../shared/adapters/mail/imap/listing.ts'
import { diagnosticLog } from '../../../../shared/app/probe/diagnostic-log.ts'
import type { Warning } from '../../../../shared/core/run/run.ts'
import { SECOND } from '../../../../shared/core/time/units.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { imapFolders as folders } from '../../../support/servers/imap/imap-folders.ts'
import { visit } from './imap-visit.ts'

test('a server that says nothing of junk for 5 s loses the session, and the run goes on without junk', async () => {
  const clock = fakeClock()
  const dialogue = diagnosticLog(clock).dialogue('mailbox')
  const wire = imapWire(dialogue)
  const warnings: Warning[] = []
  const capabilities = capabilitiesOf(['IMAP4rev1'])
  const session = { wire, dialogue, clock, capabilities, folder: 'INBOX', junk: true }
  const its = imapFolders(session, warnings)
  const asked = listJunk(listing(session, its), its, session, new AbortController().signal)
  await clock.advance(5 * SECOND)
  expect(await asked).toBeUndefined()
  expect(warnings).toEqual(['junk-not-looked-into'])
  expect(wire.failure).toBeDefined()
  const next = imapFolders({ ...session, wire: imapWire(dialogue) }, warnings, its.learnt)
  expect(await next.junk()).toBeUndefined()
  expect(clock.pendingTimers).toBe(0)
})

test('whoever stops the run meanwhile is told so', async () => {
  const clock = fakeClock()
  const dialogue = diagnosticLog(clock).dialogue('mailbox')
  const wire = imapWire(dialogue)
  const capabilities = capabilitiesOf(['IMAP4rev1'])
  const session = { wire, dialogue, clock, capabilities, folder: 'INBOX', junk: true }
  const its = imapFolders(session, [])
  const stop = new AbortController()
  const asked = listJunk(listing(session, its), its, session, stop.signal)
  stop.abort('deadline')
  await expect(asked).rejects.toMatchObject({ evidence: { kind: 'deadline' } })
})

test.each(['STATUS', 'LIST'])(
  'a server that hangs up at %s has shown the other folder before',
  async (verb) => {
    const { evidence, listed, headers, warnings } = await visit(
      {
        folders: folders({ Junk: { attributes: ['\\Junk'] } }),
        on: { [verb]: (connection) => connection.end() },
      },
      { settings: { junk: 'failed' } },
    )
    expect(listed).toHaveLength(2)
    expect(headers.filter((header) => header !== '')).toHaveLength(2)
    expect(warnings).toEqual(['junk-not-looked-into'])
    // What was to be deleted is deleted in the next session.
    expect(evidence).toMatchObject({ kind: 'connection-lost', phase: 'delete' })
  },
)
