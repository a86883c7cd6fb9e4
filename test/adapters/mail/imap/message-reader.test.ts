import { describe, expect, test } from 'vitest'

import type { MailboxSession } from '../../../../shared/app/ports/mail.ts'
import { ProbeError } from '../../../../shared/app/ports/probe-error.ts'
import { alsoSaying, atFirst } from '../../../support/servers/imap/imap-acts.ts'
import type { ImapAct, ImapPlay } from '../../../support/servers/imap/imap-play.ts'
import type { ImapServer } from '../../../support/servers/imap/imap-server.ts'
import { OURS, visit } from './imap-visit.ts'

/** The evidence of what this fails with. */
async function failing(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof ProbeError ? error.evidence : error
}

describe('the header', () => {
  const reading = async (session: MailboxSession, signal: AbortSignal) => {
    const listed = [...(await session.list(signal))]
    const headers: string[] = []
    for (const message of listed) headers.push(await session.header(message, signal))
    return headers
  }

  test('of a message that is gone since it was listed is asked for three times', async () => {
    let headers: string[] = []
    const refused: unknown[] = []
    const { evidence } = await visit(
      {},
      {
        async doing(session, signal, server) {
          const listed = [...(await session.list(signal))]
          const [first] = server.folders.find('INBOX')?.messages ?? []
          if (first) server.folders.takeAway(first)
          const [gone] = listed
          for (let n = 0; gone && n < 2; n += 1) refused.push(await failing(session.header(gone, signal)))
          headers = []
          for (const message of listed) headers.push(await session.header(message, signal))
        },
      },
    )
    expect(evidence).toBeUndefined()
    expect(refused).toEqual(Array(2).fill(expect.objectContaining({ kind: 'refused', phase: 'retrieve' })))
    expect(headers).toEqual(['', OURS.replace('Our text.\r\n', '')])
  })

  test('that is not shown at first is shown at the next asking', async () => {
    const unshown: ImapAct = (connection, line, usual) => {
      if (!line.includes('BODY')) return usual()
      asked += 1
      if (asked > 1) return usual()
      connection.write(`* 1 FETCH (UID 1 BODY[HEADER] NIL)\r\n${line.split(' ', 1)[0] ?? ''} OK done\r\n`)
      return undefined
    }
    let asked = 0
    let header = ''
    await visit(
      { on: { 'UID FETCH': unshown } },
      {
        holds: (server) => void server.deliver(OURS),
        async doing(session, signal) {
          const [message] = [...(await session.list(signal))]
          if (!message) throw new Error('nothing is listed')
          expect(await failing(session.header(message, signal))).toMatchObject({ kind: 'refused' })
          header = await session.header(message, signal)
        },
      },
    )
    expect(header).toContain('X-Roundtrip')
  })

  test.each<[what: string, answer: string, alone: string]>([
    ['is announced as too large', '* 1 FETCH (UID 1 BODY[HEADER] {1000000000}\r\n', 'over-bound'],
    ['ends the session', '* BYE internal error\r\n', 'connection-lost'],
  ])('of ours is read in the next session where one beside it %s', async (_what, answer, alone) => {
    const damaged: ImapAct = (connection, line, usual) => {
      if (!/FETCH (?:\d+,)*1[, ].*BODY/.test(line)) return usual()
      connection.write(answer)
      return undefined
    }
    const play: ImapPlay = { on: { 'UID FETCH': damaged } }
    let learnt: object | undefined
    let header = ''
    await visit(play, {
      async doing(session, signal) {
        const ours = [...(await session.list(signal))].at(-1)
        if (!ours) throw new Error('nothing is listed')
        expect(await failing(session.header(ours, signal))).toMatchObject({ kind: 'connection-lost' })
        learnt = session.learnt
      },
    })
    await visit(play, {
      ...(learnt && { learnt }),
      async doing(session, signal) {
        const [other, ours] = [...(await session.list(signal))]
        if (!other || !ours) throw new Error('not both are listed')
        header = await session.header(ours, signal)
        expect(await failing(session.header(other, signal))).toMatchObject({ kind: alone })
      },
    })
    expect(header).toContain('X-Roundtrip')
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
