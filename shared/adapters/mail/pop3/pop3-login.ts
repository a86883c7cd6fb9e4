import type { Credentials } from '../login/credentials.ts'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { NO_MD5, hasMd5 } from '../login/md5.ts'
import { apopDigest } from './apop.ts'
import type { Capabilities } from './capabilities.ts'
import type { Pop3Wire } from './pop3-wire.ts'
import { authCramMd5, authPlain } from './sasl.ts'

/** What the server said of logins before any was tried. */
export interface Offer {
  /** `undefined` where it knows no CAPA. */
  capabilities: Capabilities | undefined
  /** In its greeting: what APOP answers to (RFC 1939 §7). */
  timestamp: string | undefined
}

type Mechanism = { by: 'USER' | 'PLAIN' | 'CRAM-MD5' } | { by: 'APOP'; timestamp: string }

/**
 * Logs in once, by one mechanism, chosen before anything is tried: a refusal ends it, since trying on would lock accounts.
 * Throws `auth-not-offered` where the server wants a login by MD5 and this Node has none.
 */
export async function logIn(
  wire: Pop3Wire,
  credentials: Credentials,
  offer: Offer,
  dialogue: Dialogue,
): Promise<void> {
  const { userid, password } = credentials
  const mechanism = mechanismFor(credentials, offer)
  switch (mechanism.by) {
    case 'USER':
      await wire.say(`USER ${userid}`)
      await wire.say(`PASS ${password}`, `PASS ${SECRET_MARK}`)
      return
    case 'PLAIN':
      await authPlain(wire, credentials, dialogue)
      return
    case 'CRAM-MD5':
      requireMd5(mechanism.by, dialogue)
      await authCramMd5(wire, credentials, dialogue)
      return
    case 'APOP': {
      requireMd5(mechanism.by, dialogue)
      const digest = apopDigest(mechanism.timestamp, password)
      dialogue.hide(digest)
      await wire.say(`APOP ${userid} ${digest}`, `APOP ${userid} ${SECRET_MARK}`)
      return
    }
    default:
      mechanism satisfies never
  }
}

/**
 * USER and PASS (RFC 1939 §7), or AUTH PLAIN where the server has it and either has no USER or could misread these
 * credentials. CRAM-MD5 and then APOP only where CAPA names neither: a timestamp alone promises nothing, many servers print
 * one and have no APOP, or none for this account.
 */
function mechanismFor({ userid, password }: Credentials, { capabilities, timestamp }: Offer): Mechanism {
  if (!capabilities) return { by: 'USER' }
  const { user, saslPlain, saslCramMd5 } = capabilities
  if (saslPlain && (!user || isAwkward(userid) || isAwkward(password))) return { by: 'PLAIN' }
  if (user) return { by: 'USER' }
  if (saslCramMd5) return { by: 'CRAM-MD5' }
  return timestamp === undefined ? { by: 'USER' } : { by: 'APOP', timestamp }
}

/** Credentials that many servers trim or read in another character set when they come in USER and PASS. */
function isAwkward(text: string): boolean {
  return /^ | $|[^ -~]/.test(text)
}

/** The password is not said instead: the server has just shown that it wants none. */
function requireMd5(mechanism: string, { side, phase, note }: Dialogue): void {
  if (hasMd5()) return
  const text = `only ${mechanism} is offered, and ${NO_MD5}`
  note(text)
  throw new ProbeError({ side, phase, kind: 'auth-not-offered', text })
}
