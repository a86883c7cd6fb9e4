/** As it is said to a server: modified UTF-7 (RFC 3501 §5.1.3), in quotes. */
export function quotedFolder(name: string): string {
  return quoted(name.replace(/&|[^ -~]+/g, (piece) => `&${piece === '&' ? '' : base64(piece)}-`))
}

/** RFC 3501 §9, `quoted`. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** A server's name of a folder as people read it; what is no modified UTF-7 stays as it came. */
export function readableFolder(name: string): string {
  return name.replace(/&([A-Za-z0-9+,]*)-/g, (_whole, digits: string) => {
    if (digits === '') return '&'
    const octets = Buffer.from(digits.replaceAll(',', '/'), 'base64')
    return new TextDecoder('utf-16be').decode(octets.subarray(0, octets.length - (octets.length % 2)))
  })
}

function base64(text: string): string {
  const octets = Buffer.from(text, 'utf16le').swap16()
  return octets.toString('base64').replaceAll('/', ',').replace(/=+$/, '')
}
