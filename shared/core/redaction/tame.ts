/** Longest line kept of anything a server says. */
const MAX_LINE = 500

/** Fewest characters that a line may be cut to: the mark of the cut must fit. */
const MIN_LINE = 40

/**
 * C0 and C1 controls, format and bidi controls, lone surrogates, line and paragraph separators: each one, as
 * `replace` wants it.
 */
export const HOSTILE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * One printable line of at most `max` characters (40 or more, default 500), escapes and the mark of a cut
 * included: hostile characters become `\xNN` or `\u{N}`, what is cut off is counted. Taming twice changes
 * nothing. Redact before: half a secret is no secret that anybody would find.
 */
export function tameLine(text: string, max = MAX_LINE): string {
  const most = Math.max(MIN_LINE, max)
  if (text.length <= most) {
    const tamed = escapeHostile(text)
    if (tamed.length <= most) return tamed
  }
  const kept = withinLength(text, most - mark(text.length).length)
  return escapeHostile(kept) + mark(text.length - kept.length)
}

/** The same of a text of several lines, each as long as it is. */
export function tameLines(text: string): string {
  return text
    .split('\n')
    .map((line) => tameLine(line, Infinity))
    .join('\n')
}

/** JSON that says the same and could steer no terminal: hostile characters stand in it as `\uNNNN`. */
export function tameJson(json: string): string {
  return json.replace(HOSTILE, (char) => (char === '\n' ? char : escapedForJson(char)))
}

/** One that takes two UTF-16 units is escaped as both (RFC 8259 §7). */
function escapedForJson(char: string): string {
  return Array.from({ length: char.length }, (_, at) => {
    return `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`
  }).join('')
}

/** The longest beginning of whole characters that takes at most `max` once it is escaped. */
function withinLength(text: string, max: number): string {
  let length = 0
  let end = 0
  // A pair that this slice splits is escaped as half of one, and that is too long for the one place left.
  for (const char of text.slice(0, max)) {
    length += escapeHostile(char).length
    if (length > max) break
    end += char.length
  }
  return text.slice(0, end)
}

function escapeHostile(text: string): string {
  return text.replace(HOSTILE, (char) => {
    const code = char.codePointAt(0) ?? 0
    const hex = code.toString(16)
    return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`
  })
}

function mark(cut: number): string {
  return ` [${String(cut)} more characters]`
}
