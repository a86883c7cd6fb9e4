import { tameLine } from '../../shared/core/redaction/tame.ts'
import { type Output, READING_WIDTH } from './output.ts'
import { writeLine } from './words.ts'
import { wrapped } from './wrapped.ts'

/** A paragraph for a person, and an empty line behind it. */
export function writeProse(out: Output, text: string): void {
  for (const line of wrapped(tameLine(text, Infinity), Math.min(READING_WIDTH, out.columns)))
    writeLine(out, line)
  writeLine(out)
}
