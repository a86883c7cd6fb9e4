const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** What a person would read: UTF-8 where it is valid (RFC 6855, RFC 6856), else one character per octet. */
export function readableText(octets: Buffer): string {
  try {
    return utf8.decode(octets)
  } catch {
    return octets.toString('latin1')
  }
}
