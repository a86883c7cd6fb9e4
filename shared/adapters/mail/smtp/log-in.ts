import { TLSSocket } from 'node:tls'

import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { LoginWatch } from '../../../app/ports/login.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { tokenNeedsTls } from '../login/hiding.ts'
import { bearerMechanism } from '../login/bearer-mechanism.ts'
import { coverOf } from '../login/cover.ts'
import type { Credentials } from '../login/credentials.ts'
import { NO_MD5, hasMd5 } from '../login/md5.ts'
import { type NamedPassword, passwordExchange } from '../login/password-exchanges.ts'
import type { Connection, Opening } from './connection.ts'
import { extensionsOf } from './extensions.ts'
import type { LibraryMechanism } from './smtp-library.ts'
import { authenticate } from './smtp-sasl.ts'

type Mechanism = LibraryMechanism | 'CRAM-MD5'

/** Under TLS, in order of preference: PLAIN takes one round trip, and every user database can do it. */
const ENCRYPTED: readonly Mechanism[] = ['PLAIN', 'LOGIN', 'CRAM-MD5']
/** In the clear the mechanism comes first that does not say the password (RFC 4954 §9). */
const CLEAR: readonly Mechanism[] = ['CRAM-MD5', 'PLAIN', 'LOGIN']
/** Those that do not say the password. */
const HIDING: readonly Mechanism[] = ['CRAM-MD5']
/** Which line of a login says the password: AUTH LOGIN is asked for the user name first. */
const LINES_TO_PASSWORD: Readonly<Record<LibraryMechanism, number>> = { PLAIN: 1, LOGIN: 3 }

/** What one login is made with. */
interface Login {
  connection: Connection
  opening: Opening
  /** Mechanisms that the server names; absent where it offers no login. */
  offered: readonly string[] | undefined
  /** There is no TLS, and the definition wants it for what a login says. */
  mustHide: boolean
  /** To be called before the secret is said in the clear, or once it was. */
  saysSecret: NonNullable<LoginWatch['saysPassword']>
}

/**
 * Logs in by the first mechanism that both sides know; a refusal ends it, without a try of another, since
 * failed logins lock accounts. Where no such mechanism is offered it throws `auth-not-offered`, or
 * `password-needs-tls` where TLS would be wanted for those that are: nothing is ever sent without the login.
 */
export async function logIn(
  connection: Connection,
  credentials: Credentials,
  opening: Opening,
): Promise<void> {
  const { wire, socket } = connection
  const { server, tls, watch } = opening.settings
  const cover = coverOf(server, socket)
  if (cover) await watch?.before(cover)
  const login: Login = {
    connection,
    opening,
    offered: extensionsOf(wire.exchange('EHLO')?.reply).get('AUTH'),
    mustHide: cover === 'clear' && tls.mode === 'for-password',
    saysSecret: () => {
      if (cover === 'clear') watch?.saysPassword()
    },
  }
  await (credentials.kind === 'token' ? byToken(credentials, login) : byPassword(credentials, login))
}

async function byPassword(credentials: NamedPassword, login: Login): Promise<void> {
  const { connection, opening, offered, mustHide, saysSecret } = login
  const { wire, library, socket } = connection
  const { dialogue } = opening
  const known = mustHide ? HIDING : socket instanceof TLSSocket ? ENCRYPTED : CLEAR
  const mechanism = known.find((name) => offered?.includes(name) && (name !== 'CRAM-MD5' || hasMd5()))
  if (!mechanism) throw mustHide ? needsTls(offered, dialogue) : noneKnown(offered, dialogue)
  await inPhase(credentials, opening, connection, async () => {
    if (mechanism === 'CRAM-MD5') {
      await authenticate(wire, passwordExchange(mechanism, credentials, dialogue), dialogue, saysSecret)
      return
    }
    try {
      await library.logIn(credentials, mechanism)
    } finally {
      if (wire.timesSaid('AUTH') >= LINES_TO_PASSWORD[mechanism]) saysSecret()
    }
  })
}

async function byToken(credentials: Credentials & { kind: 'token' }, login: Login): Promise<void> {
  const { connection, opening, offered, mustHide, saysSecret } = login
  const { dialogue, settings } = opening
  if (mustHide) tokenNeedsTls(dialogue, 'STARTTLS')
  await inPhase(credentials, opening, connection, async () => {
    const mechanism = bearerMechanism(offered ?? [], dialogue)
    const { bearer } = await import('../login/bearer.ts')
    const exchange = bearer(mechanism, credentials, settings.server, dialogue)
    await authenticate(connection.wire, exchange, dialogue, saysSecret)
  })
}

function inPhase(
  { userid }: { userid: string },
  { dialogue, signal }: Opening,
  { wire }: Connection,
  work: () => Promise<void>,
): Promise<void> {
  return dialogue.during('auth', () => {
    dialogue.note(`logging in as ${userid}`)
    return wire.within(signal, work)
  })
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
