import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { LoginCover } from '../../../app/ports/login.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { bearerMechanism } from '../login/bearer-mechanism.ts'
import type { PasswordMechanism, SaslMechanism } from '../login/exchange.ts'
import { HIDING, mustHide, needsTls, strongestHiding, tokenNeedsTls } from '../login/hiding.ts'
import { requireMd5 } from '../login/md5.ts'
import { type NamedPassword, passwordExchange } from '../login/password-exchanges.ts'
import type { MailboxSettings } from '../mailbox-opening.ts'
import type { Capabilities } from './capabilities.ts'
import { quoted } from './folder-name.ts'
import { authenticate } from './imap-sasl.ts'
import type { Command, ImapWire, Reply, Said } from './imap-wire.ts'

/** What the login is chosen by. */
export interface LoginOffer {
  capabilities: Capabilities
  cover: LoginCover | undefined
}

/** What a login came to: what the server said beside its OK, and by which mechanism of SASL it was made. */
export interface LoginMade extends Reply {
  by: SaslMechanism | 'LOGIN'
}

/**
 * Logs in once, by one mechanism, chosen before anything is tried: a refusal ends it, since trying on would lock
 * accounts. Throws `auth-not-offered` where no offered mechanism is supported, or only CRAM-MD5 and this Node has
 * no MD5; `password-needs-tls` where TLS is needed and there is none.
 */
export async function logIn(
  wire: ImapWire,
  settings: MailboxSettings,
  { capabilities, cover }: LoginOffer,
  dialogue: Dialogue,
): Promise<LoginMade> {
  const { credentials, tls, watch } = settings
  const beforeSecret = () => {
    if (cover === 'clear') watch?.saysPassword()
  }
  const carrying = { saslIr: capabilities.saslIr, dialogue, beforeSecret }
  if (credentials.kind === 'token') {
    if (mustHide(tls, cover)) tokenNeedsTls(dialogue, 'STARTTLS')
    const by = bearerMechanism(capabilities.sasl, dialogue)
    const { bearer } = await import('../login/bearer.ts')
    const exchange = bearer(by, credentials, settings.server, dialogue)
    return { ...(await authenticate(wire, exchange, carrying)), by }
  }
  const by = mustHide(tls, cover)
    ? (strongestHiding(capabilities.sasl) ?? needsTls(dialogue, 'STARTTLS'))
    : (mechanismFor(capabilities) ?? noneKnown(capabilities, dialogue))
  if (by === 'LOGIN') {
    beforeSecret()
    return { ...(await wire.say(login(credentials))), by }
  }
  return { ...(await authenticate(wire, passwordExchange(by, credentials, dialogue), carrying)), by }
}

/** AUTHENTICATE PLAIN takes any octets, LOGIN is older than it; both say the password. */
function mechanismFor({ sasl, login }: Capabilities): PasswordMechanism | 'LOGIN' | undefined {
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
function login({ userid, password }: NamedPassword): Command {
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
