import { type KnownWords, WORD } from './vocabulary.ts'

/** What stands in the place of words that may be anything. */
export const UNKNOWN_MARK = '…'

/** Numbers in a row that an address or a time needs; more may spell something. */
const MOST_NUMBERS = 4
/** Tokens in a row without a letter or digit. */
const MOST_SIGNS = 2

/**
 * Reply code and enhanced code (RFC 5321 §4.2, RFC 3463 §2); indicator of POP3, SASL's turn (RFC 5034 §4); our
 * tag and IMAP's indicator (RFC 3501 §7.1).
 */
const STATUS =
  /^(?:[2-5]\d\d(?:$|[ -](?:[245]\.\d\.\d{1,3}(?:\s|$))?)|(?:\+OK|[-+]ERR)\b:? ?|\+(?: |$)|(?:\*|A\d{1,4}) (?:OK|NO|BAD|BYE|PREAUTH)\b ?)/i
/** A word as most alphabets write it, and one of a script that puts no blanks between words. */
const ORDINARY = /^(?:\p{Lu}?\p{Ll}{2,14}|\p{Lu}{2,8})$/u
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]{1,40}$/u
/** Nobody could say it: no vowel, or five consonants on end. */
const UNSPEAKABLE = /^[^aeiouy]+$|[bcdfghjklmnpqrstvwxz]{5}/i
/** The number of a host, or of a version, behind a known word. */
const NUMBERED = /^(\p{L}{2,})\d{1,3}$/u
/** A URL has three signs on end, and there may be brackets around it. */
const LONG_SIGNS = /[^\p{L}\p{M}\p{N}\s…]{7,}/u
const HUMPS = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})/gu

/** The length of what a line begins with that is a code and no words. */
export function statusLength(line: string): number {
  return STATUS.exec(line)?.[0].length ?? 0
}

/**
 * The line with its codes, the words that are known, and those that are plainly words; a mark stands for
 * everything else. `resembles` says of a word that it is too much like a secret.
 */
export function onlyKnownWords(
  line: string,
  known: KnownWords,
  resembles: (word: string) => boolean,
): string {
  const status = statusLength(line)
  const isWord = (word: string) => known.has(word) || isCompound(word, known) || isPlain(word, resembles)
  let numbers = 0
  let signs = 0

  function stays(word: string, before: string | undefined, next: string | undefined): boolean {
    const isNumber = /^\d{1,4}$/.test(word)
    numbers = isNumber ? numbers + 1 : 0
    if (isNumber) return numbers <= MOST_NUMBERS
    // As in `e-mail`, `?p=`, `user's`, `I/O`.
    const isPart = word.length === 1 && (next === '=' || next === '-' || known.has(before ?? ''))
    return isPart || isWord(word)
  }

  /** What follows an unknown word in the same token goes with it: it may be more of the same. */
  function shown(token: string): string {
    const words = [...token.matchAll(WORD)]
    signs = words.length > 0 || token === UNKNOWN_MARK ? 0 : signs + 1
    if (words.length === 0) return token.length > 3 || signs > MOST_SIGNS ? UNKNOWN_MARK : token
    if (LONG_SIGNS.test(token)) return UNKNOWN_MARK
    const unknown = words.find(
      ({ 0: word, index }, at) => !stays(word, words[at - 1]?.[0], token[index + word.length]),
    )
    return unknown ? token.slice(0, unknown.index) + UNKNOWN_MARK : token
  }

  const rest = line.slice(status).replace(/\S+/g, shown)
  return line.slice(0, status) + rest.replace(/…(?:[\s…]*…)+/g, UNKNOWN_MARK)
}

/** As `BadCredentials`, `mx2`, of known words. */
function isCompound(word: string, known: KnownWords): boolean {
  const [, name] = NUMBERED.exec(word) ?? []
  if (name !== undefined) return known.has(name)
  const humps = word.match(HUMPS) ?? []
  return (
    humps.length > 1 && humps.join('') === word && humps.every((hump) => hump.length > 1 && known.has(hump))
  )
}

function isPlain(word: string, resembles: (word: string) => boolean): boolean {
  if (!ORDINARY.test(word) && !UNSPACED.test(word)) return false
  return !(/^[a-z]+$/i.test(word) && UNSPEAKABLE.test(word)) && !resembles(word)
}
