import type { ServerAddress } from '../monitor.ts'
import { SCHEMES, type SchemeOf, schemesOf, serverForms } from '../../run/schemes.ts'
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
  const schemes = schemesOf(side)
  const expected = `expected ${serverForms(side)}, with :port if it is not the usual one`
  const refuse = (why: string): Reading<never> => ({ ok: false, message: `${expected}${why}` })

  if (typeof written !== 'string' || written === '' || written.length > LONGEST) {
    return refuse(`, got ${shown(written)}`)
  }
  if (written.includes('@')) return refuse(`; put the user name in ${side}.userid`)
  const [, prefix, rest = ''] = /^(?:([^:/]*):\/\/)?([^]*)$/.exec(written) ?? []
  const name = prefix?.toLowerCase() ?? schemes[0]
  const scheme = schemes.find((known) => known === name)
  if (!scheme) return refuse(`, got ${shown(written)}`)
  if (/[/?#]/.test(rest)) return refuse('; remove everything after host and port, also a slash')
  if (!rest.startsWith('[') && rest.split(':').length > 2) {
    return refuse(`, got ${shown(written)}; write an IPv6 address in brackets, as [2001:db8::1]`)
  }
  const [, bracketed, bare = '', port] = /^(?:\[([^[\]]*)\]|([^:[\]]*))(?::([^]*))?$/.exec(rest) ?? []
  const host = (bracketed ?? bare).toLowerCase()
  if (bracketed === undefined ? !isHostName(host) && !isIpv4(host) : !isIpv6(host)) {
    return refuse(`, got ${shown(written)}, where the host is neither a name (ASCII) nor an IP address`)
  }
  if (port !== undefined && !isPort(port)) return refuse(`; a port is 1 to 65535, got ${shown(port)}`)
  return { ok: true, value: { scheme, host, port: port === undefined ? SCHEMES[scheme].port : Number(port) } }
}

/** As it is written in a definition, its port always named and an IPv6 address in brackets. */
export function serverUrl({ scheme, host, port }: ServerAddress): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535
}
