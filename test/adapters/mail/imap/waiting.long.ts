import { describe, expect, test } from 'vitest'

import { capabilitiesOf } from '../../../../shared/adapters/mail/imap/capabilities.ts'
import type { ImapFolders } from '../../../../shared/adapters/mail/imap/imap-folders.ts'
import { type ImapWire, imapWire } from '../../../../shared/adapters/mail/imap/imap-wire.ts'
import { waiting } from '../../../../shared/adapters/mail/imap/waiting.ts'
import { ProbeError } from '../../../../shared/app/ports/probe-error.ts'
import { diagnosticLog } from '../../../../shared/app/probe/diagnostic-log.ts'
import { SECOND } from '../../../../shared/core/time/units.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { OURS, STRANGERS, script, visit } from './imap-visit.ts'

test('a server that has told of mail and answers DONE no more is given up within a second', async () => {
  const clock = fakeClock()
  const dialogue = diagnosticLog(clock).dialogue('mailbox')
  const { promise: over, reject } = Promise.withResolvers<never>()
  const selected = { hasNews: false }
  let ended = 0
  const wire: ImapWire = {
    ...imapWire(dialogue),
    async say({ line, answer }) {
      if (line !== 'IDLE') return { data: [] }
      const done = answer?.('idling')
      selected.hasNews = true
      wire.onData({ kind: 'data', name: 'EXISTS', number: 2, values: [], literals: [] })
      expect(await done).toEqual({ line: 'DONE' })
      return over
    },
    end() {
      ended += 1
      reject(new ProbeError({ side: 'mailbox', phase: 'search', kind: 'connection-lost' }))
    },
    within: (_signal, work) => work(),
  }
  const capabilities = capabilitiesOf(['IDLE'])
  const session = { wire, dialogue, clock, capabilities, folder: 'INBOX', junk: false }
  const folders = { selected, expected: undefined } as unknown as ImapFolders
  const wait = waiting(session, folders, { begunMs: clock.monotonicMs() - 10 * SECOND, idleFails: false })
  const news = wait.forNews(5 * SECOND, new AbortController().signal).catch(() => 'given up')
  await clock.advance(1 * SECOND)
  expect(ended).toBe(1)
  expect(await news).toBe('given up')
})

describe('waiting in a session', () => {
  test('asks often at first, which the log tells once, and then idles', async () => {
    const { log, said, evidence } = await visit(
      {},
      {
        deadlineMs: 10_000,
        holds: (server) => void server.deliver(STRANGERS),
        async doing(session, signal, server) {
          let listed = [...(await session.list(signal))]
          server.replace('IDLE', async (_connection, _line, usual) => {
            await usual()
            server.deliver(OURS)
          })
          while (listed.length < 2) {
            expect(await session.news(10_000, signal)).toBe('look')
            listed = [...(await session.list(signal))]
          }
        },
      },
    )
    expect(evidence).toBeUndefined()
    expect(said.filter((line) => line === 'IDLE')).toHaveLength(1)
    const asked = script(log).filter((line) => line.includes('nothing new'))
    expect(asked).toEqual([expect.stringMatching(/NOOP \d+ times, UID FETCH \d+ times: nothing new$/)])
  })

  test('in IDLE is over when the server ends the session, and leaves no timer behind', async () => {
    const { log } = await visit(
      { on: { IDLE: '+ idling\r\n* BYE going down' } },
      {
        deadlineMs: 10_000,
        async doing(session, signal) {
          do await session.list(signal)
          while ((await session.news(100, signal)) === 'look')
        },
      },
    )
    expect(script(log).filter((line) => line.includes('no answer'))).toEqual([])
    expect(script(log).at(-1)).toMatch(/BYE going down/)
  })
})
