import { describe, expect, test } from 'vitest'

import type { MailboxSession } from '../../../../shared/app/ports/mail.ts'
import { alsoSaying, atFirst } from '../../../support/servers/imap/imap-acts.ts'
import type { ImapPlay } from '../../../support/servers/imap/imap-play.ts'
import type { ImapServer } from '../../../support/servers/imap/imap-server.ts'
import { OURS, visit } from './imap-visit.ts'

describe('the header', () => {
  const reading = async (session: MailboxSession, signal: AbortSignal) => {
    const listed = [...(await session.list(signal))]
    const headers: string[] = []
    for (const message of listed) headers.push(await session.header(message, signal))
    return headers
  }

  test('of a message that is gone since it was listed is empty', async () => {
    let headers: string[] = []
    const { evidence } = await visit(
      {},
      {
        async doing(session, signal, server) {
          const listed = [...(await session.list(signal))]
          const [first] = server.folders.find('INBOX')?.messages ?? []
          if (first) server.folders.takeAway(first)
          headers = []
          for (const message of listed) headers.push(await session.header(message, signal))
        },
      },
    )
    expect(evidence).toBeUndefined()
    expect(headers).toEqual(['', OURS.replace('Our text.\r\n', '')])
  })

  test('of many small messages is asked for together, of a large one alone', async () => {
    const holds = (server: ImapServer) => {
      for (let n = 0; n < 49; n += 1) server.deliver(`Subject: ${String(n)}\r\n\r\n`)
      server.deliver(`Subject: large\r\n\r\n${'x'.repeat(100_000)}`)
    }
    let headers: string[] = []
    const { said } = await visit(
      {},
      { holds, doing: async (session, signal) => void (headers = await reading(session, signal)) },
    )
    expect(headers).toHaveLength(50)
    expect(headers.every((header) => header.startsWith('Subject: '))).toBe(true)
    const asked = said.filter((line) => line.includes('BODY.PEEK[HEADER]'))
    expect(asked).toHaveLength(3)
    expect(asked.at(-1)).toBe('UID FETCH 50 (UID BODY.PEEK[HEADER])')
  })

  test('of the others is shown though one is damaged', async () => {
    const holds = (server: ImapServer) => {
      for (let n = 0; n < 3; n += 1) server.deliver(`Subject: ${String(n)}\r\n\r\n`)
    }
    const on: ImapPlay['on'] = {
      'UID FETCH': (connection, line, usual) => {
        if (!/FETCH [\d,]*\b2\b.*BODY/.test(line)) return usual()
        connection.write(`${line.split(' ', 1)[0] ?? ''} NO [SERVERBUG] message is damaged\r\n`)
        return undefined
      },
    }
    const headers: (string | undefined)[] = []
    await visit(
      { on },
      {
        holds,
        async doing(session, signal) {
          for (const message of [...(await session.list(signal))]) {
            headers.push(await session.header(message, signal).catch(() => undefined))
          }
        },
      },
    )
    expect(headers).toEqual(['Subject: 0\r\n\r\n', undefined, 'Subject: 2\r\n\r\n'])
  })

  test('is followed by the opening of the text, of which a part alone is asked for', async () => {
    let opening = ''
    const { said } = await visit(
      {},
      {
        holds: (server) => void server.deliver(`Subject: x\r\n\r\n${'Text.\r\n'.repeat(10_000)}`),
        async doing(session, signal) {
          const [message] = [...(await session.list(signal))]
          if (message) opening = await session.opening(message, 5, signal)
        },
      },
    )
    expect(opening.length).toBe(4096)
    expect(said).toContain('UID FETCH 1 (UID BODY.PEEK[TEXT]<0.4096>)')
  })

  test('that looks like the end of the answer is the message itself', async () => {
    const trap = 'A6 OK: fetched\r\nX-Spam-Flag: NO\r\n) A6 BAD x\r\n* 9 EXPUNGE\r\n\r\n'
    let headers: string[] = []
    await visit(
      {},
      {
        holds: (server) => void server.deliver(trap),
        doing: async (session, signal) => void (headers = await reading(session, signal)),
      },
    )
    expect(headers).toEqual([trap])
  })
})

test('what happens in the middle of an answer takes nothing from it', async () => {
  const { evidence, headers, server } = await visit({
    on: { 'UID FETCH': atFirst(alsoSaying('* 7 EXISTS', '* 1 EXPUNGE', '* 5 FETCH (FLAGS (\\Seen))')) },
  })
  expect(evidence).toBeUndefined()
  expect(headers).toHaveLength(2)
  expect(server.folders.find('INBOX')?.messages).toHaveLength(1)
})
