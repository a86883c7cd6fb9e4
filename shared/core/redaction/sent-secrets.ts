import { LETTERS, backwards, mirrored, moved } from './alphabet.ts'
import { type Pieces, cut, noPieces, rangesOf } from './pieces.ts'
import { type Range, occurrences } from './ranges.ts'
import { type Reading, plainReadings } from './readings.ts'
import { formsOf, lowerAscii, singleOctetsOf, utf8Of } from './secret-spellings.ts'
import { WORD } from './vocabulary.ts'

/** Length of the shortest part of a secret that is hidden; four of a password are a quarter of most. */
const PIECE = 4
/** Of hex digits: four of them occur by chance in ids, and six are too few to try passwords against. */
const HEX_PIECE = 6
/** Resemblance: a word that shares this much with a secret is no word that stands there by itself. */
const LIKENESS = 3
/**
 * From here on a secret is long: a token, of which seven characters in a row are nothing, and of whose parts of four
 * there are so many that half of what any server says would hold one.
 */
const LONG = 100
const LONG_PIECE = 8
const HEX = /^[0-9a-f]{16,}$/i

/** Words from which on a secret is a sentence, which hardly stands anywhere by chance. */
export const PHRASE_WORDS = 3

/** What a server was sent of our secrets, in every spelling in which parts of it can be found. */
export interface SentSecrets {
  /** `wire`: the line, or the end of it, that said the secret. Fewer than four characters are skipped. */
  add(secret: string, wire: string): void
  /** Whether `add` would change anything. */
  isNew(secret: string, wire: string): boolean
  readonly isEmpty: boolean
  /** Where parts of them stand in what is read. `shifted`: also with every letter moved in the alphabet. */
  find(reading: Reading, shifted: boolean): Range[]
  /** Where a secret of three words or more stands in full, be they common words. */
  findPhrases(reading: Reading): Range[]
  /** Whether a word shares letters with any of them, forwards, backwards or moved in the alphabet. */
  resembles(word: string): boolean
}

export function sentSecrets(): SentSecrets {
  const said = new Set<string>()
  const pieces = noPieces(PIECE)
  const longPieces = noPieces(LONG_PIECE)
  const hexPieces = noPieces(HEX_PIECE)
  const shifted = noPieces(PIECE)
  const alike = noPieces(LIKENESS)
  const phrases = new Set<string>()

  function addSecret(secret: string): void {
    for (const form of formsOf(secret)) {
      if ((form.match(WORD) ?? []).length >= PHRASE_WORDS) phrases.add(lowerAscii(form))
      const isLong = form.length >= LONG
      const plain = isLong ? longPieces : HEX.test(form) ? hexPieces : pieces
      const octets = [utf8Of(form), ...singleOctetsOf(form)]
      const texts = [form, ...octets].flatMap((text) => plainReadings(text).map(({ chars }) => chars))
      for (const text of new Set(texts.flatMap((chars) => [chars, backwards(chars)])))
        addText(text, plain, isLong)
      // As octets that were decoded, of which no letter beyond ASCII is one.
      for (const text of new Set([form, ...octets, ...utf16Of(form)])) cut(lowerAscii(text), plain)
      // What stands before it decides from which place in a group it is encoded.
      for (const before of ['', '\0', '\0\0']) {
        addBase64(btoa(before + utf8Of(form)).slice(Math.ceil((before.length * 4) / 3)), isLong)
      }
    }
  }

  /** As it stands and by rot13, and its letters moved in any other way, which nobody does with a long one. */
  function addText(text: string, plain: Pieces, isLong: boolean): void {
    for (const spelling of [text, moved(text, LETTERS / 2)]) {
      cut(spelling, plain)
      if (!isLong) cut(spelling, alike)
    }
    if (isLong) return
    for (const letters of new Set(text.match(/[a-z]{4,}/g))) {
      for (let by = 1; by < LETTERS; by += 1) cut(moved(letters, by), shifted)
      cut(mirrored(letters), shifted)
    }
  }

  /** In lower case, as all that is read, so that it is found in any case. */
  function addBase64(base64: string, isLong: boolean): void {
    cut(base64.replace(/=+$/, '').toLowerCase(), isLong ? longPieces : pieces)
  }

  function isNew(secret: string, wire: string): boolean {
    return secret.length >= PIECE && !said.has(`${secret}\n${wire}`)
  }

  return {
    isNew,
    add(secret, wire) {
      if (!isNew(secret, wire)) return
      said.add(`${secret}\n${wire}`)
      addSecret(secret)
      if (!wire.includes(secret)) addBase64(wire, secret.length >= LONG)
    },
    get isEmpty() {
      return said.size === 0
    },
    find: (reading, withShifted) =>
      [pieces, longPieces, hexPieces, ...(withShifted ? [shifted] : [])].flatMap((known) =>
        rangesOf(reading, known),
      ),
    findPhrases: ({ chars, start, end }) =>
      [...phrases].flatMap((phrase) =>
        occurrences(chars, phrase).map(([from, to]) => [start(from), end(to - 1)] as const),
      ),
    resembles(word) {
      const readings = plainReadings(word)
      return [alike, shifted].some((known) => readings.some((reading) => rangesOf(reading, known).length > 0))
    },
  }
}

/** In both orders of octets, without NULs, one character an octet. */
function utf16Of(text: string): string[] {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
  const pairs = units.map((unit) => [unit & 0xff, unit >> 8])
  return [pairs, pairs.map((pair) => pair.toReversed())].map((octets) =>
    octets
      .flat()
      .flatMap((octet) => (octet > 0 ? String.fromCharCode(octet) : []))
      .join(''),
  )
}
