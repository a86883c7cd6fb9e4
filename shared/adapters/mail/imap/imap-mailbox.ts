import type { LoginCover } from '../../../app/ports/login.ts'
import type { Mailbox, MailboxConnection, MailboxSession } from '../../../app/ports/mail.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { JunkRule } from '../../../core/definition/monitor.ts'
import type { PhaseName } from '../../../core/time/phases.ts'
import { type MailboxSettings, type Opening, greeted, openedBy, ready, secure } from '../mailbox-opening.ts'
import type { Network } from '../net/network.ts'
import { type Capabilities, capabilitiesIn, capabilitiesOf } from './capabilities.ts'
import { logIn } from './imap-login.ts'
import { type ImapLearnt, imapSession } from './imap-session.ts'
import { toldOfLogin } from './logged-in.ts'
import { type ImapWire, imapWire } from './imap-wire.ts'

export interface ImapSettings extends MailboxSettings {
  /** Default `INBOX`. */
  folder?: string
  junk?: JunkRule
}

interface OneMailbox extends ImapSettings {
  /** The junk folder and no other. */
  isJunkAlone: boolean
}

type ImapOpening = Opening<ImapWire, OneMailbox, ImapLearnt>

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
  return mailbox({ ...settings, isJunkAlone: false }, network)
}

/** Only the junk folder: each message is listed with `isJunk`; none where the server has no such folder. */
export function junkFolder(settings: ImapSettings, network: Network): Mailbox {
  return mailbox({ ...settings, isJunkAlone: true }, network)
}

function mailbox(settings: OneMailbox, network: Network): Mailbox {
  return openedBy(settings, network, imapWire, connect)
}

async function connect(opening: ImapOpening): Promise<MailboxConnection> {
  const { dialogue, wire } = opening
  const { greeting, isSecured, ...heard } = await greeted(opening)
  let { cover } = heard
  const isLoggedIn = greeting.status === 'PREAUTH'
  let capabilities = capabilitiesIn(greeting.data) ?? (await askCapabilities(opening, 'greeting'))
  if (!isSecured && (await mayUpgrade(opening, capabilities, isLoggedIn))) {
    wire.attach(await secure(opening, wire.detach('STARTTLS')))
    cover &&= 'tls'
    // What was said in the clear counts no more (RFC 3501 §6.2.1).
    capabilities = await askCapabilities(opening, 'tls')
  }
  if (isLoggedIn) dialogue.note('PREAUTH: the server takes the connection as logged in; no login is made')
  const offer = { capabilities, cover, isLoggedIn }
  return ready(opening, cover, (signal) => openSession({ ...opening, signal }, offer))
}

async function openSession(opening: ImapOpening, offer: Offer): Promise<MailboxSession> {
  const { settings, network, dialogue, signal, wire, learnt } = opening
  const login = () => wire.within(signal, () => logIn(wire, settings, offer, dialogue))
  const made = offer.isLoggedIn ? undefined : await dialogue.during('auth', login)
  const by = made && { by: made.by }
  // What a server can do it tells once it knows whom it is speaking to.
  const capabilities =
    (made && capabilitiesIn(made.data)) ??
    (await askCapabilities(opening, 'auth').catch(toldOfLogin({ ...by })))
  const { folder = 'INBOX', junk = 'off', isJunkAlone } = settings
  const folders = { folder: isJunkAlone ? undefined : folder, junk: isJunkAlone || junk !== 'off' }
  return imapSession({ wire, dialogue, clock: network.clock, capabilities, ...folders, ...by }, learnt)
}

async function askCapabilities(
  { wire, dialogue, signal }: ImapOpening,
  phase: PhaseName,
): Promise<Capabilities> {
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
  { wire, dialogue, signal, settings }: ImapOpening,
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
