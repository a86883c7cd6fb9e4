import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { LoginCover } from '../../../app/ports/login.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import type { Credentials } from '../login/credentials.ts'
import { HIDING, mustHide, needsTls, strongestHiding } from '../login/hiding.ts'
import { requireMd5 } from '../login/md5.ts'
import type { ScramMechanism } from '../login/scram.ts'
import type { LoginSettings } from '../login/settings.ts'
import type { Capabilities } from './capabilities.ts'
import { quoted } from './folder-name.ts'
import { type Exchange, authenticate, challenged, plain, scram } from './imap-sasl.ts'
import type { Command, ImapWire, Reply, Said } from './imap-wire.ts'

/** What the login is chosen by. */
export interface LoginOffer {
  capabilities: Capabilities
  cover: LoginCover | undefined
}

type Mechanism = 'PLAIN' | 'CRAM-MD5' | ScramMechanism

/**
 * Logs in once, by one mechanism, chosen before anything is tried: a refusal ends it, since trying on would lock
 * accounts. Throws `auth-not-offered` where no offered mechanism is supported, or only CRAM-MD5 and this Node has
 * no MD5; `password-needs-tls` where TLS is needed and there is none. Answers with what the server said beside
 * its OK.
 */
export async function logIn(
  wire: ImapWire,
  settings: LoginSettings,
  { capabilities, cover }: LoginOffer,
  dialogue: Dialogue,
): Promise<Reply> {
  const { tls, watch } = settings
  const mechanism = mustHide(tls, cover)
    ? (strongestHiding(capabilities.sasl) ?? needsTls(dialogue, 'STARTTLS'))
    : (mechanismFor(capabilities) ?? noneKnown(capabilities, dialogue))
  const tellIfInClear = () => {
    if (cover === 'clear') watch?.saysPassword()
  }
  if (mechanism === 'LOGIN') {
    tellIfInClear()
    return wire.say(login(settings))
  }
  const exchange = exchangeOf(mechanism, settings, tellIfInClear, dialogue)
  const { saslIr } = capabilities
  const reply = await wire.say(authenticate(mechanism, exchange, { saslIr, dialogue }))
  exchange.granted?.()
  return reply
}

function exchangeOf(
  mechanism: Mechanism,
  credentials: Credentials,
  beforePassword: () => void,
  dialogue: Dialogue,
): Exchange {
  switch (mechanism) {
    case 'PLAIN':
      return plain(credentials, beforePassword)
    case 'CRAM-MD5':
      return challenged(credentials, dialogue)
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-1':
      return scram(mechanism, credentials, dialogue)
    default:
      return mechanism satisfies never
  }
}

/** AUTHENTICATE PLAIN takes any octets, LOGIN is older than it; both say the password. */
function mechanismFor({ sasl, login }: Capabilities): Mechanism | 'LOGIN' | undefined {
  if (sasl.includes('PLAIN')) return 'PLAIN'
  return login ? 'LOGIN' : strongestHiding(sasl)
}

function noneKnown({ sasl }: Capabilities, dialogue: Dialogue): never {
  if (sasl.includes('CRAM-MD5')) requireMd5('CRAM-MD5', dialogue)
  const { side, phase, quote, safe } = dialogue
  const offered =
    sasl.length > 0
      ? `only ${sasl.join(', ')} is offered, none of PLAIN, ${HIDING.join(', ')}`
      : 'no mechanism of AUTHENTICATE is offered'
  const words = `LOGIN is disabled, and ${offered}`
  const text = safe(words)
  quote(words)
  throw new ProbeError({ side, phase, kind: 'auth-not-offered', text })
}

/** RFC 3501 §6.2.3: in quotes, or as literals where there are octets that quotes must not hold. */
function login({ userid, password }: Credentials): Command {
  if (/^[ -~]*$/.test(userid + password)) {
    const command = `LOGIN ${quoted(userid)}`
    return {
      line: `${command} ${quoted(password)}`,
      shown: `${command} ${SECRET_MARK}`,
      secret: password,
    }
  }
  const octets = (text: string) => Buffer.byteLength(text, 'utf8')
  const turns: Said[] = [
    { line: `${userid} {${octets(password)}}` },
    { line: password, shown: SECRET_MARK, secret: password },
  ]
  return { line: `LOGIN {${octets(userid)}}`, answer: () => turns.shift() }
}
