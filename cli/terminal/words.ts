import { tameLine } from '../../shared/core/redaction/tame.ts'
import type { Output } from './output.ts'
import { textWidth } from './text-width.ts'
import { wrapped } from './wrapped.ts'

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36 } as const

/** Colour only repeats what the words say: many terminals have none. */
export type Colour = keyof typeof CODES

/** Text of one line, with or without a colour. */
export type Words = string | { text: string; colour: Colour }

/** Prints one line; what stands in it cannot steer the terminal. */
export function writeLine(out: Output, ...words: readonly Words[]): void {
  rawLine(out, words.map((one) => painted(one, out)).join(''))
}

/** The words tamed, and in their colour where there are colours; `width`: padded with blanks to it. */
export function painted(words: Words, { hasColours = false }: Output, width = 0): string {
  const text = tameLine(textOf(words), Infinity)
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)))
  if (typeof words === 'string' || !hasColours) return text + blanks
  return `\x1b[${CODES[words.colour]}m${text}\x1b[0m${blanks}`
}

export function textOf(words: Words): string {
  return typeof words === 'string' ? words : words.text
}

/** Prints a line that is tamed and painted already. */
export function rawLine(out: Output, line: string): void {
  const write = out.raw ?? out.write
  write(`${line}\n`)
}

/** A remark: for a person in lines that fit the terminal. */
export function writeRemark(out: Output, text: string, colour?: Colour): void {
  const width = out.isTerminal ? out.columns : Infinity
  for (const line of wrapped(tameLine(text, Infinity), width))
    writeLine(out, colour === undefined ? line : { text: line, colour })
}

/** The first line of a screen for a person: whose data it shows. */
export function writeHeading(out: Output, text: string): void {
  if (out.isTerminal) writeRemark(out, text, 'dim')
}
