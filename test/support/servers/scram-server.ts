import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'

const ROUNDS = 4096
const SALT = Buffer.from('sixteen octets..')

/** The server's side of one exchange of RFC 5802, which holds `password`; all messages decoded. */
export function scramServer(hash: 'sha256' | 'sha1', password: string) {
  const salted = pbkdf2Sync(password, SALT, ROUNDS, hash === 'sha256' ? 32 : 20, hash)
  const hmac = (key: Buffer, text: string) => createHmac(hash, key).update(text).digest()
  let bare = ''
  let challenge = ''
  return {
    /** The answer to the client's first message. */
    challenge(first: string): string {
      bare = first.replace(/^n,,/, '')
      challenge = `${bare.replace(/^.*,(r=)/, '$1')}more,s=${SALT.toString('base64')},i=${String(ROUNDS)}`
      return challenge
    },
    /** The server's signature in answer to the client's proof; undefined: another password was proved. */
    verify(last: string): string | undefined {
      const [unproved = '', proof = ''] = last.split(',p=')
      const signed = `${bare},${challenge},${unproved}`
      const clientKey = hmac(salted, 'Client Key')
      const signature = hmac(createHash(hash).update(clientKey).digest(), signed)
      const expected = Buffer.from(clientKey.map((octet, index) => octet ^ (signature[index] ?? 0)))
      if (proof !== expected.toString('base64')) return undefined
      return `v=${hmac(hmac(salted, 'Server Key'), signed).toString('base64')}`
    },
  }
}
