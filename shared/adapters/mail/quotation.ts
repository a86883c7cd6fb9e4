import type { Dialogue } from '../../app/ports/dialogue.ts'

/** Longest quotation of a server in evidence, characters. */
const MAX_QUOTE = 300
/** Half of a surrogate pair, or of an escape as `\x1b` or `\u{2028}`, at the place of the cut. */
const HALVED = /[\uD800-\uDBFF]$|\\(?:x[0-9a-f]?|u\{?[0-9a-f]*)?$/

/** A link in brackets that would take the place of the words behind it, as Gmail's of 400 characters and more. */
const LONG_LINK = /<(https?):[^<>]{60,}>/gi

/**
 * The server's words for evidence, of long links only that there is one: redacted whole, then cut, since half a
 * secret would not be found.
 */
export function quotation(words: string, dialogue: Dialogue): string {
  const safe = dialogue.safe(words).replace(LONG_LINK, '<$1:…>')
  return safe.length > MAX_QUOTE ? `${safe.slice(0, MAX_QUOTE - 1).replace(HALVED, '')}…` : safe
}
