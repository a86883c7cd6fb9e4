import { ProbeError } from '../../app/probe-error.ts'
import type { Connection, Opening } from './connection.ts'
import { extensionsOf } from './extensions.ts'
import type { Login } from './smtp-library.ts'

/** In order of preference: PLAIN takes one round trip. */
const MECHANISMS = ['PLAIN', 'LOGIN'] as const

/**
 * Logs in by the first mechanism that both sides know; a refusal ends it, without a try of another, since failed logins lock
 * accounts. Where no such mechanism is offered it throws `auth-not-offered`: nothing is ever sent without the login.
 */
export async function logIn(
  { wire, library }: Connection,
  login: Login,
  { dialogue, signal }: Opening,
): Promise<void> {
  const offered = extensionsOf(wire.exchange('EHLO')?.reply).get('AUTH')
  const mechanism = MECHANISMS.find((known) => offered?.includes(known))
  if (!mechanism) {
    const text = offered && dialogue.safe(`only ${offered.join(', ')} is offered, neither PLAIN nor LOGIN`)
    const { side } = dialogue
    throw new ProbeError({ side, phase: 'auth', kind: 'auth-not-offered', ...(text && { text }) })
  }
  await dialogue.during('auth', () => {
    dialogue.note(`logging in as ${login.userid}`)
    return wire.within(signal, () => library.logIn(login, mechanism))
  })
}
