import { type Reading, charsOf, pieced } from './readings.ts'

/** Fewest digits of an encoding that are worth decoding: four octets. */
const FEWEST_HEX = 8
const FEWEST_BASE64 = 6
/** Base64 digits in a group, and the octets that they stand for. */
const GROUP = 4
const OCTETS = 3

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const DIGIT_VALUES = new Map(
  Array.from(`${BASE64}-_`).map((digit, index) => [digit, index < 64 ? index : index - 2]),
)

/** Named references of HTML that stand for what a password can hold. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}
/** HTML references, percent and quoted-printable, escapes of JSON, C and the shell. */
const ESCAPE =
  /&#x([0-9a-f]{1,6});|&#([0-9]{1,7});|&([a-z]{2,4});|[%=]([0-9a-f]{2})|\\x([0-9a-f]{2})|\\u\{?([0-9a-f]{2,6})\}?|\\([0-7]{3})|\\([^\p{L}\p{N}])/giu

/** The text as whoever decodes it would read it; octets are characters, NULs left out (as of UTF-16). */
export function decodedReadings(text: string): Reading[] {
  return [...unescaped(text), ...fromHex(text), ...fromBase64(text)]
}

function unescaped(text: string): Reading[] {
  const matches = [...text.matchAll(ESCAPE)]
  if (matches.length === 0) return []
  const pieces: string[] = []
  const places: number[] = []
  let at = 0
  for (const match of matches) {
    for (; at < match.index; at += 1) add(text[at] ?? '', at)
    add(meant(match), at)
    at += match[0].length
  }
  for (; at < text.length; at += 1) add(text[at] ?? '', at)
  const endOf = (place: number) => places[place + 1] ?? text.length
  const letters = pieces.map((piece) => piece.replace(/[^\p{L}\p{M}\p{N}]/gu, ''))
  return [pieces, letters].map((kept) => pieced(kept, places, endOf))

  function add(piece: string, place: number): void {
    pieces.push(piece.replace(/[\0\r\n]/g, ''))
    places.push(place)
  }
}

function meant([, htmlHex, html, name, octet, hex, unicode, octal, itself]: RegExpExecArray): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? ''
  if (itself !== undefined) return itself
  const hexadecimal = htmlHex ?? octet ?? hex ?? unicode
  const code = hexadecimal ? parseInt(hexadecimal, 16) : html ? parseInt(html, 10) : parseInt(octal ?? '0', 8)
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

/** Pairs of hex digits from either of two beginnings, whatever stands between them. */
function fromHex(text: string): Reading[] {
  const places = placesOf(text.replace(/0x/gi, '  '), /[0-9a-f]/gi)
  if (places.length < FEWEST_HEX) return []
  const values = places.map((place) => parseInt(text[place] ?? '0', 16))
  return [0, 1].map((first) =>
    octets(places, (places.length - first) >> 1, (index) => {
      const at = first + 2 * index
      return [at, (values[at] ?? 0) * 16 + (values[at + 1] ?? 0)]
    }),
  )
}

/** Base64 and its URL-safe form (RFC 4648 §4, §5), from any place in a group, whatever stands between. */
function fromBase64(text: string): Reading[] {
  const places = placesOf(text, /[A-Za-z0-9+/_-]/g)
  if (places.length < FEWEST_BASE64) return []
  const values = places.map((place) => DIGIT_VALUES.get(text[place] ?? '') ?? 0)
  return Array.from({ length: GROUP }, (_, first) =>
    octets(places, Math.floor(((values.length - first) * OCTETS) / GROUP), (index) => {
      const within = index % OCTETS
      const at = first + ((index - within) / OCTETS) * GROUP + within
      const high = 2 + 2 * within
      return [at, (((values[at] ?? 0) << high) | ((values[at + 1] ?? 0) >> (6 - high))) & 0xff]
    }),
  )
}

function placesOf(text: string, digits: RegExp): number[] {
  const places: number[] = []
  for (const { index } of text.matchAll(digits)) places.push(index)
  return places
}

/** `octetAt`: the digit with which an octet begins, which ends with the next one, and its value. */
function octets(
  places: readonly number[],
  count: number,
  octetAt: (index: number) => [digit: number, octet: number],
): Reading {
  const codes: number[] = []
  const digits: number[] = []
  for (let index = 0; index < count; index += 1) {
    const [digit, octet] = octetAt(index)
    if (octet === 0) continue
    codes.push(octet)
    digits.push(digit)
  }
  return {
    chars: charsOf(codes),
    start: (index) => places[digits[index] ?? 0] ?? 0,
    end: (index) => (places[(digits[index] ?? 0) + 1] ?? 0) + 1,
  }
}
