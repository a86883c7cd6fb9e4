import { createHmac } from 'node:crypto'

import { contentId } from './content-id.ts'

/** A login as a definition names it. */
export interface NamedLogin {
  server: { host: string; port: number }
  userid: string
}

/** One id for the same login with the same secret, whichever monitor uses it. */
export function loginIdOf({ server, userid }: NamedLogin, fingerprint: string): string {
  return contentId(server.host.toLowerCase(), String(server.port), userid, fingerprint)
}

/**
 * 4 hex digits of HMAC-SHA256: tells nearly always that another secret was set, and is too short to find one
 * out by.
 */
export function secretFingerprint(secret: string, key: string): string {
  return createHmac('sha256', key).update(secret).digest('hex').slice(0, 4)
}
