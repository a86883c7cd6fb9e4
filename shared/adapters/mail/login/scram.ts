import { createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** Mechanisms of RFC 5802 and RFC 7677, without channel binding. */
export type ScramMechanism = 'SCRAM-SHA-256' | 'SCRAM-SHA-1'

/**
 * More would keep a probe busy for seconds: a hostile server may ask for any number. RFC 7677 §4 wants 4,096
 * at least.
 */
const MOST_ITERATIONS = 200_000
const MOST_OCTETS = 2048

/**
 * One login: what to say first, what to answer to the server's challenge, and whether its last words prove
 * that it knows us.
 */
export interface ScramLogin {
  readonly first: string
  /**
   * The proof, in base64; `undefined` where the message is no challenge to this login: then nothing may be
   * answered.
   */
  answer(challenge: string): Promise<string | undefined>
  /** Whether the server has shown that it knows the password too. */
  isProven(final: string): boolean
}

/**
 * `nonce`: random and printable, without a comma; never used before. Names and passwords are taken as they
 * are, in UTF-8.
 */
export function scramLogin(
  mechanism: ScramMechanism,
  { userid, password }: { userid: string; password: string },
  nonce: string,
): ScramLogin {
  const hash = mechanism === 'SCRAM-SHA-256' ? 'sha256' : 'sha1'
  const octets = hash === 'sha256' ? 32 : 20
  const hmac = (key: Buffer, text: string) => createHmac(hash, key).update(text).digest()
  const bare = `n=${userid.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`
  let serverSignature: Buffer | undefined

  return {
    first: base64(`n,,${bare}`),
    async answer(challenge) {
      const message = textOf(challenge)
      const [, combined = '', salt = '', count = ''] =
        /^r=([!-+\--~]+),s=([A-Za-z0-9+/=]+),i=(\d{1,7})(?:,.*)?$/.exec(message) ?? []
      const iterations = Number(count)
      const isNew = combined.startsWith(nonce) && combined.length > nonce.length
      if (!isNew || iterations < 1 || iterations > MOST_ITERATIONS) return undefined
      const salted = await promisify(pbkdf2)(password, Buffer.from(salt, 'base64'), iterations, octets, hash)
      const clientKey = hmac(salted, 'Client Key')
      const withoutProof = `c=biws,r=${combined}`
      const signed = `${bare},${message},${withoutProof}`
      const signature = hmac(createHash(hash).update(clientKey).digest(), signed)
      serverSignature = hmac(hmac(salted, 'Server Key'), signed)
      const proof = clientKey.map((octet, index) => octet ^ (signature[index] ?? 0))
      return base64(`${withoutProof},p=${Buffer.from(proof).toString('base64')}`)
    },
    isProven(final) {
      const said = Buffer.from(/^v=([A-Za-z0-9+/=]+)/.exec(textOf(final))?.[1] ?? '', 'base64')
      return said.length === serverSignature?.length && timingSafeEqual(said, serverSignature)
    },
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}

function textOf(line: string): string {
  return line.length > MOST_OCTETS ? '' : Buffer.from(line.trim(), 'base64').toString('utf8')
}
