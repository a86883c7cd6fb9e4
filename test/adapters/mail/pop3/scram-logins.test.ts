import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Play } from '../../../support/servers/pop3-play.ts'
import { base64 } from '../login/challenges.ts'
import { PASSWORD, USERID, script } from './pop3-visit.ts'
import { visitPlay } from './visit-play.ts'

const ROUNDS = 4096
const SALT = Buffer.from('sixteen octets..')
const textOf = (said: string) => Buffer.from(said, 'base64').toString()

/** The server's side of RFC 5802, which holds `password`; `prove` makes its last words of the true ones. */
function scramServer(
  hash: 'sha256' | 'sha1',
  { password = PASSWORD, prove = (words: string) => `+ ${base64(words)}` } = {},
): Play {
  const octets = hash === 'sha256' ? 32 : 20
  const hmac = (key: Buffer, text: string) => createHmac(hash, key).update(text).digest()
  const salted = pbkdf2Sync(password, SALT, ROUNDS, octets, hash)
  let bare = ''
  let challenge = ''
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
        bare = textOf(line.split(' ')[2] ?? '').replace(/^n,,/, '')
        challenge = `${bare.replace(/^.*,(r=)/, '$1')}more,s=${SALT.toString('base64')},i=${String(ROUNDS)}`
        connection.write(`+ ${base64(challenge)}\r\n`)
        const [unproved = '', proof = ''] = textOf(await connection.readLine()).split(',p=')
        const signed = `${bare},${challenge},${unproved}`
        const clientKey = hmac(salted, 'Client Key')
        const signature = hmac(createHash(hash).update(clientKey).digest(), signed)
        const expected = Buffer.from(clientKey.map((octet, index) => octet ^ (signature[index] ?? 0)))
        if (proof !== expected.toString('base64')) {
          connection.write('-ERR [AUTH] Authentication failed.\r\n')
          return
        }
        const last = prove(`v=${hmac(hmac(salted, 'Server Key'), signed).toString('base64')}`)
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
    const { evidence, lines, log } = await visitPlay(scramServer(hash))
    expect(evidence).toBeUndefined()
    expect(lines[1]).toMatch(new RegExp(`^AUTH ${mechanism} [A-Za-z0-9+/=]+$`))
    expect(script(log)).toContain(`auth C: AUTH ${mechanism} <secret>`)
    const ours = script(log).filter((line) => line.startsWith('auth C: '))
    for (const line of ours) expect(line).toMatch(/<secret>$/)
    expect(JSON.stringify(log)).not.toContain(base64(USERID))
  })

  test('takes the last words behind +OK too', async () => {
    const prove = (words: string) => `+OK ${base64(words)}`
    expect((await visitPlay(scramServer(hash, { prove }))).evidence).toBeUndefined()
  })

  test.each([
    ['another proof', () => `+ ${base64('v=AAAA')}`],
    ['none', () => '+OK Logged in.'],
  ])('believes no server that has %s', async (_what, prove) => {
    const { evidence, ours } = await visitPlay(scramServer(hash, { prove }))
    expect(ours).toBeUndefined()
    expect(evidence).toMatchObject({ phase: 'auth', kind: 'protocol', command: 'AUTH' })
  })

  test('is refused once where the password is wrong', async () => {
    const { evidence, connections } = await visitPlay(scramServer(hash, { password: 'another' }))
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
