import { describe, expect, test } from 'vitest'

import { parseCapabilities } from '../../../../shared/adapters/mail/pop3/capabilities.ts'
import { scriptedServer } from '../../../support/servers/scripted-server.ts'
import { inTurn, saying } from '../../../support/servers/server-acts.ts'
import { multiLine, pop3Play } from '../../../support/servers/pop3-play.ts'
import { type Visited, visit } from './pop3-visit.ts'

describe('LOGIN-DELAY of CAPA', () => {
  test.each([
    ['LOGIN-DELAY 60', { seconds: 60, byUser: false }],
    ['login-delay\t300 USER', { seconds: 300, byUser: true }],
    ['LOGIN-DELAY 060', { seconds: 60, byUser: false }],
    ['LOGIN-DELAY 0', undefined],
    ['LOGIN-DELAY', undefined],
    ['LOGIN-DELAY -5', undefined],
    ['LOGIN-DELAY soon', undefined],
    ['LOGIN-DELAY 99999999999', undefined],
  ])('%j', (line, expected) => {
    expect(parseCapabilities(`TOP\r\n${line}\r\nUIDL\r\n`).loginDelay).toEqual(expected)
  })

  test('is absent where the server says nothing of it', () => {
    expect(parseCapabilities('TOP\r\nUIDL\r\n').loginDelay).toBeUndefined()
  })
})

/** The CAPA replies of one session, in order; what became of it, and what it has learnt of the delay. */
async function delaysTold(...announced: readonly string[]): Promise<{ visited: Visited; known?: number }> {
  const replies = announced.map((line) => saying(multiLine('+OK', `TOP\r\nUIDL\r\nUSER\r\n${line}\r\n`)))
  const server = await scriptedServer(pop3Play({ on: { CAPA: inTurn(...replies) } }))
  let known: number | undefined
  try {
    const visited = await visit({
      port: server.port,
      doing(session) {
        known = session.loginDelayMs
        return Promise.resolve()
      },
    })
    return { visited, ...(known !== undefined && { known }) }
  } finally {
    await server.close()
  }
}

test('a delay that differs by user is asked for again once the user is known', async () => {
  const { visited, known } = await delaysTold('LOGIN-DELAY 300 USER', 'LOGIN-DELAY 10')
  expect(known).toBe(10_000)
  expect(visited.log.filter(({ text }) => text === 'CAPA').map(({ phase }) => phase)).toEqual([
    'greeting',
    'auth',
  ])
})

test('a delay that is the same for all is asked for once', async () => {
  const { visited, known } = await delaysTold('LOGIN-DELAY 60')
  expect(known).toBeUndefined()
  expect(visited.log.filter(({ text }) => text === 'CAPA')).toHaveLength(1)
})
