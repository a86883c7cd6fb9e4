import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { HIDING, mustHide, needsTls } from '../login/hiding.ts'
import { requireMd5 } from '../login/md5.ts'
import type { LoginSettings } from '../login/settings.ts'
import { isRefusal } from '../refusal.ts'
import { apopDigest } from './apop.ts'
import { type Offer, SAYING, hidingMechanism, mechanismFor } from './pop3-mechanism.ts'
import type { Pop3Wire } from './pop3-wire.ts'
import { authCramMd5, authPlain, authScram } from './sasl.ts'

/** Longest quotation of the server beside which there is room for a remark, characters. */
const MAX_QUOTE = 280

/**
 * Logs in once, by one mechanism, chosen before anything is tried: a refusal ends it, since trying on would
 * lock accounts. Throws `auth-not-offered` where the server names only mechanisms that we do not speak, or
 * wants a login by MD5 and this Node has none; `password-needs-tls` where there is none that hides the
 * password and TLS is needed for the others.
 */
export async function logIn(
  wire: Pop3Wire,
  credentials: LoginSettings,
  offer: Offer,
  dialogue: Dialogue,
): Promise<void> {
  const { userid, password, tls, watch } = credentials
  const hides = mustHide(tls, offer.cover)
  const mechanism = hides
    ? (hidingMechanism(offer) ?? needsTls(dialogue, 'STLS'))
    : (mechanismFor(credentials, offer) ?? noneKnown(offer, dialogue))
  const tellIfInClear = () => {
    if (offer.cover === 'clear') watch?.saysPassword()
  }
  switch (mechanism.by) {
    case 'USER':
      await wire.say(`USER ${userid}`)
      tellIfInClear()
      await wire
        .say(`PASS ${password}`, `PASS ${SECRET_MARK}`)
        .catch(toldWith(mechanismsNamed(offer), dialogue))
      return
    case 'PLAIN':
      await authPlain(wire, credentials, dialogue, tellIfInClear)
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
        .catch(toldWith(hides ? 'no STLS is offered, login by APOP' : 'login by APOP', dialogue))
      return
    }
    default:
      mechanism satisfies never
  }
}

/** What a refusal alone does not tell: that the login was by APOP, which other mechanisms there are. */
function toldWith(more: string | undefined, { safe }: Dialogue): (error: unknown) => never {
  return (error) => {
    if (!isRefusal(error) || more === undefined) throw error
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
