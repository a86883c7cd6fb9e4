/** One way to read a text: what it then says, and from where to where in the text each character stands. */
export interface Reading {
  chars: string
  start: (index: number) => number
  /** One after its last. */
  end: (index: number) => number
}

/** Fewest numbers that are worth reading. */
const FEWEST_NUMBERS = 4

const PRINTED = /[^\p{C}\p{Zl}\p{Zp}]/gu
const UNSPACED = /[^\p{C}\p{Z}]/gu
const LETTERS_AND_DIGITS = /[\p{L}\p{M}\p{N}]/gu

/**
 * The text without line breaks, without blanks too, and with nothing but letters and digits;
 * in lower case, without accents, and wide or raised letters as plain ones.
 */
export function plainReadings(text: string): Reading[] {
  return [PRINTED, UNSPACED, LETTERS_AND_DIGITS].map((which) => {
    const placed = once(() => {
      const found = [...text.matchAll(which)]
      return pieced(
        found.map(([char]) => char.normalize('NFKD').replace(/\p{M}/gu, '')),
        found.map(({ index }) => index),
        (place) => (found[place]?.index ?? 0) + (found[place]?.[0].length ?? 0),
      )
    })
    // Places are asked for only where something is found.
    const isAscii = !/[^\0-\x7f]/.test(text)
    return {
      chars: isAscii ? (text.match(which) ?? []).join('').toLowerCase() : placed().chars,
      start: (index) => placed().start(index),
      end: (index) => placed().end(index),
    }
  })
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** Where the text has the numbers of characters, in decimal or octal, each by itself. */
export function numberReadings(text: string): Reading[] {
  const numbers = [...text.matchAll(/(?<![0-9])[0-9]{2,3}(?![0-9])/g)]
  if (numbers.length < FEWEST_NUMBERS) return []
  return [10, 8].map((base) => ({
    chars: charsOf(numbers.map(([digits]) => parseInt(digits, base) || 0)),
    start: (index) => numbers[index]?.index ?? 0,
    end: (index) => (numbers[index]?.index ?? 0) + (numbers[index]?.[0].length ?? 0),
  }))
}

/** What these pieces say together, in lower case, where one character can become two. */
export function pieced(
  pieces: readonly string[],
  places: readonly number[],
  endOf: (place: number) => number,
): Reading {
  const lower = pieces.map((piece) => piece.toLowerCase())
  const owners = lower.flatMap((piece, place) =>
    piece.length === 1 ? place : Array<number>(piece.length).fill(place),
  )
  return {
    chars: lower.join(''),
    start: (index) => places[owners[index] ?? 0] ?? 0,
    end: (index) => endOf(owners[index] ?? 0),
  }
}

/** One character for each code, A to Z in lower case. */
export function charsOf(codes: readonly number[]): string {
  return codes
    .map((code) => String.fromCharCode(code))
    .join('')
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
}
