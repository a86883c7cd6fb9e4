import { createHash } from 'node:crypto'

/** Longest timestamp that counts, octets. */
const MAX_TIMESTAMP = 256

/**
 * The timestamp in a greeting, angle brackets included: the first thing that could be a Message-ID (RFC 1939
 * §7). Nothing but printable ASCII counts: with other octets in it a false server could reckon passwords from
 * digests (CVE-2007-1558).
 */
export function timestampOf(greeting: string): string | undefined {
  const [timestamp = ''] = /<[!-;=?A-~]+@[!-;=?A-~]+>/.exec(greeting) ?? []
  return timestamp !== '' && timestamp.length <= MAX_TIMESTAMP ? timestamp : undefined
}

/**
 * RFC 1939 §7: MD5 of timestamp and password, the latter in UTF-8; 32 hex digits. Throws where `hasMd5` is
 * false.
 */
export function apopDigest(timestamp: string, password: string): string {
  return createHash('md5').update(`${timestamp}${password}`, 'utf8').digest('hex')
}
