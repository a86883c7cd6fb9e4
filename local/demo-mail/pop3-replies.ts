/** A multi-line reply: status line, text with its dots stuffed, and the line that ends it (RFC 1939 §3). */
export function multiline(status: string, text: string): string {
  return `${status}\r\n${text.replace(/(^|\n)\./g, '$1..')}.\r\n`
}

/** The header section, the blank line, and the first `lines` lines of the body (RFC 1939 §7). */
export function topOf(message: string, lines: number): string {
  const blank = message.startsWith('\r\n') ? 0 : message.indexOf('\r\n\r\n') + 2
  if (blank === 1) return message
  let end = blank + 2
  for (let line = 0; line < lines && end < message.length; line += 1) {
    end = message.indexOf('\r\n', end) + 2
  }
  return message.slice(0, end)
}
