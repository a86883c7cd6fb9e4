import type { Socket } from 'node:net'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { LoginCover } from '../../../app/ports/login.ts'
import type { Mailbox, MailboxConnection, MailboxOpening, MailboxSession } from '../../../app/ports/mail.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { ServerAddress } from '../../../core/definition/monitor.ts'
import { SCHEMES, type SchemeOf } from '../../../core/run/schemes.ts'
import type { PhaseName } from '../../../core/time/phases.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import { dial } from '../net/dial.ts'
import { withinGreetingShare } from '../net/greeting-share.ts'
import { GREETING_TIMEOUT } from '../../../core/run/patience.ts'
import type { Network } from '../net/network.ts'
import { startTls } from '../net/tls.ts'
import { timestampOf } from './apop.ts'
import { type Capabilities, parseCapabilities } from './capabilities.ts'
import { coverOf } from '../login/cover.ts'
import type { LoginSettings } from '../login/settings.ts'
import { logIn } from './pop3-login.ts'
import type { Offer } from './pop3-mechanism.ts'
import { type TopUse, topUse } from './message-reader.ts'
import { pop3Session } from './pop3-session.ts'
import { type Pop3Wire, pop3Wire } from './pop3-wire.ts'
import { isRefusal } from '../refusal.ts'

export interface Pop3Settings extends LoginSettings {
  server: ServerAddress<SchemeOf<'mailbox'>>
}

/** One way through the opening of a session: everything its steps share. */
interface Opening {
  settings: Pop3Settings
  network: Network
  dialogue: Dialogue
  signal: AbortSignal
  wire: Pop3Wire
  /** How long the greeting may take. */
  greetingMs: Millis
  learnt: TopUse | undefined
}

/**
 * A mailbox behind POP3 (RFC 1939), over TLS from the start (`pop3s`) or by STLS (RFC 2595). A password
 * always follows, so a certificate that does not hold ends the session unless `verify` is false. Throws
 * `TypeError` for CR, LF or NUL in the credentials, before anything is dialled.
 */
export function pop3Mailbox(settings: Pop3Settings, network: Network): Mailbox {
  return {
    async connect(dialogue, signal, { greetingMs = GREETING_TIMEOUT, learnt }: MailboxOpening<TopUse> = {}) {
      if (/[\r\n\0]/.test(settings.userid + settings.password)) {
        throw new TypeError('CR, LF or NUL in a user name or password')
      }
      const wire = pop3Wire(dialogue, network.clock)
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

async function connect(opening: Opening): Promise<MailboxConnection> {
  const { settings, network, dialogue, signal, wire } = opening
  const socket = await dial(settings.server, dialogue, signal, network)
  const secured = SCHEMES[settings.server.scheme].tlsFirst
  let cover = coverOf(settings.server, socket)
  wire.attach(secured ? await secure(opening, socket) : socket)
  const greeting = await dialogue.during('greeting', () => greet(opening))
  let capabilities = await askCapabilities(opening, 'greeting')
  if (!secured && (await mayUpgrade(opening, capabilities, cover))) {
    wire.attach(await secure(opening, wire.detach('STLS')))
    cover &&= 'tls'
    // What was said in the clear counts no more (RFC 2595 §4).
    capabilities = await askCapabilities(opening, 'tls')
  }
  const offer = { capabilities, timestamp: timestampOf(greeting), cover }
  const end = () => wire.end({ kind: 'connection-lost' })
  return {
    loginDelayMs: delayMs(capabilities),
    async logIn(loginSignal) {
      try {
        if (cover) await settings.watch?.before(cover)
        return await openSession({ ...opening, signal: loginSignal }, offer)
      } catch (error) {
        end()
        throw error
      }
    },
    close: end,
  }
}

async function openSession(opening: Opening, offer: Offer): Promise<MailboxSession> {
  const { settings, network, dialogue, signal, wire, learnt } = opening
  await dialogue.during('auth', () => wire.within(signal, () => logIn(wire, settings, offer, dialogue)))
  const top = learnt ?? topUse(offer.capabilities)
  const session = pop3Session(wire, dialogue, network.clock, top)
  if (learnt || !offer.capabilities?.loginDelay?.byUser) return session
  return { ...session, loginDelayMs: delayMs(await askCapabilities(opening, 'auth')) }
}

function delayMs(capabilities: Capabilities | undefined): Millis | undefined {
  const { loginDelay } = capabilities ?? {}
  return loginDelay && loginDelay.seconds * SECOND
}

/** The server's first line, within its share of the deadline. */
function greet({ wire, network, signal, greetingMs }: Opening): Promise<string> {
  const wait = {
    clock: network.clock,
    shareMs: greetingMs,
    isHeard: () => false,
    giveUp: () => wire.end({ kind: 'no-greeting' }),
  }
  return withinGreetingShare(wait, () => wire.within(signal, () => wire.greeting()))
}

/** `undefined` where the server knows no CAPA: RFC 2449 is younger than POP3. */
async function askCapabilities(
  { wire, dialogue, signal }: Opening,
  phase: PhaseName,
): Promise<Capabilities | undefined> {
  return dialogue.during(phase, () =>
    wire.within(signal, async () => {
      try {
        return parseCapabilities((await wire.say('CAPA')).body)
      } catch (error) {
        if (!isRefusal(error)) throw error
        dialogue.note('the server does not say what it can do')
        return undefined
      }
    }),
  )
}

/**
 * Asks for STLS where the definition and the server want it; where the server does not say what it can do, if
 * TLS is needed. True: the next bytes belong to TLS. What was offered and is then refused ends the session,
 * since a password would follow in the clear.
 */
async function mayUpgrade(
  { wire, dialogue, signal, settings }: Opening,
  capabilities: Capabilities | undefined,
  cover: LoginCover | undefined,
): Promise<boolean> {
  const { mode } = settings.tls
  const isRequired = mode === 'required'
  const mayTry = capabilities
    ? capabilities.stls
    : isRequired || (mode === 'for-password' && cover === 'clear')
  if (isRequired && !mayTry)
    throw new ProbeError({ side: dialogue.side, phase: 'tls', kind: 'tls-not-offered' })
  if (mode === 'none' || !mayTry) return false
  return dialogue.during('tls', () =>
    wire.within(signal, async () => {
      try {
        await wire.say('STLS')
        return true
      } catch (error) {
        // Nothing was offered: a login that hides the password may still be made.
        if (capabilities || isRequired || !isRefusal(error)) throw error
        return false
      }
    }),
  )
}

/**
 * TLS over this connection. With `mustHold` there is no session on a certificate that does not hold, so no
 * warning either.
 */
async function secure({ settings, network, dialogue, signal }: Opening, socket: Socket): Promise<Socket> {
  const options = { host: settings.server.host, verify: settings.tls.verify, mustHold: true }
  const secured = await startTls(socket, options, dialogue, signal, network)
  return secured.socket
}
