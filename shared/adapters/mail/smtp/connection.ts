import type net from 'node:net'

import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { LoginWatch } from '../../../app/ports/login.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { ServerAddress, TlsSettings } from '../../../core/definition/monitor.ts'
import { SCHEMES, type SchemeOf } from '../../../core/run/schemes.ts'
import type { Millis } from '../../../core/time/units.ts'
import type { Credentials } from '../login/credentials.ts'
import { errorOf } from '../net/connection-life.ts'
import { dial } from '../net/dial.ts'
import { withinGreetingShare } from '../net/greeting-share.ts'
import type { Network } from '../net/network.ts'
import { startTls } from '../net/tls.ts'
import { GREETING } from './commands.ts'
import { extensionsOf } from './extensions.ts'
import { ownName } from './own-name.ts'
import { type Reply, isRefusal, refusalOf } from './reply.ts'
import { type SmtpLibrary, smtpLibrary } from './smtp-library.ts'
import { type SmtpWire, smtpWire } from './smtp-wire.ts'

export interface SmtpSettings {
  server: ServerAddress<SchemeOf<'smtp'>>
  /** Of `smtps` the mode says only whether the certificate must hold: TLS comes first there. */
  tls: TlsSettings
  /** Said in EHLO; default `ownName`. */
  heloName?: string
  login?: Credentials
  watch?: LoginWatch
}

/** The opening of one session: what its steps share. */
export interface Opening {
  settings: SmtpSettings
  network: Network
  dialogue: Dialogue
  signal: AbortSignal
  /** How long the greeting may take. */
  greetingMs: Millis
}

interface Transport {
  socket: net.Socket
  /** False: TLS with a certificate that does not hold where it need not. */
  trusted: boolean
}

/** A connection on which EHLO was said, or will be next. */
export interface Connection extends Transport {
  wire: SmtpWire
  library: SmtpLibrary
}

/** Resolves, connects, and for `smtps` makes the handshake: all that comes before the greeting. */
export async function connect(opening: Opening): Promise<Connection> {
  const { settings, network, dialogue, signal } = opening
  const socket = await dial(settings.server, dialogue, signal, network)
  const isSecure = SCHEMES[settings.server.scheme].tlsFirst
  return speakOver(isSecure ? await secure(socket, opening) : { socket, trusted: true }, opening)
}

/** Hears the greeting, its first line within its share of the deadline, and says EHLO. */
export async function greet({ wire, library }: Connection, opening: Opening): Promise<void> {
  const { network, dialogue, signal, greetingMs } = opening
  const wait = {
    clock: network.clock,
    shareMs: greetingMs,
    isHeard: () => wire.linesHeard > 0,
    giveUp: () => wire.end({ kind: 'no-greeting' }),
  }
  await dialogue.during('greeting', () => withinGreetingShare(wait, () => wire.within(signal, hello)))

  async function hello(): Promise<void> {
    try {
      await library.hello()
    } catch (error) {
      const refusal = wire.failure?.kind === 'connection-lost' ? refusalOfOurName(wire) : undefined
      throw refusal ? errorOf(refusalOf('EHLO', refusal), dialogue) : error
    }
  }
}

/** Where EHLO was refused for what it said: that is to be told, though the server went away at HELO. */
function refusalOfOurName(wire: SmtpWire): Reply | undefined {
  const reply = wire.exchange('EHLO')?.reply
  return reply && isRefusal(reply) && ![421, 500, 502].includes(reply.code) ? reply : undefined
}

/**
 * Says STARTTLS where it is wanted and offered, and goes over to TLS; EHLO is then to be said again (RFC 3207
 * §4.2). Answers the same connection when the session goes on without: TLS is not wanted, or only if offered.
 * A refusal counts as not offered unless a password would follow it in the clear.
 */
export async function upgrade(connection: Connection, opening: Opening): Promise<Connection> {
  const { settings, dialogue, signal } = opening
  const { wire } = connection
  const required = settings.tls.mode === 'required'
  if (SCHEMES[settings.server.scheme].tlsFirst || settings.tls.mode === 'none') return connection
  if (!extensionsOf(wire.exchange('EHLO')?.reply).has('STARTTLS')) {
    if (!required) return connection
    throw new ProbeError({ side: dialogue.side, phase: 'tls', kind: 'tls-not-offered' })
  }
  const reply = await dialogue.during('tls', () => wire.within(signal, () => wire.say('STARTTLS')))
  if (!isRefusal(reply)) return speakOver(await secure(wire.detach(), opening), opening, wire)
  if (required || settings.login || reply.code === 421) {
    throw errorOf(refusalOf('STARTTLS', reply), dialogue)
  }
  dialogue.note('STARTTLS was refused; going on without TLS')
  return connection
}

/** Says EHLO again, as the first thing under TLS: what was offered in the clear counts no more. */
export function greetAgain({ wire, library }: Connection, { dialogue, signal }: Opening): Promise<void> {
  return dialogue.during('tls', () => wire.within(signal, () => library.hello()))
}

/** The certificate must hold where TLS is required, and where a password is to follow. */
function secure(socket: net.Socket, { settings, network, dialogue, signal }: Opening): Promise<Transport> {
  const { server, tls, login } = settings
  const mustHold = tls.mode === 'required' || login !== undefined
  return startTls(socket, { host: server.host, verify: tls.verify, mustHold }, dialogue, signal, network)
}

/** `before`: the wire on which the greeting was heard. The library waits for one, and is given that. */
function speakOver(
  transport: Transport,
  { settings, dialogue, network }: Opening,
  before?: SmtpWire,
): Connection {
  const { socket } = transport
  const greeting = before?.exchange(GREETING)?.reply
  const wire = smtpWire(socket, dialogue, network.clock, { greeted: greeting !== undefined })
  const library = smtpLibrary(wire, settings.heloName ?? ownName(socket.localAddress), dialogue)
  if (greeting) wire.hand(greeting)
  return { ...transport, wire, library }
}
