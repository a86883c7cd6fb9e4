import { TLSSocket } from 'node:tls'

import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { coverOf } from '../login/cover.ts'
import type { Credentials } from '../login/credentials.ts'
import { NO_MD5, hasMd5 } from '../login/md5.ts'
import type { Connection, Opening } from './connection.ts'
import { extensionsOf } from './extensions.ts'
import type { Mechanism } from './smtp-library.ts'

/** Under TLS, in order of preference: PLAIN takes one round trip, and every user database can do it. */
const ENCRYPTED: readonly Mechanism[] = ['PLAIN', 'LOGIN', 'CRAM-MD5']
/** In the clear the mechanism comes first that does not say the password (RFC 4954 §9). */
const CLEAR: readonly Mechanism[] = ['CRAM-MD5', 'PLAIN', 'LOGIN']
/** Those that do not say the password. */
const HIDING: readonly Mechanism[] = ['CRAM-MD5']
/** Which line of a login says the password: AUTH LOGIN is asked for the user name first. */
const LINES_TO_PASSWORD: Readonly<Record<Mechanism, number>> = { PLAIN: 1, LOGIN: 3, 'CRAM-MD5': Infinity }

/**
 * Logs in by the first mechanism that both sides know; a refusal ends it, without a try of another, since
 * failed logins lock accounts. Where no such mechanism is offered it throws `auth-not-offered`, or
 * `password-needs-tls` where TLS would be wanted for those that are: nothing is ever sent without the login.
 */
export async function logIn(
  { wire, library, socket }: Connection,
  login: Credentials,
  { settings: { server, tls, watch }, dialogue, signal }: Opening,
): Promise<void> {
  const cover = coverOf(server, socket)
  if (cover) await watch?.before(cover)
  const offered = extensionsOf(wire.exchange('EHLO')?.reply).get('AUTH')
  const mustHide = cover === 'clear' && tls.mode === 'for-password'
  const known = mustHide ? HIDING : socket instanceof TLSSocket ? ENCRYPTED : CLEAR
  const mechanism = known.find((name) => offered?.includes(name) && (name !== 'CRAM-MD5' || hasMd5()))
  if (!mechanism) throw mustHide ? needsTls(offered, dialogue) : noneKnown(offered, dialogue)
  try {
    await dialogue.during('auth', () => {
      dialogue.note(`logging in as ${login.userid}`)
      return wire.within(signal, () => library.logIn(login, mechanism))
    })
  } finally {
    const isSaid = wire.timesSaid('AUTH') >= LINES_TO_PASSWORD[mechanism]
    if (cover === 'clear' && isSaid) watch?.saysPassword()
  }
}

function needsTls(offered: readonly string[] | undefined, { side, safe }: Dialogue): ProbeError {
  const text = safe(
    offered
      ? `no STARTTLS is offered, and of logins only ${offered.join(', ')}`
      : 'neither STARTTLS nor a login is offered',
  )
  return new ProbeError({ side, phase: 'tls', kind: 'password-needs-tls', text })
}

function noneKnown(offered: readonly string[] | undefined, { side, safe }: Dialogue): ProbeError {
  const text = offered && safe(`only ${offered.join(', ')} is offered, ${whyNone(offered)}`)
  return new ProbeError({ side, phase: 'auth', kind: 'auth-not-offered', ...(text && { text }) })
}

function whyNone(offered: readonly string[]): string {
  return offered.includes('CRAM-MD5') ? `and ${NO_MD5}` : `none of ${ENCRYPTED.join(', ')}`
}
