import { describe, expect, test } from 'vitest'
import type { Play } from '../../../support/servers/pop3-play.ts'
import { scramServer } from '../../../support/servers/scram-server.ts'
import { base64 } from '../login/challenges.ts'
import { PASSWORD, USERID, script } from './pop3-visit.ts'
import { visitPlay } from './visit-play.ts'

const textOf = (said: string) => Buffer.from(said, 'base64').toString()

/** A server which holds `password`; `prove` makes its last words of the true ones. */
function scramPlay(
  hash: 'sha256' | 'sha1',
  { password = PASSWORD, prove = (words: string) => `+ ${base64(words)}` } = {},
): Play {
  const server = scramServer(hash, password)
  return {
    capabilities: [
      'USER',
      'UIDL',
      'TOP',
      `SASL DIGEST-MD5 CRAM-MD5 SCRAM-SHA-1${hash === 'sha256' ? ' SCRAM-SHA-256' : ''}`,
    ],
    on: {
      PASS: '-ERR [AUTH] Unsupported authentication mechanism.',
      AUTH: async (connection, line) => {
        connection.write(`+ ${base64(server.challenge(textOf(line.split(' ')[2] ?? '')))}\r\n`)
        const signature = server.verify(textOf(await connection.readLine()))
        if (signature === undefined) {
          connection.write('-ERR [AUTH] Authentication failed.\r\n')
          return
        }
        const last = prove(signature)
        connection.write(`${last}\r\n`)
        if (!last.startsWith('+ ')) return
        await connection.readLine()
        connection.write('+OK Logged in.\r\n')
      },
    },
  }
}

describe.each([
  ['SCRAM-SHA-256', 'sha256'],
  ['SCRAM-SHA-1', 'sha1'],
] as const)('%s', (mechanism, hash) => {
  test('logs in where USER is only for show, and leaves no proof in the log', async () => {
    const { evidence, lines, log } = await visitPlay(scramPlay(hash))
    expect(evidence).toBeUndefined()
    expect(lines[1]).toMatch(new RegExp(`^AUTH ${mechanism} [A-Za-z0-9+/=]+$`))
    expect(script(log)).toContain(`auth C: AUTH ${mechanism} <secret>`)
    const ours = script(log).filter((line) => line.startsWith('auth C: '))
    for (const line of ours) expect(line).toMatch(/<secret>$/)
    expect(JSON.stringify(log)).not.toContain(base64(USERID))
  })

  test('takes the last words behind +OK too', async () => {
    const prove = (words: string) => `+OK ${base64(words)}`
    expect((await visitPlay(scramPlay(hash, { prove }))).evidence).toBeUndefined()
  })

  test.each([
    ['another proof', () => `+ ${base64('v=AAAA')}`],
    ['none', () => '+OK Logged in.'],
  ])('believes no server that has %s', async (_what, prove) => {
    const { evidence, ours } = await visitPlay(scramPlay(hash, { prove }))
    expect(ours).toBeUndefined()
    expect(evidence).toMatchObject({ phase: 'auth', kind: 'protocol', command: 'AUTH' })
  })

  test('is refused once where the password is wrong', async () => {
    const { evidence, connections } = await visitPlay(scramPlay(hash, { password: 'another' }))
    expect(evidence).toMatchObject({ kind: 'refused', responseCode: 'AUTH' })
    expect(connections).toBe(1)
  })
})

test('what nobody here speaks is named', async () => {
  const { evidence, lines } = await visitPlay({ capabilities: ['UIDL', 'SASL GSSAPI NTLM'] })
  expect(evidence).toMatchObject({ kind: 'auth-not-offered', phase: 'auth' })
  expect(evidence?.text).toMatch(/^only GSSAPI, NTLM is offered, none of USER, PLAIN/)
  expect(lines).toEqual(['CAPA'])
})
