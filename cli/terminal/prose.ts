import { tameLine } from '../../shared/core/redaction/tame.ts'
import { type Output, readingWidth } from './output.ts'
import { writeLine } from './words.ts'
import { wrapped } from './wrapped.ts'

/** A paragraph for a person, and an empty line behind it. */
export function writeProse(out: Output, text: string): void {
  for (const line of wrapped(tameLine(text, Infinity), readingWidth({ out }))) writeLine(out, line)
  writeLine(out)
}
