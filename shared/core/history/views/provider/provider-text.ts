import type { ProviderReport, ReportedLine, Row } from './provider-report.ts'

/** What the marks in a dialogue mean. */
export const LEGEND =
  'Times are UTC (+00:00). C: the test said, S: the server said, --: notes by the test. Passwords are hidden.'
/** What it means beside the last good run. */
export const MARKED =
  '> marks lines that only one of the two runs has; ids, times and counts are not compared.'

/** The report as plain text, in UTF-8: for a mail or a ticket. */
export function providerText(report: ProviderReport): string {
  const { title, sentence, facts, phases, dialogue, lastGood } = report
  const heading = ['', 'this run', ...(lastGood ? ['last good run'] : [])]
  return [
    section([title, '', sentence]),
    section(columns(facts)),
    section(columns([heading, ...phases])),
    section([LEGEND, ...(lastGood?.dialogue ? [MARKED] : []), '', ...dialogue.map(lineText)]),
    ...(lastGood ? [section([lastGood.title, '', ...(lastGood.dialogue?.map(lineText) ?? [NOT_KEPT])])] : []),
  ].join('\n')
}

/** Where the log of the last good run has expired. */
export const NOT_KEPT = 'Its dialogue is no longer kept.'

function section(lines: readonly string[]): string {
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

function columns(rows: readonly Row[]): string[] {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, at) => Math.max(all[at] ?? 0, cell.length)),
    [],
  )
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
}

function lineText({ differs, time, dialogue, side, text }: ReportedLine): string {
  return [differs ? '>' : ' ', time, dialogue.padEnd('mailbox'.length), side.padEnd(2), text].join(' ')
}
