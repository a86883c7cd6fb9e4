import { type Range, occurrences } from './ranges.ts'
import { type Spellings, lowerAscii, spellingsOf } from './secret-spellings.ts'
import { PHRASE_WORDS } from './sent-secrets.ts'
import { type KnownWords, WORD, knownWords } from './vocabulary.ts'

/** What stands in the place of a secret. */
export const SECRET_MARK = '<secret>'

export interface Redactor {
  /** Hides this secret from now on; one of fewer than four characters is skipped. */
  hide(secret: string): void
  /**
   * The text with a mark in the place of every spelling of every secret: whole text in, before anything is
   * cut off it.
   */
  apply(text: string): string
}

/** Anything that base64 or its URL-safe sister could be made of (RFC 4648 §4, §5). */
const BASE64_RUN = /[A-Za-z0-9+/_-]{2,}={0,2}/g
/**
 * Base64 digits in a group; a run that begins with something else decodes rightly only from within its first
 * group.
 */
const GROUP = 4
/** Characters around a find that can belong to a known word. */
const LONGEST_KNOWN = 64
/** Marks that stand already: a secret that occurs in the mark's own word must not spoil it. */
const MARK = new RegExp(SECRET_MARK, 'g')

/**
 * For what we say ourselves: our lines, notes, and the errors of others that we tell. Replaces secrets in
 * every spelling in which these can show them: plain (also percent- or JSON-escaped, in another character set,
 * in other case), and base64 alone or with anything around it, as in AUTH PLAIN (RFC 4616), where the whole
 * run of base64 goes. A known word stays, though a secret be that word or a part of it: a gap in a sentence
 * that everybody knows would give it away; so does what a definition says openly, where it stands whole: a
 * user name that is a guess must not be told from others. What servers say is redacted by `redactHeard`.
 */
export function redactor(known: KnownWords = knownWords()): Redactor {
  const hidden: Spellings = { plain: new Set(), octets: new Set() }
  return {
    hide: (secret) => spellingsOf(secret, hidden),
    apply(text) {
      if (hidden.octets.size === 0) return text
      const found = [...plainRanges(text, hidden), ...base64Ranges(text, hidden)]
      const open = found.length === 0 ? [] : openRanges(text, known)
      const ranges = found.filter((range) => !isWithin(range, open) && !isOfKnownWords(text, range, known))
      return ranges.length === 0 ? text : replaceRanges(text, [...ranges, ...matches(text, MARK)])
    },
  }
}

function plainRanges(text: string, { plain }: Spellings): Range[] {
  const folded = lowerAscii(text)
  return [...plain].flatMap((spelling) => occurrences(folded, spelling))
}

function base64Ranges(text: string, hidden: Spellings): Range[] {
  return matches(text, BASE64_RUN).filter(([start, end]) => holdsSecret(text.slice(start, end), hidden))
}

function holdsSecret(run: string, { octets }: Spellings): boolean {
  const digits = run.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
  for (let skipped = 0; skipped < GROUP; skipped += 1) {
    const decoded = decode(digits.slice(skipped))
    for (const secret of octets) if (decoded.includes(secret)) return true
  }
  return false
}

/** What was encoded, one character an octet; a last digit that is alone in its group holds none. */
function decode(digits: string): string {
  return atob(digits.length % GROUP === 1 ? digits.slice(0, -1) : digits)
}

/** Where what was said openly stands in full. */
function openRanges(text: string, { texts }: KnownWords): Range[] {
  return [...texts].flatMap((open) => occurrences(text, open))
}

function isWithin([start, end]: Range, ranges: readonly Range[]): boolean {
  return ranges.some(([from, to]) => from <= start && end <= to)
}

/** One or two known words, or parts of them; three that are a secret stand nowhere by chance. */
function isOfKnownWords(text: string, [start, end]: Range, known: KnownWords): boolean {
  const found = text.slice(start, end)
  if (/[^\p{L}\p{M}\p{N}\s]/u.test(found)) return false
  const [before = ''] =
    /[\p{L}\p{M}\p{N}]*$/u.exec(text.slice(Math.max(0, start - LONGEST_KNOWN), start)) ?? []
  const [after = ''] = /^[\p{L}\p{M}\p{N}]*/u.exec(text.slice(end, end + LONGEST_KNOWN)) ?? []
  const words = (before + found + after).match(WORD) ?? []
  return words.length > 0 && words.length < PHRASE_WORDS && words.every((word) => known.has(word))
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
