import type { LoginCover } from '../../../app/ports/login.ts'
import type { NamedPassword } from '../login/password-exchanges.ts'
import { HIDING, strongestHiding } from '../login/hiding.ts'
import { hasMd5 } from '../login/md5.ts'
import type { ScramMechanism } from '../login/scram.ts'
import type { Capabilities } from './capabilities.ts'

/** What the server said of logins before any was tried. */
export interface Offer {
  /** `undefined` where it knows no CAPA. */
  capabilities: Capabilities | undefined
  /** In its greeting: what APOP answers to (RFC 1939 §7). */
  timestamp: string | undefined
  /** What the login stands over; `undefined` where that is no matter. */
  cover: LoginCover | undefined
}

export type Mechanism =
  { by: 'USER' | 'PLAIN' | 'CRAM-MD5' | ScramMechanism } | { by: 'APOP'; timestamp: string }

/** Mechanisms that say the password, as USER and PASS do. */
export const SAYING = ['PLAIN', 'LOGIN']

/**
 * What is named that does not say the password, the strongest first; else APOP, of which a timestamp is all
 * the promise there is. `undefined`: nothing of the kind.
 */
export function hidingMechanism({ capabilities, timestamp }: Offer): Mechanism | undefined {
  const hiding = strongestHiding(capabilities?.sasl ?? [])
  if (hiding) return { by: hiding }
  return timestamp !== undefined && hasMd5() ? { by: 'APOP', timestamp } : undefined
}

/**
 * USER and PASS (RFC 1939 §7), or AUTH PLAIN where the server has it and either has no USER or could misread
 * these credentials. Where it names mechanisms that hide the password, and none that says it, its USER is for
 * show (Dovecot's is), so one of those is used. APOP only where nothing else is named: a timestamp alone
 * promises nothing, many servers print one and have no APOP, or none for this account. `undefined`: all that
 * is named is not known here.
 */
export function mechanismFor(
  { userid, password }: NamedPassword,
  { capabilities, timestamp }: Offer,
): Mechanism | undefined {
  if (!capabilities) return { by: 'USER' }
  const { user, sasl } = capabilities
  if (sasl.includes('PLAIN') && (!user || isAwkward(userid) || isAwkward(password))) return { by: 'PLAIN' }
  const hiding = HIDING.find((name) => sasl.includes(name) && (name !== 'CRAM-MD5' || hasMd5() || !user))
  if (hiding && !(user && sasl.some((name) => SAYING.includes(name)))) return { by: hiding }
  if (user) return { by: 'USER' }
  if (timestamp !== undefined) return { by: 'APOP', timestamp }
  return sasl.length > 0 && !sasl.includes('LOGIN') ? undefined : { by: 'USER' }
}

/** Credentials that many servers trim or read in another character set when they come in USER and PASS. */
function isAwkward(text: string): boolean {
  return /^ | $|[^ -~]/.test(text)
}
