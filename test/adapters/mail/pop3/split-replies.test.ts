import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Play } from '../../../support/servers/pop3-play.ts'
import { PASSWORD, USERID } from './pop3-visit.ts'
import { REST, visitPlay } from './visit-play.ts'
import { longTest } from '../../../support/thorough.ts'

describe('a dialogue cut up by the network', () => {
  const play: Play = { capabilities: ['SASL PLAIN', 'UIDL'], on: { AUTH: '+ ' } }
  const response = Buffer.from(`\0${USERID}\0${PASSWORD}`).toString('base64')
  const expected = ['CAPA', `AUTH PLAIN ${response}`, response, ...REST]

  longTest('is understood with every reply cut in two at every place', async () => {
    for (let at = 1; at < 50; at += 1) {
      const { lines, evidence, headers } = await visitPlay({
        ...play,
        send: async (connection, bytes) => {
          connection.socket.setNoDelay(true)
          connection.write(bytes.subarray(0, at))
          await turn()
          await turn()
          connection.write(bytes.subarray(at))
        },
      })
      expect(evidence, `cut at ${String(at)}`).toBeUndefined()
      expect(lines).toEqual(expected)
      expect(headers).toEqual(['From: a@example.com\r\nSubject: one\r\n'])
    }
  })

  test('is understood octet by octet', async () => {
    const { lines, evidence } = await visitPlay({
      ...play,
      send: async (connection, bytes) => {
        connection.socket.setNoDelay(true)
        for (const octet of bytes) {
          connection.write(Buffer.from([octet]))
          await turn()
        }
      },
    })
    expect(evidence).toBeUndefined()
    expect(lines).toEqual(expected)
  })
})
