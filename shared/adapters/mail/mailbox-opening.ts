import type { Socket } from 'node:net'
import type { Dialogue } from '../../app/ports/dialogue.ts'
import type { LoginCover } from '../../app/ports/login.ts'
import type { Mailbox, MailboxConnection, MailboxOpening, MailboxSession } from '../../app/ports/mail.ts'
import type { ServerAddress } from '../../core/definition/monitor.ts'
import { GREETING_TIMEOUT } from '../../core/run/patience.ts'
import { SCHEMES, type SchemeOf } from '../../core/run/schemes.ts'
import type { Millis } from '../../core/time/units.ts'
import { coverOf } from './login/cover.ts'
import { mustBeSayable } from './login/credentials.ts'
import type { LoginSettings } from './login/settings.ts'
import type { ConnectionLife } from './net/connection-life.ts'
import { dial } from './net/dial.ts'
import { withinGreetingShare } from './net/greeting-share.ts'
import type { Network } from './net/network.ts'
import { startTls } from './net/tls.ts'

export interface MailboxSettings extends LoginSettings {
  server: ServerAddress<SchemeOf<'mailbox'>>
}

interface Wire<Greeting> extends Pick<ConnectionLife, 'attach' | 'end' | 'within'> {
  greeting(): Promise<Greeting>
}

/** One way through the opening of a session: everything its steps share. */
export interface Opening<OneWire = Wire<unknown>, Settings = MailboxSettings, Learnt = object> {
  settings: Settings
  network: Network
  dialogue: Dialogue
  signal: AbortSignal
  wire: OneWire
  /** How long the greeting may take. */
  greetingMs: Millis
  learnt: Learnt | undefined
}

/**
 * A mailbox that is opened by `connect`, whose failure ends the wire. `TypeError` for CR, LF or NUL in the
 * credentials, before anything is dialled.
 */
export function openedBy<
  OneWire extends Wire<unknown>,
  Settings extends MailboxSettings,
  Learnt extends object,
>(
  settings: Settings,
  network: Network,
  wireOf: (dialogue: Dialogue) => OneWire,
  connect: (opening: Opening<OneWire, Settings, Learnt>) => Promise<MailboxConnection>,
): Mailbox {
  return {
    async connect(dialogue, signal, { greetingMs = GREETING_TIMEOUT, learnt }: MailboxOpening<Learnt> = {}) {
      mustBeSayable(settings.credentials)
      const wire = wireOf(dialogue)
      try {
        const shareMs = network.greetingMs ?? greetingMs
        return await connect({ settings, network, dialogue, signal, wire, greetingMs: shareMs, learnt })
      } catch (error) {
        wire.end({ kind: 'connection-lost' })
        throw error
      }
    },
  }
}

/** Dials and hears the greeting, within its share of the deadline; `isSecured`: TLS came first. */
export async function greeted<Greeting>(opening: Opening<Wire<Greeting>>) {
  const { settings, network, dialogue, signal, wire, greetingMs } = opening
  const socket = await dial(settings.server, dialogue, signal, network)
  const isSecured = SCHEMES[settings.server.scheme].tlsFirst
  const cover = coverOf(settings.server, socket)
  wire.attach(isSecured ? await secure(opening, socket) : socket)
  const wait = {
    clock: network.clock,
    shareMs: greetingMs,
    isHeard: () => false,
    giveUp: () => wire.end({ kind: 'no-greeting' }),
  }
  const hear = () => wire.within(signal, () => wire.greeting())
  const greeting = await dialogue.during('greeting', () => withinGreetingShare(wait, hear))
  return { greeting, isSecured, cover }
}

/**
 * TLS over this connection. With `mustHold` there is no session on a certificate that does not hold, so no
 * warning either: a password always follows.
 */
export async function secure(opening: Opening, socket: Socket): Promise<Socket> {
  const { settings, network, dialogue, signal } = opening
  const options = { host: settings.server.host, verify: settings.tls.verify, mustHold: true }
  const secured = await startTls(socket, options, dialogue, signal, network)
  return secured.socket
}

/** The connection that waits for its login, which `openSession` makes and whose failure ends the wire. */
export function ready(
  { settings, wire }: Opening,
  cover: LoginCover | undefined,
  openSession: (signal: AbortSignal) => Promise<MailboxSession>,
): MailboxConnection {
  const end = () => wire.end({ kind: 'connection-lost' })
  return {
    async logIn(signal) {
      try {
        if (cover) await settings.watch?.before(cover)
        return await openSession(signal)
      } catch (error) {
        end()
        throw error
      }
    },
    close: end,
  }
}
