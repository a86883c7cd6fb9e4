import type { Credentials } from '../login/credentials.ts'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { NO_MD5, hasMd5 } from '../login/md5.ts'
import { apopDigest } from './apop.ts'
import type { Capabilities } from './capabilities.ts'
import type { Pop3Wire } from './pop3-wire.ts'
import type { ScramMechanism } from '../login/scram.ts'
import { authCramMd5, authPlain, authScram } from './sasl.ts'

/** What the server said of logins before any was tried. */
export interface Offer {
  /** `undefined` where it knows no CAPA. */
  capabilities: Capabilities | undefined
  /** In its greeting: what APOP answers to (RFC 1939 §7). */
  timestamp: string | undefined
}

type Mechanism = { by: 'USER' | 'PLAIN' | 'CRAM-MD5' | ScramMechanism } | { by: 'APOP'; timestamp: string }

/** Longest quotation of the server beside which there is room for a remark, characters. */
const MAX_QUOTE = 280

/** Those that hide the password, the strongest first. */
const HIDING = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5'] as const
/** Those that say it, as USER and PASS do. */
const SAYING = ['PLAIN', 'LOGIN']

/**
 * Logs in once, by one mechanism, chosen before anything is tried: a refusal ends it, since trying on would
 * lock accounts. Throws `auth-not-offered` where the server names only mechanisms that we do not speak, or
 * wants a login by MD5 and this Node has none.
 */
export async function logIn(
  wire: Pop3Wire,
  credentials: Credentials,
  offer: Offer,
  dialogue: Dialogue,
): Promise<void> {
  const { userid, password } = credentials
  const mechanism = mechanismFor(credentials, offer) ?? noneKnown(offer, dialogue)
  switch (mechanism.by) {
    case 'USER':
      await wire.say(`USER ${userid}`)
      await wire
        .say(`PASS ${password}`, `PASS ${SECRET_MARK}`)
        .catch(toldWith(mechanismsNamed(offer), dialogue))
      return
    case 'PLAIN':
      await authPlain(wire, credentials, dialogue)
      return
    case 'CRAM-MD5':
      requireMd5(mechanism.by, dialogue)
      await authCramMd5(wire, credentials, dialogue)
      return
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-1':
      await authScram(wire, mechanism.by, credentials, dialogue)
      return
    case 'APOP': {
      requireMd5(mechanism.by, dialogue)
      const digest = apopDigest(mechanism.timestamp, password)
      dialogue.hide(digest)
      await wire
        .say(`APOP ${userid} ${digest}`, `APOP ${userid} ${SECRET_MARK}`)
        .catch(toldWith('login by APOP', dialogue))
      return
    }
    default:
      mechanism satisfies never
  }
}

/**
 * USER and PASS (RFC 1939 §7), or AUTH PLAIN where the server has it and either has no USER or could misread
 * these credentials. Where it names mechanisms that hide the password, and none that says it, its USER is for
 * show (Dovecot's is), so one of those is used. APOP only where nothing else is named: a timestamp alone
 * promises nothing, many servers print one and have no APOP, or none for this account. `undefined`: all that
 * is named is not known here.
 */
function mechanismFor(
  { userid, password }: Credentials,
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

/** What a refusal alone does not tell: that the login was by APOP, which other mechanisms there are. */
function toldWith(more: string | undefined, { safe }: Dialogue): (error: unknown) => never {
  return (error) => {
    const isRefusal = error instanceof ProbeError && error.evidence.kind === 'refused'
    if (!isRefusal || more === undefined) throw error
    const { text = '' } = error.evidence
    throw new ProbeError(
      { ...error.evidence, text: `${text.slice(0, MAX_QUOTE)} (${safe(more)})`.trim() },
      error,
    )
  }
}

/** The mechanisms beside USER, where we speak none of them: they may be what the server wants. */
function mechanismsNamed({ capabilities }: Offer): string | undefined {
  const sasl = capabilities?.sasl ?? []
  const known: readonly string[] = [...HIDING, ...SAYING]
  return sasl.length === 0 || sasl.some((name) => known.includes(name))
    ? undefined
    : `the server names ${sasl.join(', ')}`
}

function noneKnown({ capabilities }: Offer, { side, phase, quote, safe }: Dialogue): never {
  const words = `only ${(capabilities?.sasl ?? []).join(', ')} is offered, none of USER, PLAIN, ${HIDING.join(', ')}`
  const text = safe(words)
  quote(words)
  throw new ProbeError({ side, phase, kind: 'auth-not-offered', text })
}

/** The password is not said instead: the server has just shown that it wants none. */
function requireMd5(mechanism: string, { side, phase, note }: Dialogue): void {
  if (hasMd5()) return
  const text = `only ${mechanism} is offered, and ${NO_MD5}`
  note(text)
  throw new ProbeError({ side, phase, kind: 'auth-not-offered', text })
}
