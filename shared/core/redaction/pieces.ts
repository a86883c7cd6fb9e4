import { type Reading, plainReadings } from './readings.ts'
import { formsOf, lowerAscii, singleOctetsOf, utf8Of } from './secret-spellings.ts'
import { WORD } from './vocabulary.ts'

/** A stretch of the text that must go: first character, and the one after the last. */
export type Range = readonly [start: number, end: number]

/** Length of the shortest part of a secret that is hidden; four of a password are a quarter of most. */
const PIECE = 4
/** Of hex digits: four of them occur by chance in ids, and six are too few to try passwords against. */
const HEX_PIECE = 6
/** Resemblance: a word that shares this much with a secret is no word that stands there by itself. */
const LIKENESS = 3
const HEX = /^[0-9a-f]{16,}$/i
const LETTERS = 26
const KEY_BITS = 12
const A = 0x61

/** Words from which on a secret is a sentence, which hardly stands anywhere by chance. */
export const PHRASE = 3

/** Every part of this length of some texts. */
interface Pieces {
  length: number
  all: Set<string>
  /** Which keys of parts there are: most of what is read is passed over by this alone. */
  keys: Uint8Array
}

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
  const hexPieces = noPieces(HEX_PIECE)
  const shifted = noPieces(PIECE)
  const alike = noPieces(LIKENESS)

  const phrases = new Set<string>()

  function addSecret(secret: string): void {
    for (const form of formsOf(secret)) {
      if ((form.match(WORD) ?? []).length >= PHRASE) phrases.add(lowerAscii(form))
      const octets = [utf8Of(form), ...singleOctetsOf(form)]
      const texts = [form, ...octets].flatMap((text) => plainReadings(text).map(({ chars }) => chars))
      for (const text of new Set(texts.flatMap((chars) => [chars, backwards(chars)]))) {
        for (const spelling of [text, moved(text, LETTERS / 2)]) {
          cut(spelling, HEX.test(form) ? hexPieces : pieces)
          cut(spelling, alike)
        }
        for (const letters of new Set(text.match(/[a-z]{4,}/g))) {
          for (let by = 1; by < LETTERS; by += 1) cut(moved(letters, by), shifted)
          cut(mirrored(letters), shifted)
        }
      }
      // As octets that were decoded, of which no letter beyond ASCII is one.
      for (const text of new Set([form, ...octets, ...utf16Of(form)])) {
        cut(lowerAscii(text), HEX.test(form) ? hexPieces : pieces)
      }
      for (const before of ['', '\0', '\0\0']) addWire(btoa(before + utf8Of(form)).replace(/=+$/, ''), before)
    }
  }

  function isNew(secret: string, wire: string): boolean {
    return secret.length >= PIECE && !said.has(`${secret}\n${wire}`)
  }

  /** Base64 in the case in which it came, and in any other: then nobody can decode it any more. */
  function addWire(base64: string, before = ''): void {
    cut(base64.slice(Math.ceil((before.length * 4) / 3)).toLowerCase(), pieces)
  }

  return {
    isNew,
    add(secret, wire) {
      if (!isNew(secret, wire)) return
      said.add(`${secret}\n${wire}`)
      addSecret(secret)
      if (!wire.includes(secret)) addWire(wire.replace(/=+$/, ''))
    },
    get isEmpty() {
      return said.size === 0
    },
    find: (reading, withShifted) =>
      [pieces, hexPieces, ...(withShifted ? [shifted] : [])].flatMap((known) => rangesOf(reading, known)),
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

function noPieces(length: number): Pieces {
  return { length, all: new Set(), keys: new Uint8Array(1 << KEY_BITS) }
}

function cut(text: string, { length, all, keys }: Pieces): void {
  for (let at = 0; at + length <= text.length; at += 1) {
    all.add(text.slice(at, at + length))
    keys[keyAt(text, at)] = 1
  }
}

/** Of the three characters that begin here. */
function keyAt(text: string, at: number): number {
  const [first, second, third] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)]
  return (first ^ (second << 3) ^ (third << 6)) & ((1 << KEY_BITS) - 1)
}

function rangesOf({ chars, start, end }: Reading, { length, all, keys }: Pieces): Range[] {
  const found: [number, number][] = []
  if (all.size === 0) return found
  let until = -1
  for (let at = 0; at + length <= chars.length; at += 1) {
    if (keys[keyAt(chars, at)] === 0 || !all.has(chars.slice(at, at + length))) continue
    const last = found.at(-1)
    if (last && at <= until) last[1] = end(at + length - 1)
    else found.push([start(at), end(at + length - 1)])
    until = at + length
  }
  return found
}

/** Every place, those that overlap included, so that no character of any of them is left. */
export function occurrences(text: string, spelling: string): Range[] {
  const found: Range[] = []
  for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
    const last = found.at(-1)
    const end = at + spelling.length
    if (last && last[1] >= at) found[found.length - 1] = [last[0], end]
    else found.push([at, end])
  }
  return found
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

function backwards(text: string): string {
  return Array.from(text).reverse().join('')
}

function moved(text: string, by: number): string {
  return text.replace(/[a-z]/g, (letter) =>
    String.fromCharCode(A + ((letter.charCodeAt(0) - A + by) % LETTERS)),
  )
}

function mirrored(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(A + LETTERS - 1 - (letter.charCodeAt(0) - A)))
}
