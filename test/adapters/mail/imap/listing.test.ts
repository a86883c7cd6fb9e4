import { describe, expect, test } from 'vitest'

import type { ListedMessage } from '../../../../shared/app/ports/mail.ts'
import { after, alsoSaying } from '../../../support/servers/imap/imap-acts.ts'
import { imapFolders } from '../../../support/servers/imap/imap-folders.ts'
import type { ImapPlay } from '../../../support/servers/imap/imap-play.ts'
import type { ImapServer } from '../../../support/servers/imap/imap-server.ts'
import { OURS, STRANGERS, type Visit, visit } from './imap-visit.ts'
import { longTest } from '../../../support/thorough.ts'

const uidsIn = (messages: Iterable<ListedMessage>) =>
  [...messages].map(({ key = '' }) => Number(key.split(':')[1]))

/** What each look lists, by uid; between two of them this happens. */
async function looks(
  play: ImapPlay,
  happenings: readonly ((server: ImapServer) => void)[],
  plan: Visit = {},
): Promise<{ listed: number[][]; said: readonly string[] }> {
  const listed: number[][] = []
  const { evidence, ours, said } = await visit(play, {
    ...plan,
    async doing(session, signal, server) {
      listed.push(uidsIn(await session.list(signal)))
      for (const happening of happenings) {
        await session.settle(signal)
        happening(server)
        listed.push(uidsIn(await session.list(signal)))
      }
    },
  })
  expect([evidence, ours]).toEqual([undefined, undefined])
  return { listed, said }
}

const arrival = (server: ImapServer) => void server.deliver(OURS)
const nothing = () => undefined
const newest = (listed: readonly number[][]) => listed.at(-1)?.at(-1)

describe('what a look lists', () => {
  test('is what was there, and then what comes', async () => {
    const { listed } = await looks({}, [nothing, arrival, nothing])
    expect(listed).toEqual([
      [1, 2],
      [1, 2],
      [1, 2, 3],
      [1, 2, 3],
    ])
  })

  longTest('of a folder of 100,000 messages is the newest fifty', async () => {
    const holds = (server: ImapServer) => {
      for (let n = 0; n < 100_000; n += 1) server.deliver(STRANGERS)
    }
    const { listed, said } = await looks({}, [arrival], { holds, deadlineMs: 10_000 })
    expect(listed[0]).toHaveLength(50)
    expect(newest(listed)).toBe(100_001)
    expect(said).toContain('FETCH 99951:* (UID RFC822.SIZE FLAGS)')
    expect(said).toContain('UID FETCH 100001:* (UID RFC822.SIZE FLAGS)')
  })

  test.each<[what: string, play: ImapPlay]>([
    ['without UIDNEXT', { quirks: { noUidNext: true } }],
    ['with items the other way round', { quirks: { itemsReversed: true } }],
    ['in small letters', { quirks: { lowerCase: true } }],
    [
      'with flags of others among them',
      { on: { 'UID FETCH': alsoSaying('* 1 FETCH (FLAGS (\\Seen))', '* 2 FETCH (UID 2 FLAGS ())') } },
    ],
    [
      'with an alert and a code that nobody knows',
      {
        on: {
          'UID FETCH': alsoSaying(
            '* OK [ALERT] Disk nearly full',
            '* OK [X-ODD (a "b") 7] hm',
            '* NO watch out',
          ),
        },
      },
    ],
    [
      'with words of patience',
      { on: { FETCH: alsoSaying('* OK Still here', '* OK Searched 91% of the mailbox, ETA 0:01') } },
    ],
    ['with counts that nobody asked for', { on: { NOOP: alsoSaying('* 0 RECENT', '* FLAGS (\\Seen)') } }],
  ])('is the same %s', async (_what, play) => {
    const { listed } = await looks(play, [nothing, arrival])
    expect(listed).toEqual([
      [1, 2],
      [1, 2],
      [1, 2, 3],
    ])
  })

  test('is seen too where the folder was empty and UIDNEXT is not told', async () => {
    const { listed } = await looks({ quirks: { noUidNext: true } }, [nothing, arrival], { holds: nothing })
    expect(listed).toEqual([[], [], [1]])
  })

  test.each<[what: string, uid: number]>([
    ['lower than the one before', 1],
    ['far above', 4_000_000_000],
  ])('has a message whose uid is %s', async (_what, uid) => {
    const folders = imapFolders({ INBOX: { uidNext: 500 } })
    const { listed } = await looks({ folders }, [
      (server) => {
        const message = server.deliver(OURS)
        message.uid = uid
      },
      nothing,
    ])
    expect(listed.at(-1)).toContain(uid)
  })

  test('keeps its place while others take messages away', async () => {
    const takeFirst = (server: ImapServer) => {
      const [first] = server.folders.find('INBOX')?.messages ?? []
      if (first) server.folders.takeAway(first)
    }
    const { listed } = await looks({}, [
      (server) => {
        takeFirst(server)
        arrival(server)
      },
      takeFirst,
      arrival,
    ])
    expect(newest(listed)).toBe(4)
  })

  test('begins again where the uids have become others in reopening', async () => {
    const folders = imapFolders({ Junk: { attributes: ['\\Junk'] } })
    const holds = (server: ImapServer) => {
      server.folders.takeAway(server.deliver(STRANGERS))
      server.deliver(STRANGERS)
      server.deliver(OURS, { folder: 'Junk' })
    }
    let validity = ''
    const { evidence } = await visit(
      { folders },
      {
        holds,
        settings: { junk: 'failed' },
        async doing(session, signal, server) {
          await session.list(signal)
          const inbox = server.folders.find('INBOX')
          if (inbox) server.folders.renumber(inbox)
          server.deliver(OURS)
          const keys = [...(await session.list(signal))].map(({ key }) => key)
          validity = String(inbox?.uidValidity)
          expect(keys).toContain(`${validity}:2`)
        },
      },
    )
    expect(evidence).toBeUndefined()
  })
})

test('a message that comes while the first look is under way is listed by the next at the latest', async () => {
  const folders = imapFolders()
  const on: ImapPlay['on'] = { FETCH: after(() => void folders.deliver(OURS)) }
  const { listed } = await looks({ folders, on }, [nothing], {
    holds: (server) => void server.deliver(STRANGERS),
  })
  expect(listed.at(-1)).toEqual([1, 2])
})
