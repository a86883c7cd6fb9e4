/** Longest line kept of anything a server says. */
const MAX_LINE = 500

/**
 * One printable line of at most `max` characters: control characters (C0, C1, line and paragraph separators, bidi
 * controls, lone surrogates) become `\xNN` or `\u{N}`, what is cut off is counted.
 */
export function tameLine(text: string, max = MAX_LINE): string {
  const shown = text.length > max ? text.slice(0, max) : text
  const tamed = shown.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0
    const hex = code.toString(16)
    return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`
  })
  const cut = text.length - shown.length
  return cut > 0 ? `${tamed} [${String(cut)} more characters]` : tamed
}
