/**
 * One step of a name in DNS; the underscore is no letter of a host name, but names within a network have it.
 */
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i
/** A last step made of digits can only be meant as an IPv4 address. */
const NUMBER = /^(\d+|0x[0-9a-f]*)$/i

/**
 * An ASCII host name of at most 253 characters (RFC 1035 §2.3.4) that cannot be mistaken for an IP address.
 */
export function isHostName(text: string): boolean {
  const labels = text.split('.')
  return text.length <= 253 && labels.every((label) => LABEL.test(label)) && !NUMBER.test(labels.at(-1) ?? '')
}

/** Four decimal numbers of at most 255, without leading zeros (some read those as octal). */
export function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

/** An IPv6 address without its brackets; no zone, which means something on one machine only. */
export function isIpv6(text: string): boolean {
  return /^[0-9a-f:.]{2,45}$/i.test(text) && URL.canParse(`http://[${text}]/`)
}

/**
 * A host name or IP address in the one spelling that is compared: lower case, no dot at the end, an IPv6
 * address without brackets and shortened (RFC 5952); `undefined` where it is neither.
 */
export function canonicalHost(text: string): string | undefined {
  const host = text.toLowerCase()
  const [, bracketed] = /^\[(.*)\]$/.exec(host) ?? []
  const address = bracketed ?? host
  if (isIpv6(address)) return new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const name = host.replace(/\.$/, '')
  return isHostName(name) || isIpv4(name) ? name : undefined
}

/** Whether a host, as `readServerAddress` has it or as a socket tells it, is the machine that asks. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true
  if (isIpv4(host)) return host.startsWith('127.')
  return (
    isIpv6(host) &&
    /^\[(?:::1|::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4})\]$/.test(new URL(`http://[${host}]/`).hostname)
  )
}
