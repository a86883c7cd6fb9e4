import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'

/** Mechanisms that say an access token: Google's, which Microsoft has too, and that of RFC 7628. */
export type BearerMechanism = 'XOAUTH2' | 'OAUTHBEARER'

/** In order of preference: XOAUTH2 is what Microsoft has alone, and what all clients say at Gmail. */
const BEARER: readonly BearerMechanism[] = ['XOAUTH2', 'OAUTHBEARER']

/** The mechanism for a token; throws `auth-not-offered` where neither is offered: a token is no password. */
export function bearerMechanism(
  offered: readonly string[],
  { side, phase, quote, safe }: Dialogue,
): BearerMechanism {
  const mechanism = BEARER.find((name) => offered.includes(name))
  if (mechanism) return mechanism
  const words =
    offered.length > 0
      ? `only ${offered.join(', ')} is offered, none of ${BEARER.join(', ')}`
      : `no mechanism is offered, and so none of ${BEARER.join(', ')}`
  const text = safe(words)
  quote(words)
  throw new ProbeError({ side, phase, kind: 'auth-not-offered', text })
}
