import { describe, expect, test } from 'vitest'

import { coverOf } from '../../../../shared/adapters/mail/login/cover.ts'
import { PASSWORD, USERID } from '../pop3/pop3-visit.ts'
import { visitPlay } from '../pop3/visit-play.ts'

const tls = { mode: 'for-password', verify: true } as const

describe('a server on this machine', () => {
  test.each(['127.0.0.1', '127.8.9.10', 'localhost', '::1', '::ffff:127.0.0.1'])(
    '%s: nobody is in between',
    (host) => {
      expect(coverOf({ scheme: 'pop3', host, port: 110 }, connectedTo('127.0.0.1'))).toBeUndefined()
    },
  )

  test.each([
    '127.0.0.1.example.com',
    'localhost.example.com',
    'pop.example.com',
    '128.0.0.1',
    '::2',
    '0.0.0.0',
  ])('%s is not one', (host) => {
    expect(coverOf({ scheme: 'pop3', host, port: 110 }, connectedTo('127.0.0.1'))).toBe('clear')
  })

  test('is none where its name led elsewhere', () => {
    const server = { scheme: 'smtp', host: 'localhost', port: 25 } as const
    expect(coverOf(server, connectedTo('192.0.2.7'))).toBe('clear')
  })

  test('takes the password as before', async () => {
    const play = { capabilities: ['USER', 'UIDL', 'TOP'] }
    const { evidence, lines } = await visitPlay(play, { settings: { tls }, host: '127.0.0.1' })
    expect(evidence).toBeUndefined()
    expect(lines.slice(0, 3)).toEqual(['CAPA', `USER ${USERID}`, `PASS ${PASSWORD}`])
  })

  function connectedTo(remoteAddress: string): { remoteAddress: string } {
    return { remoteAddress }
  }
})
