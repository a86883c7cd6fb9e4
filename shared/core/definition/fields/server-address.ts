import type { ServerAddress } from '../monitor.ts'
import {
  type MailScheme,
  SCHEMES,
  type SchemeIn,
  type SchemeOf,
  addressForms,
  inWords,
  schemesIn,
  schemesOf,
} from '../../run/schemes.ts'
import type { Side } from '../../time/phases.ts'
import type { Reading } from './fields.ts'
import { isHostName, isIpv4, isIpv6 } from './host-name.ts'
import { shown } from '../mistakes/shown-value.ts'

/** A host name has 253 characters at most; scheme, brackets and port come on top. */
const LONGEST = 300

/**
 * Takes apart `scheme://host[:port]`, or a bare `host[:port]`. The host is in lower case, an IPv6 address
 * without its brackets. A user name or path is refused, and never repeated: a password may stand there.
 */
export function readServerAddress<S extends Side>(
  written: unknown,
  side: S,
): Reading<ServerAddress<SchemeOf<S>>> {
  return readAddress(written, schemesOf(side), side)
}

/** The same for the IMAP server of `mailbox.junkServer`; a bare host means `imap://`. */
export function readJunkServer(written: unknown): Reading<ServerAddress<SchemeIn<'IMAP'>>> {
  return readAddress(written, schemesIn('IMAP'), 'mailbox')
}

function readAddress<N extends MailScheme>(
  written: unknown,
  schemes: readonly N[],
  side: Side,
): Reading<ServerAddress<N>> {
  const expected = `expected ${addressForms(schemes)}, with :port if it is not the usual one`
  const refuse = (why: string): Reading<never> => ({ ok: false, message: `${expected}${why}` })

  if (typeof written !== 'string' || written === '' || written.length > LONGEST) {
    return refuse(`, got ${shown(written)}`)
  }
  if (written.includes('@')) return refuse(`; put the user name in ${side}.userid`)
  const [, prefix, rest = ''] = /^(?:([^:/]*):\/\/)?([^]*)$/.exec(written) ?? []
  const name = prefix?.toLowerCase() ?? schemes[0]
  const scheme = schemes.find((known) => known === name)
  if (!scheme) return refuse(`, got ${shown(written)}`)
  if (/[/?#]/.test(rest)) {
    const folder = SCHEMES[scheme].protocol === 'IMAP' ? '; a folder belongs in mailbox.folder' : ''
    return refuse(`; remove everything after host and port, also a slash${folder}`)
  }
  if (!rest.startsWith('[') && rest.split(':').length > 2) {
    return refuse(`, got ${shown(written)}; write an IPv6 address in brackets, as [2001:db8::1]`)
  }
  const [, bracketed, bare = '', port] = /^(?:\[([^[\]]*)\]|([^:[\]]*))(?::([^]*))?$/.exec(rest) ?? []
  const host = (bracketed ?? bare).toLowerCase()
  if (bracketed === undefined ? !isHostName(host) && !isIpv4(host) : !isIpv6(host)) {
    return refuse(`, got ${shown(written)}, where the host is neither a name (ASCII) nor an IP address`)
  }
  if (port !== undefined && !isPort(port)) return refuse(`; a port is 1 to 65535, got ${shown(port)}`)
  if (port === undefined) return { ok: true, value: { scheme, host, port: SCHEMES[scheme].port } }
  const address = { scheme, host, port: Number(port) }
  const other = otherAt(address, side)
  if (!other) return { ok: true, value: address }
  const meant = schemes.find((scheme) => scheme === other)
  const better = meant ? `${serverUrl({ ...address, scheme: meant })} or ` : ''
  return { ok: false, message: `expected ${better}${anotherPort(address, other)}, got ${shown(written)}` }
}

/** The scheme of another protocol of this side whose usual port it is: nothing else answers there. */
function otherAt({ scheme, port }: ServerAddress, side: Side): MailScheme | undefined {
  const { protocol } = SCHEMES[scheme]
  return schemesOf(side).find((one) => SCHEMES[one].port === port && SCHEMES[one].protocol !== protocol)
}

function anotherPort({ scheme, port }: ServerAddress, other: MailScheme): string {
  const { protocol } = SCHEMES[scheme]
  const usual = schemesIn(protocol).map((one) => `${SCHEMES[one].port} with ${one}://`)
  return `a port of ${protocol} (${inWords(usual, 'or')}; ${port} is for ${SCHEMES[other].protocol})`
}

/** As it is written in a definition, its port always named and an IPv6 address in brackets. */
export function serverUrl({ scheme, host, port }: ServerAddress): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535
}
