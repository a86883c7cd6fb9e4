import { describe, expect, test } from 'vitest'

import { OURS, STRANGERS, script, visit } from './imap-visit.ts'

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
