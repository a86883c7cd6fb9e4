import type { Advice, AdviceContext } from './advice-context.ts'
import { MAIL_SCHEMES, type MailScheme, type ProtocolOf, SCHEMES, inWords, schemeOf } from '../run/schemes.ts'
import type { Side } from '../time/phases.ts'

type Protocol = ProtocolOf<Side>

/** How TLS is asked for on a connection that began without. */
const UPGRADE: Readonly<Record<Protocol, string>> = {
  SMTP: 'STARTTLS',
  POP3: 'STLS',
  IMAP: 'STARTTLS',
}

/** What the advice calls things of one protocol. */
export interface ProtocolWords {
  /** As `POP3`. */
  name: Protocol
  /** As `pop3://`. */
  plain: string
  plainPort: number
  /** Where TLS comes first, as `pop3s://`. */
  secure: string
  securePort: number
  /** Where its servers listen, as `995 (pop3s) and 110`. */
  ports: string
  /** The same as `995 and 110`. */
  barePorts: string
  upgrade: string
}

/** What the mailbox server speaks; POP3 where its scheme is not known. */
export function mailboxProtocol({ scheme }: AdviceContext): ProtocolOf<'mailbox'> {
  const spoken = scheme && SCHEMES[scheme].protocol
  return spoken === undefined || spoken === 'SMTP' ? 'POP3' : spoken
}

/** Of the server that failed; where its scheme is not known, SMTP or POP3 by the side. */
export function protocolWords(side: Side, context: AdviceContext): ProtocolWords {
  return wordsOf(side === 'smtp' ? 'SMTP' : mailboxProtocol(context))
}

/** Advice in the words of the protocol that the mailbox speaks. */
export function inMailboxWords(advice: (words: ProtocolWords) => readonly string[]): Advice {
  return (context) => advice(protocolWords('mailbox', context))
}

/** What depends on the protocol that the mailbox speaks. */
export function byProtocol(advice: Readonly<Record<ProtocolOf<'mailbox'>, Advice>>): Advice {
  return (context) => advice[mailboxProtocol(context)](context)
}

export function wordsOf(name: Protocol): ProtocolWords {
  const [plain, secure] = [schemeOf(name, false), schemeOf(name, true)]
  const [plainPort, securePort] = [SCHEMES[plain].port, SCHEMES[secure].port]
  const others = [...SCHEMES[plain].alsoAt, ...SCHEMES[secure].alsoAt]
  return {
    name,
    plain: `${plain}://`,
    plainPort,
    secure: `${secure}://`,
    securePort,
    ports: inWords([...others.map(String), `${securePort} (${secure})`, String(plainPort)], 'and'),
    barePorts: inWords([...others, securePort, plainPort].map(String), 'and'),
    upgrade: UPGRADE[name],
  }
}

/** The schemes of all protocols with which TLS comes first, or those with which it does not: `smtps://`. */
export function allSchemes(tlsFirst: boolean): string[] {
  return ofKind(tlsFirst).map((scheme) => `${scheme}://`)
}

/** Their ports. */
export function allPorts(tlsFirst: boolean): string[] {
  return ofKind(tlsFirst).flatMap((scheme) => [...SCHEMES[scheme].alsoAt, SCHEMES[scheme].port].map(String))
}

function ofKind(tlsFirst: boolean): MailScheme[] {
  return MAIL_SCHEMES.filter((scheme) => SCHEMES[scheme].tlsFirst === tlsFirst)
}
