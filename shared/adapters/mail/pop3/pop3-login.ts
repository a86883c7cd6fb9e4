import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { bearerMechanism } from '../login/bearer-mechanism.ts'
import { HIDING, mustHide, needsTls, tokenNeedsTls } from '../login/hiding.ts'
import { requireMd5 } from '../login/md5.ts'
import { passwordExchange } from '../login/password-exchanges.ts'
import type { MailboxSettings } from '../mailbox-opening.ts'
import { toldWith } from '../refusal.ts'
import { apopDigest } from './apop.ts'
import { type Offer, SAYING, hidingMechanism, mechanismFor } from './pop3-mechanism.ts'
import type { Pop3Wire } from './pop3-wire.ts'
import { authenticate } from './sasl.ts'

/**
 * Logs in once, by one mechanism, chosen before anything is tried: a refusal ends it, since trying on would
 * lock accounts. Throws `auth-not-offered` where the server names only mechanisms that we do not speak, or
 * wants a login by MD5 and this Node has none; `password-needs-tls` where there is none that hides the
 * secret and TLS is needed for the others.
 */
export async function logIn(
  wire: Pop3Wire,
  settings: MailboxSettings,
  offer: Offer,
  dialogue: Dialogue,
): Promise<void> {
  const { credentials, tls, watch } = settings
  const beforeSecret = () => {
    if (offer.cover === 'clear') watch?.saysPassword()
  }
  if (credentials.kind === 'token') {
    if (mustHide(tls, offer.cover)) tokenNeedsTls(dialogue, 'STLS')
    const mechanism = bearerMechanism(offer.capabilities?.sasl ?? ['XOAUTH2'], dialogue)
    const { bearer } = await import('../login/bearer.ts')
    const exchange = bearer(mechanism, credentials, settings.server, dialogue)
    await authenticate(wire, exchange, { dialogue, inTwoLines: true, beforeSecret })
    return
  }
  const { userid, password } = credentials
  const hides = mustHide(tls, offer.cover)
  const mechanism = hides
    ? (hidingMechanism(offer) ?? needsTls(dialogue, 'STLS'))
    : (mechanismFor(credentials, offer) ?? noneKnown(offer, dialogue))
  switch (mechanism.by) {
    case 'USER': {
      const named = mechanismsNamed(offer)
      await wire.say(`USER ${userid}`)
      beforeSecret()
      await wire
        .say(`PASS ${password}`, `PASS ${SECRET_MARK}`)
        .catch(toldWith(named === undefined ? [] : [dialogue.safe(named)]))
      return
    }
    case 'APOP': {
      requireMd5(mechanism.by, dialogue)
      const digest = apopDigest(mechanism.timestamp, password)
      dialogue.hide(digest)
      await wire
        .say(`APOP ${userid} ${digest}`, `APOP ${userid} ${SECRET_MARK}`)
        .catch(toldWith([hides ? 'no STLS is offered, login by APOP' : 'login by APOP']))
      return
    }
    case 'PLAIN':
    case 'CRAM-MD5':
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-1': {
      if (mechanism.by === 'CRAM-MD5') requireMd5(mechanism.by, dialogue)
      const exchange = passwordExchange(mechanism.by, credentials, dialogue)
      await authenticate(wire, exchange, { dialogue, inTwoLines: false, beforeSecret })
      return
    }
    default:
      mechanism satisfies never
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
