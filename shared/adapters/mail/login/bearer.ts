import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { BearerMechanism } from './bearer-mechanism.ts'
import { type Exchange, OutOfTurn } from './exchange.ts'

/** Longest challenge that is read, characters of base64; what providers say has less than 300. */
const MAX_CHALLENGE = 4096
/** Most of what a challenge says that stands in evidence, characters. */
const MAX_REASON = 120

/** Whom the token is said to, as the definition has it: part of the message of RFC 7628 §3.1. */
export interface BearerPlace {
  host: string
  port: number
}

/**
 * Google's XOAUTH2, and OAUTHBEARER (RFC 7628). A refusal may come at once, as Microsoft's does, or behind a
 * challenge with the reason, which is answered so that it comes: by an empty line, or by a lone control-A (RFC 7628
 * §3.2.3). Whoever does not answer waits for ever.
 */
export function bearer(
  mechanism: BearerMechanism,
  { userid, token }: { userid: string; token: string },
  { host, port }: BearerPlace,
  { safe, quote }: Pick<Dialogue, 'safe' | 'quote'>,
): Exchange {
  const isOld = mechanism === 'XOAUTH2'
  const message = isOld
    ? `user=${userid}\x01auth=Bearer ${token}\x01\x01`
    : `n,a=${saslName(userid)},\x01host=${host}\x01port=${port}\x01auth=Bearer ${token}\x01\x01`
  let why: string | undefined

  return {
    mechanism,
    beginsUnasked: true,
    saysSecret: true,
    turns: [
      () => Buffer.from(message, 'utf8').toString('base64'),
      (challenge) => {
        const told = reasonIn(challenge)
        if (told !== undefined) {
          // Cut after it was redacted: half a secret would not be found.
          why = safe(told).slice(0, MAX_REASON)
          quote(`the server says why: ${told}`)
        }
        return isOld ? '' : 'AQ=='
      },
    ],
    granted(taken) {
      // Whoever has said why not, and then grants it, means something else.
      if (taken !== 1) throw new OutOfTurn()
    },
    toldByRefusal: () => [...(why === undefined ? [] : [why]), `login by ${mechanism}`],
  }
}

/** RFC 5801 §4: `=` and `,` would end the name. */
function saslName(userid: string): string {
  return userid.replaceAll('=', '=3D').replaceAll(',', '=2C')
}

/** `status 401, scope https://mail.google.com/` of the JSON in a challenge; `undefined` where it says neither. */
function reasonIn(challenge: string): string | undefined {
  if (challenge.length > MAX_CHALLENGE) return undefined
  try {
    const said: unknown = JSON.parse(Buffer.from(challenge, 'base64').toString('utf8'))
    if (typeof said !== 'object' || said === null) return undefined
    const told = ['status', 'scope'].flatMap((name) => {
      const value: unknown = name in said ? said[name as keyof typeof said] : undefined
      const isSaid = (typeof value === 'string' && value !== '') || typeof value === 'number'
      return isSaid ? `${name} ${String(value)}` : []
    })
    return told.length > 0 ? told.join(', ') : undefined
  } catch {
    return undefined
  }
}
