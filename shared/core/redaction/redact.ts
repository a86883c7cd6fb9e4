import { type Spellings, lowerAscii, spellingsOf } from './secret-spellings.ts'

/** What stands in the place of a secret. */
export const SECRET_MARK = '<secret>'

export interface Redactor {
  /** Hides this secret from now on; an empty one is skipped. */
  hide(secret: string): void
  /**
   * The text with a mark in the place of every spelling of every secret: whole text in, before anything is
   * cut off it. A secret that is split over two texts, or cut short by whoever quotes it, cannot be found.
   */
  apply(text: string): string
}

/** A stretch of the text that must go: first character, and the one after the last. */
type Range = readonly [start: number, end: number]

/** Anything that base64 or its URL-safe sister could be made of (RFC 4648 §4, §5). */
const BASE64_RUN = /[A-Za-z0-9+/_-]{2,}={0,2}/g
/**
 * Base64 digits in a group; a run that begins with something else decodes rightly only from within its first
 * group.
 */
const GROUP = 4
/** Marks that stand already: a secret that occurs in the mark's own word must not spoil it. */
const MARK = new RegExp(SECRET_MARK, 'g')

/**
 * Replaces secrets in every spelling in which a mail dialogue can show them: plain (also percent- or
 * JSON-escaped, in another character set, in other case), and base64 alone or with anything around it, as in
 * AUTH PLAIN (RFC 4616), where the whole run of base64 goes. A secret of one to three characters goes only
 * where it stands alone: as a word, or as a field of what was encoded; otherwise it would take the log with
 * it, and it protects nothing.
 */
export function redactor(): Redactor {
  const hidden: Spellings = { plain: new Set(), words: new Set(), octets: new Set(), fields: new Set() }
  return {
    hide: (secret) => spellingsOf(secret, hidden),
    apply(text) {
      if (hidden.octets.size + hidden.fields.size === 0) return text
      const ranges = [
        ...plainRanges(text, hidden),
        ...wordRanges(text, hidden),
        ...base64Ranges(text, hidden),
      ]
      return ranges.length === 0 ? text : replaceRanges(text, [...ranges, ...matches(text, MARK)])
    },
  }
}

function plainRanges(text: string, { plain }: Spellings): Range[] {
  const folded = lowerAscii(text)
  return [...plain].flatMap((spelling) => occurrences(folded, spelling))
}

/** Every place, those that overlap included, so that no character of any of them is left. */
function occurrences(text: string, spelling: string): Range[] {
  const found: Range[] = []
  for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
    const last = found.at(-1)
    const end = at + spelling.length
    if (last && last[1] >= at) found[found.length - 1] = [last[0], end]
    else found.push([at, end])
  }
  return found
}

function wordRanges(text: string, { words }: Spellings): Range[] {
  return [...words].flatMap((word) => matches(text, alone(word)))
}

/** The word where no letter or digit touches it. */
function alone(word: string): RegExp {
  const literal = word.replace(/[^]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu')
}

function base64Ranges(text: string, hidden: Spellings): Range[] {
  return matches(text, BASE64_RUN).filter(([start, end]) => holdsSecret(text.slice(start, end), hidden))
}

function holdsSecret(run: string, { octets, fields }: Spellings): boolean {
  const digits = run.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
  for (let skipped = 0; skipped < GROUP; skipped += 1) {
    const decoded = decode(digits.slice(skipped))
    for (const secret of octets) if (decoded.includes(secret)) return true
  }
  if (fields.size === 0 || run.length % GROUP !== 0) return false
  return decode(digits)
    .split('\0')
    .some((field) => fields.has(field))
}

/** What was encoded, one character an octet; a last digit that is alone in its group holds none. */
function decode(digits: string): string {
  return atob(digits.length % GROUP === 1 ? digits.slice(0, -1) : digits)
}

function matches(text: string, pattern: RegExp): Range[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => [index, index + found.length])
}

/** One mark for each stretch; stretches that overlap or touch become one. */
function replaceRanges(text: string, ranges: readonly Range[]): string {
  let done = ''
  let at = 0
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (start > at || done === '') done += text.slice(at, start) + SECRET_MARK
    at = Math.max(at, end)
  }
  return done + text.slice(at)
}
