import type { Side } from '../time/phases.ts'

interface SchemeFacts {
  /** The side of a run whose server it may be. */
  side: Side
  /** The protocol by its name: whoever speaks it is chosen by this. */
  protocol: string
  /** The port where none is written. */
  port: number
  /** Other ports that its servers listen on. */
  alsoAt: readonly number[]
  /** True where the connection begins with a TLS handshake. */
  tlsFirst: boolean
}

/** Every scheme that the address of a mail server may have; a bare host means the first one of its side. */
export const SCHEMES = {
  smtp: { side: 'smtp', protocol: 'SMTP', port: 25, alsoAt: [587], tlsFirst: false },
  smtps: { side: 'smtp', protocol: 'SMTP', port: 465, alsoAt: [], tlsFirst: true },
  pop3: { side: 'mailbox', protocol: 'POP3', port: 110, alsoAt: [], tlsFirst: false },
  pop3s: { side: 'mailbox', protocol: 'POP3', port: 995, alsoAt: [], tlsFirst: true },
  imap: { side: 'mailbox', protocol: 'IMAP', port: 143, alsoAt: [], tlsFirst: false },
  imaps: { side: 'mailbox', protocol: 'IMAP', port: 993, alsoAt: [], tlsFirst: true },
} as const satisfies Readonly<Record<string, SchemeFacts>>

export type MailScheme = keyof typeof SCHEMES

type Facts = typeof SCHEMES

/** The schemes of one side. */
export type SchemeOf<S extends Side> = {
  [N in MailScheme]: Facts[N]['side'] extends S ? N : never
}[MailScheme]

/** The schemes of one protocol. */
export type SchemeIn<P extends Facts[MailScheme]['protocol']> = {
  [N in MailScheme]: Facts[N]['protocol'] extends P ? N : never
}[MailScheme]

/** The protocols of one side. */
export type ProtocolOf<S extends Side> = Facts[SchemeOf<S>]['protocol']

export const MAIL_SCHEMES = Object.keys(SCHEMES) as MailScheme[]

export function schemesOf<S extends Side>(side: S): SchemeOf<S>[] {
  return MAIL_SCHEMES.filter((scheme): scheme is SchemeOf<S> => SCHEMES[scheme].side === side)
}

/** The schemes of one protocol, the one first with which TLS comes later if at all. */
export function schemesIn<P extends ProtocolOf<Side>>(protocol: P): SchemeIn<P>[] {
  return MAIL_SCHEMES.filter((scheme): scheme is SchemeIn<P> => SCHEMES[scheme].protocol === protocol)
}

/** The scheme of a protocol with which TLS comes first, or later if at all. */
export function schemeOf(protocol: ProtocolOf<Side>, tlsFirst: boolean): MailScheme {
  const found = schemesIn(protocol).find((scheme) => SCHEMES[scheme].tlsFirst === tlsFirst)
  if (!found) throw new Error(`${protocol} has no scheme for that`)
  return found
}

/** As `smtp://host or smtps://host`; with the usual port behind each, `smtp://host[:25] or …`. */
export function serverForms(side: Side, { withPorts = false } = {}): string {
  return addressForms(schemesOf(side), { withPorts })
}

/** The same of these schemes. */
export function addressForms(schemes: readonly MailScheme[], { withPorts = false } = {}): string {
  const forms = schemes.map((scheme) => `${scheme}://host${withPorts ? `[:${SCHEMES[scheme].port}]` : ''}`)
  return inWords(forms, 'or')
}

/** `a`, `a or b`, `a, b or c`. */
export function inWords(parts: readonly string[], joint: 'and' | 'or'): string {
  const [last = '', ...before] = [...parts].reverse()
  return before.length === 0 ? last : `${before.reverse().join(', ')} ${joint} ${last}`
}
