import type { Finding } from '../../../shared/app/doctor/check.ts'
import type { Examined } from '../../../shared/app/doctor/examine.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { type Output, readingWidth } from '../../terminal/output.ts'
import { type Colour, writeHeading, writeLine, writeRemark } from '../../terminal/words.ts'
import { wrapped } from '../../terminal/wrapped.ts'

/** What a check came to, with the reason of what could not be asked in words. */
export interface ToldCheck extends Pick<Examined, 'check' | 'of' | 'findings'> {
  unanswered: readonly { asked: string; why: string }[]
}

const INDENT = '  '
const COLOURS: Readonly<Record<Finding['severity'], Colour>> = { problem: 'red', note: 'yellow' }

/** Problems first, then what could not be asked, then notes, and one sentence at the end. */
export function writeChecks(out: Output, place: string, checks: readonly ToldCheck[]): void {
  writeHeading(out, place)
  const found = checks.flatMap(({ check, findings }) => findings.map((one) => ({ check, ...one })))
  const unasked = checks.flatMap(({ check, unanswered }) => unanswered.map((one) => ({ check, ...one })))
  const write = (severity: Finding['severity']) => {
    for (const one of found.filter((finding) => finding.severity === severity)) {
      writeLine(out, { text: `${severity.toUpperCase()} (${one.check})`, colour: COLOURS[severity] })
      writeTexts(out, [one.seen, one.why, `Do: ${one.mend}`])
    }
  }
  write('problem')
  for (const { check, asked, why } of unasked) {
    writeLine(out, { text: `NOT CHECKED (${check})`, colour: 'magenta' })
    writeTexts(out, [`${asked}: ${why}.`])
  }
  write('note')
  const problems = found.filter(({ severity }) => severity === 'problem').length
  writeRemark(out, summary({ problems, notes: found.length - problems, unasked: unasked.length }, checks))
}

function writeTexts(out: Output, texts: readonly string[]): void {
  for (const text of texts) {
    const width = out.isTerminal ? readingWidth({ out }) - INDENT.length : Infinity
    for (const line of wrapped(tameLine(text, Infinity), width)) writeLine(out, `${INDENT}${line}`)
  }
  writeLine(out)
}

function summary(
  { problems, notes, unasked }: Readonly<Record<'problems' | 'notes' | 'unasked', number>>,
  checks: readonly ToldCheck[],
): string {
  const looked = `${checks.length} checks: ${checks.map(({ check }) => check).join(', ')}.`
  const parts = [
    ...(problems > 0 ? [counted(problems, 'problem')] : []),
    ...(unasked > 0 ? [`${unasked} not checked`] : []),
    ...(notes > 0 ? [counted(notes, 'note')] : []),
  ]
  return `${problems + unasked === 0 ? 'Nothing to mend' : ''}${parts.length > 0 ? `${problems + unasked === 0 ? '; ' : ''}${parts.join(', ')}` : ''}. ${looked}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
