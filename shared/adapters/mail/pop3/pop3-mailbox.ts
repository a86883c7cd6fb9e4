import type { LoginCover } from '../../../app/ports/login.ts'
import type { Mailbox, MailboxConnection, MailboxSession } from '../../../app/ports/mail.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { PhaseName } from '../../../core/time/phases.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import { type MailboxSettings, type Opening, greeted, openedBy, ready, secure } from '../mailbox-opening.ts'
import type { Network } from '../net/network.ts'
import { isRefusal } from '../refusal.ts'
import { greetsAsGmail, isGmailPop3 } from '../../../core/run/gmail.ts'
import { timestampOf } from './apop.ts'
import { type Capabilities, parseCapabilities } from './capabilities.ts'
import { logIn } from './pop3-login.ts'
import type { Offer } from './pop3-mechanism.ts'
import { type TopUse, topUse } from './message-reader.ts'
import { pop3Session } from './pop3-session.ts'
import { type Pop3Wire, pop3Wire } from './pop3-wire.ts'

export type Pop3Settings = MailboxSettings
type Pop3Opening = Opening<Pop3Wire, Pop3Settings, TopUse>

/**
 * A mailbox behind POP3 (RFC 1939), over TLS from the start (`pop3s`) or by STLS (RFC 2595). A password
 * always follows, so a certificate that does not hold ends the session unless `verify` is false. Throws
 * `TypeError` for CR, LF or NUL in the credentials, before anything is dialled.
 */
export function pop3Mailbox(settings: Pop3Settings, network: Network): Mailbox {
  return openedBy(settings, network, (dialogue) => pop3Wire(dialogue, network.clock), connect)
}

async function connect(opening: Pop3Opening): Promise<MailboxConnection> {
  const { wire } = opening
  const { greeting, isSecured, ...heard } = await greeted(opening)
  let { cover } = heard
  let capabilities = await askCapabilities(opening, 'greeting')
  if (!isSecured && (await mayUpgrade(opening, capabilities, cover))) {
    wire.attach(await secure(opening, wire.detach('STLS')))
    cover &&= 'tls'
    // What was said in the clear counts no more (RFC 2595 §4).
    capabilities = await askCapabilities(opening, 'tls')
  }
  const offer = { capabilities, timestamp: timestampOf(greeting), cover }
  const isGmail = greetsAsGmail(greeting) || isGmailPop3(opening.settings.server.host)
  const connection = ready(opening, cover, (signal) => openSession({ ...opening, signal }, offer, isGmail))
  return { ...connection, loginDelayMs: delayMs(capabilities) }
}

async function openSession(opening: Pop3Opening, offer: Offer, isGmail: boolean): Promise<MailboxSession> {
  const { settings, network, dialogue, signal, wire, learnt } = opening
  await dialogue.during('auth', () => wire.within(signal, () => logIn(wire, settings, offer, dialogue)))
  const top = learnt ?? topUse(offer.capabilities)
  const session = pop3Session(wire, dialogue, network.clock, top, isGmail)
  if (learnt || !offer.capabilities?.loginDelay?.byUser) return session
  return { ...session, loginDelayMs: delayMs(await askCapabilities(opening, 'auth')) }
}

function delayMs(capabilities: Capabilities | undefined): Millis | undefined {
  const { loginDelay } = capabilities ?? {}
  return loginDelay && loginDelay.seconds * SECOND
}

/** `undefined` where the server knows no CAPA: RFC 2449 is younger than POP3. */
async function askCapabilities(
  { wire, dialogue, signal }: Pop3Opening,
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
  { wire, dialogue, signal, settings }: Pop3Opening,
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
