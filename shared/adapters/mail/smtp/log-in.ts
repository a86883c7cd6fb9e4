import { TLSSocket } from 'node:tls'

import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { Credentials } from '../login/credentials.ts'
import { NO_MD5, hasMd5 } from '../login/md5.ts'
import type { Connection, Opening } from './connection.ts'
import { extensionsOf } from './extensions.ts'
import type { Mechanism } from './smtp-library.ts'

/** Under TLS, in order of preference: PLAIN takes one round trip, and every user database can do it. */
const ENCRYPTED: readonly Mechanism[] = ['PLAIN', 'LOGIN', 'CRAM-MD5']
/** In the clear the mechanism comes first that does not say the password (RFC 4954 §9). */
const CLEAR: readonly Mechanism[] = ['CRAM-MD5', 'PLAIN', 'LOGIN']

/**
 * Logs in by the first mechanism that both sides know; a refusal ends it, without a try of another, since
 * failed logins lock accounts. Where no such mechanism is offered it throws `auth-not-offered`: nothing is
 * ever sent without the login.
 */
export async function logIn(
  { wire, library, socket }: Connection,
  login: Credentials,
  { dialogue, signal }: Opening,
): Promise<void> {
  const offered = extensionsOf(wire.exchange('EHLO')?.reply).get('AUTH')
  const known = socket instanceof TLSSocket ? ENCRYPTED : CLEAR
  const mechanism = known.find((name) => offered?.includes(name) && (name !== 'CRAM-MD5' || hasMd5()))
  if (!mechanism) {
    const text = offered && dialogue.safe(`only ${offered.join(', ')} is offered, ${whyNone(offered)}`)
    const { side } = dialogue
    throw new ProbeError({ side, phase: 'auth', kind: 'auth-not-offered', ...(text && { text }) })
  }
  await dialogue.during('auth', () => {
    dialogue.note(`logging in as ${login.userid}`)
    return wire.within(signal, () => library.logIn(login, mechanism))
  })
}

function whyNone(offered: readonly string[]): string {
  return offered.includes('CRAM-MD5') ? `and ${NO_MD5}` : `none of ${ENCRYPTED.join(', ')}`
}
