import { tameLine } from '../../shared/core/redaction/tame.ts'
import { type Output, readingWidth } from './output.ts'
import { writeProse } from './prose.ts'
import { writeLine } from './words.ts'
import { wrapped } from './wrapped.ts'

/** A name with what it says: one text, or several below each other. Without any it is left out. */
export type Fact = readonly [name: string, texts: string | readonly string[] | undefined]

const GAP = 2

/** Prints a sentence and facts under it, wrapped behind their names. */
export function writeFacts(out: Output, sentence: string, facts: readonly Fact[]): void {
  const width = readingWidth({ out })
  writeProse(out, sentence)
  const left = Math.max(...facts.map(([name]) => name.length)) + GAP
  for (const [name, said = []] of facts) {
    const texts = typeof said === 'string' ? [said] : said
    const lines = texts.flatMap((text) => wrapped(tameLine(text, Infinity), width - left))
    lines.forEach((line, at) => writeLine(out, `${(at === 0 ? name : '').padEnd(left)}${line}`.trimEnd()))
  }
}
