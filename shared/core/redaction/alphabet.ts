/** The letters from a to z, of which each place below counts as a number from 0. */
export const LETTERS = 26
const A = 0x61

export function backwards(text: string): string {
  return Array.from(text).reverse().join('')
}

/** Every letter of a lower-case text moved on in the alphabet, as by rot13; what is no letter stays. */
export function moved(text: string, by: number): string {
  return text.replace(/[a-z]/g, (letter) =>
    String.fromCharCode(A + ((letter.charCodeAt(0) - A + by) % LETTERS)),
  )
}

/** Every letter as the one that is as far from the other end of the alphabet: `a` as `z`. */
export function mirrored(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(A + LETTERS - 1 - (letter.charCodeAt(0) - A)))
}
