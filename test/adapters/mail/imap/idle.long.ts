import { describe, expect, test } from 'vitest'

import type { News } from '../../../../shared/app/ports/mail.ts'
import { fromTurn, replying, silentIdle } from '../../../support/servers/imap/imap-acts.ts'
import { type ImapAct, type ImapPlay, USUAL_CAPABILITIES } from '../../../support/servers/imap/imap-play.ts'
import { imapFolders } from '../../../support/servers/imap/imap-folders.ts'
import { closing, saying, silent } from '../../../support/servers/server-acts.ts'
import { OURS, STRANGERS, script, visit } from './imap-visit.ts'

/** Short, so that IDLE is left for a look before the test gets long. */
const GAP = 1000

/** What is said and heard until our message is listed, or the session is over. */
async function waits(play: ImapPlay, gap = GAP) {
  const heard: News[] = []
  let isFound = false
  const seen = await visit(play, {
    deadlineMs: 30_000,
    holds: (server) => void server.deliver(STRANGERS),
    async doing(session, signal) {
      for (;;) {
        const listed = [...(await session.list(signal))]
        isFound = listed.length > 1
        await session.settle(signal)
        if (isFound) return
        const news = await session.news(gap, signal)
        heard.push(news)
        if (news !== 'look') return
      }
    },
  })
  expect([seen.evidence, seen.ours]).toEqual([undefined, undefined])
  return { ...seen, isFound, last: heard.at(-1), log: script(seen.log) }
}

const idles = (said: readonly string[]) => said.filter((line) => line === 'IDLE').length
const dones = (said: readonly string[]) => said.filter((line) => line === 'DONE').length

/** Our message comes while this is done, which is done the n-th time. */
function arriving(key: string, act: ImapAct, turn = 1): ImapPlay {
  const folders = imapFolders()
  return {
    folders,
    on: {
      [key]: fromTurn(turn, (connection, line, usual) => {
        folders.deliver(OURS)
        return act(connection, line, usual)
      }),
    },
  }
}

const usually: ImapAct = (_connection, _line, usual) => usual()

describe.concurrent('our message is found', () => {
  test('by a server that tells of it in IDLE', async () => {
    const { isFound, said } = await waits(arriving('IDLE', usually), 15_000)
    expect([isFound, idles(said), dones(said)]).toEqual([true, 1, 1])
  })

  test('by looks alone where there is no IDLE', async () => {
    const capabilities = USUAL_CAPABILITIES.filter((name) => name !== 'IDLE')
    const { isFound, said } = await waits({ ...arriving('NOOP', usually, 70), capabilities })
    expect([isFound, idles(said)]).toEqual([true, 0])
  })

  test.each(['NO not now', 'BAD what?'])('by looks alone where IDLE is answered by %s', async (answer) => {
    const { isFound, said, log } = await waits(arriving('IDLE', replying(`$ ${answer}`)))
    expect([isFound, idles(said), dones(said)]).toEqual([true, 1, 0])
    expect(log.some((line) => line.includes('IDLE is refused'))).toBe(true)
  })

  test('by a look, for which IDLE is left, where the server tells of nothing in it', async () => {
    const { isFound, said } = await waits(arriving('IDLE', silentIdle))
    expect([isFound, idles(said)]).toEqual([true, 1])
  })

  test('by a look where the server says that it is still here, and nothing else', async () => {
    const act: ImapAct = async (connection, line) => {
      connection.write(
        '+ idling\r\n* OK Still here\r\n* OK Still here\r\n* 0 RECENT\r\n* 1 FETCH (FLAGS ())\r\n',
      )
      await connection.readLine()
      connection.write(`${line.split(' ', 1)[0] ?? ''} OK done\r\n`)
    }
    const { isFound, said } = await waits(arriving('IDLE', act))
    expect([isFound, idles(said)]).toEqual([true, 1])
  })

  test('where the server asks twice, and DONE is said once', async () => {
    const act: ImapAct = (connection, _line, usual) => {
      connection.write('+ idling\r\n')
      return usual()
    }
    const { isFound, said } = await waits(arriving('IDLE', act))
    expect([isFound, dones(said)]).toEqual([true, 1])
  })

  test('where the server ends IDLE by itself', async () => {
    const act = replying('+ idling\r\n$ OK that was long enough')
    const { isFound, said } = await waits(arriving('IDLE', act))
    expect([isFound, idles(said), dones(said)]).toEqual([true, 1, 0])
  })

  test.each([['$ OK done'], ['+ idling\r\n$ OK done']])(
    'by looks alone where IDLE is over at once: %j',
    async (answer) => {
      const play = arriving('NOOP', usually, 75)
      const { isFound, said } = await waits({ ...play, on: { ...play.on, IDLE: replying(answer) } })
      expect([isFound, idles(said)]).toEqual([true, 2])
    },
  )

  test('where others take their mail away meanwhile', async () => {
    const play = arriving('IDLE', usually, 2)
    const idle = play.on?.IDLE
    const [stranger] = play.folders?.find('INBOX')?.messages ?? []
    const { isFound } = await waits({
      ...play,
      on: {
        IDLE: (connection, line, usual) => {
          if (stranger) play.folders?.takeAway(stranger)
          return typeof idle === 'function' ? idle(connection, line, usual) : usual()
        },
      },
    })
    expect(isFound).toBe(true)
  })
})

describe.concurrent('the session is lost', () => {
  test.each<[how: string, act: ImapAct]>([
    ['that says goodbye in IDLE', saying('+ idling\r\n* BYE [UNAVAILABLE] going down\r\n', closing)],
    ['that says goodbye in the place of the go-ahead', saying('* BYE timeout\r\n', closing)],
    ['that says goodbye and does not hang up', saying('* BYE Autologout; idle for too long\r\n'.repeat(5))],
    ['that hangs up in IDLE', saying('+ idling\r\n', closing)],
    ['that never answers IDLE', silent],
    ['that never answers DONE', saying('+ idling\r\n', silent)],
    ['that answers IDLE in HTTP', saying('HTTP/1.1 400 Bad Request\r\n')],
  ])('at a server %s, without a verdict', async (_how, IDLE) => {
    const { last, isFound } = await waits({ on: { IDLE } })
    expect([last, isFound]).toEqual(['lost', false])
  })
})
