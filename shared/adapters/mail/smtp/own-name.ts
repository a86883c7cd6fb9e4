import net from 'node:net'
import os from 'node:os'

/**
 * The name to say in EHLO where the definition gives none: the host's, if it is a full one, else the address
 * that this connection comes from, as a literal (RFC 5321 §4.1.4).
 */
export function ownName(localAddress = '127.0.0.1', hostname = os.hostname()): string {
  if (hostname.includes('.') && !net.isIP(hostname)) return hostname
  return net.isIPv6(localAddress) ? `[IPv6:${localAddress}]` : `[${localAddress}]`
}
