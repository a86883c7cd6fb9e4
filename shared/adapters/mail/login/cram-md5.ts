import { createHmac } from 'node:crypto'

/** Longest challenge that is answered, octets; what servers say has less than 100. */
const MAX_CHALLENGE = 512

/**
 * As in a Message-ID, which is what a challenge is to look like (RFC 2195 §2): angle brackets around
 * printable ASCII.
 */
const BRACKETED = /^<[ -;=?-~]+>$/

/** The response to one challenge; whoever knows the digest can try out passwords against it. */
export interface CramMd5 {
  /** 32 hex digits. */
  digest: string
  /** The line that answers the challenge. */
  response: string
}

/**
 * Reads a challenge as it stands in the reply, base64 (RFC 4954 §4, RFC 5034 §4). `undefined` where it is
 * none: nothing may be answered then, since a response to something else is a failed login, and failed logins
 * lock accounts.
 */
export function parseChallenge(base64: string): string | undefined {
  const digits = base64.trim()
  const octets = Buffer.from(digits, 'base64')
  if (octets.length > MAX_CHALLENGE || octets.toString('base64') !== digits) return undefined
  const challenge = octets.toString('latin1')
  return BRACKETED.test(challenge) ? challenge : undefined
}

/**
 * RFC 2195 §2: user name and HMAC-MD5 of the challenge, keyed with the password; both in UTF-8. Throws where
 * `hasMd5` is false.
 */
export function cramMd5(challenge: string, userid: string, password: string): CramMd5 {
  const digest = createHmac('md5', password).update(challenge).digest('hex')
  return { digest, response: Buffer.from(`${userid} ${digest}`, 'utf8').toString('base64') }
}
