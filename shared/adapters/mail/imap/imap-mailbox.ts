import type { Socket } from 'node:net'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { LoginCover } from '../../../app/ports/login.ts'
import type { Mailbox, MailboxConnection, MailboxOpening, MailboxSession } from '../../../app/ports/mail.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { JunkRule, ServerAddress } from '../../../core/definition/monitor.ts'
import { GREETING_TIMEOUT } from '../../../core/run/patience.ts'
import { SCHEMES, type SchemeOf } from '../../../core/run/schemes.ts'
import type { PhaseName } from '../../../core/time/phases.ts'
import type { Millis } from '../../../core/time/units.ts'
import { coverOf } from '../login/cover.ts'
import type { LoginSettings } from '../login/settings.ts'
import { dial } from '../net/dial.ts'
import { withinGreetingShare } from '../net/greeting-share.ts'
import type { Network } from '../net/network.ts'
import { startTls } from '../net/tls.ts'
import { type Capabilities, capabilitiesIn, capabilitiesOf } from './capabilities.ts'
import { logIn } from './imap-login.ts'
import { type ImapLearnt, imapSession } from './imap-session.ts'
import { type ImapWire, imapWire } from './imap-wire.ts'

export interface ImapSettings extends LoginSettings {
  server: ServerAddress<SchemeOf<'mailbox'>>
  /** Default `INBOX`. */
  folder?: string
  junk?: JunkRule
}

/** One way through the opening of a session: everything its steps share. */
interface Opening {
  settings: ImapSettings
  network: Network
  dialogue: Dialogue
  signal: AbortSignal
  wire: ImapWire
  /** How long the greeting may take. */
  greetingMs: Millis
  learnt: ImapLearnt | undefined
  /** The junk folder and no other. */
  isJunkAlone: boolean
}

/** What is known before the login. */
interface Offer {
  capabilities: Capabilities
  cover: LoginCover | undefined
  /** The server took us for logged in from the start (RFC 3501 §7.1.4). */
  isLoggedIn: boolean
}

/**
 * A mailbox behind IMAP (RFC 3501), over TLS from the start (`imaps`) or by STARTTLS. TLS, certificates and
 * errors are as for POP3 (`pop3-mailbox.ts`).
 */
export function imapMailbox(settings: ImapSettings, network: Network): Mailbox {
  return mailbox(settings, network, false)
}

/** Only the junk folder: each message is listed with `isJunk`; none where the server has no such folder. */
export function junkFolder(settings: ImapSettings, network: Network): Mailbox {
  return mailbox(settings, network, true)
}

function mailbox(settings: ImapSettings, network: Network, isJunkAlone: boolean): Mailbox {
  return {
    async connect(dialogue, signal, opening: MailboxOpening<ImapLearnt> = {}) {
      const { greetingMs = GREETING_TIMEOUT, learnt } = opening
      if (/[\r\n\0]/.test(settings.userid + settings.password)) {
        throw new TypeError('CR, LF or NUL in a user name or password')
      }
      const wire = imapWire(dialogue)
      const shareMs = network.greetingMs ?? greetingMs
      try {
        return await connect({
          ...{ settings, network, dialogue, signal, wire, learnt, isJunkAlone },
          greetingMs: shareMs,
        })
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
  const isLoggedIn = greeting.status === 'PREAUTH'
  const told = greeting.code?.name === 'CAPABILITY' ? greeting.code.argument.split(' ') : undefined
  let capabilities = told ? capabilitiesOf(told) : await askCapabilities(opening, 'greeting')
  if (!secured && (await mayUpgrade(opening, capabilities, isLoggedIn))) {
    wire.attach(await secure(opening, wire.detach('STARTTLS')))
    cover &&= 'tls'
    // What was said in the clear counts no more (RFC 3501 §6.2.1).
    capabilities = await askCapabilities(opening, 'tls')
  }
  if (isLoggedIn) dialogue.note('PREAUTH: the server takes the connection as logged in; no login is made')
  const offer = { capabilities, cover, isLoggedIn }
  const end = () => wire.end({ kind: 'connection-lost' })
  return {
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
  const { settings, network, dialogue, signal, wire, learnt, isJunkAlone } = opening
  let capabilities: Capabilities | undefined
  if (!offer.isLoggedIn) {
    const login = () => wire.within(signal, () => logIn(wire, settings, offer, dialogue))
    const { code, data } = await dialogue.during('auth', login)
    // What a server can do it tells once it knows whom it is speaking to.
    capabilities =
      code?.name === 'CAPABILITY' ? capabilitiesOf(code.argument.split(' ')) : capabilitiesIn(data)
  }
  capabilities ??= await askCapabilities(opening, 'auth')
  const { folder = 'INBOX', junk = 'off' } = settings
  const folders = { folder: isJunkAlone ? undefined : folder, junk: isJunkAlone || junk !== 'off' }
  return imapSession({ wire, dialogue, clock: network.clock, capabilities, ...folders }, learnt)
}

/** The server's first response, within its share of the deadline. */
function greet({ wire, network, signal, greetingMs }: Opening) {
  const wait = {
    clock: network.clock,
    shareMs: greetingMs,
    isHeard: () => false,
    giveUp: () => wire.end({ kind: 'no-greeting' }),
  }
  return withinGreetingShare(wait, () => wire.within(signal, () => wire.greeting()))
}

async function askCapabilities({ wire, dialogue, signal }: Opening, phase: PhaseName): Promise<Capabilities> {
  return dialogue.during(phase, () =>
    wire.within(signal, async () => {
      const { data } = await wire.say({ line: 'CAPABILITY' })
      return capabilitiesIn(data) ?? capabilitiesOf([])
    }),
  )
}

/**
 * Asks for STARTTLS where the definition and the server want it. True: the next bytes belong to TLS. What was
 * offered and is then refused ends the session, since a password would follow in the clear. Whoever takes us for
 * logged in cannot be asked for TLS any more (RFC 3501 §6.2.1).
 */
async function mayUpgrade(
  { wire, dialogue, signal, settings }: Opening,
  { starttls }: Capabilities,
  isLoggedIn: boolean,
): Promise<boolean> {
  const { mode } = settings.tls
  const mayTry = starttls && !isLoggedIn
  if (mode === 'required' && !mayTry)
    throw new ProbeError({ side: dialogue.side, phase: 'tls', kind: 'tls-not-offered' })
  if (mode === 'none' || !mayTry) return false
  await dialogue.during('tls', () => wire.within(signal, () => wire.say({ line: 'STARTTLS' })))
  return true
}

async function secure({ settings, network, dialogue, signal }: Opening, socket: Socket): Promise<Socket> {
  const options = { host: settings.server.host, verify: settings.tls.verify, mustHold: true }
  const secured = await startTls(socket, options, dialogue, signal, network)
  return secured.socket
}
