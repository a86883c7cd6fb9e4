import { CsvError, parse, type Info } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

import { cellsOf, definitionOf } from './csv-cells.ts'
import { LEFT_OUT, cellIn, columnOf, remarksOn, unknownColumns } from './csv-columns.ts'
import { byReading } from './field-order.ts'
import { type TextReading, elementPath, fieldPath } from './text-reading.ts'

/** One line of a file, taken apart, and the line on which it begins. */
interface Row {
  cells: readonly string[]
  line: number
}

/**
 * Reads CSV (RFC 4180): the first line names the columns, each other line is a monitor. Commas, semicolons or
 * tabs, whichever the first line has; lines without anything in them are passed over. Never throws.
 */
export function readCsv(text: string): TextReading {
  let rows
  try {
    rows = rowsOf(text)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refused(lineOf(error), 'a quote is missing, or occurs in a cell that does not begin with one')
  }
  const [header, ...others] = rows
  if (!header)
    return refused(
      1,
      'the first line must name the columns, for example monitorId,emailAddress,mailbox.server',
    )
  const columns = header.cells.map(columnOf)
  const names = columns.filter((column) => column !== LEFT_OUT)
  const unknown = unknownColumns(names)
  if (unknown !== undefined) return { ok: false, mistake: { line: header.line, message: unknown } }
  const lines = new Map<string, number>([['', header.line]])
  const monitors: unknown[] = []
  for (const { cells, line } of others) {
    const beyond = cells.findIndex((cell, index) => cell !== '' && (columns[index] ?? '') === '')
    if (beyond >= 0)
      return refused(line, `cell ${beyond + 1} has no column: the first line has ${columns.length}`)
    const read = definitionOf(
      new Map(
        columns.flatMap((column, index): [string, string][] =>
          column === LEFT_OUT ? [] : [[column, cellIn(column, cells[index] ?? '')]],
        ),
      ),
    )
    if (!read.definition) {
      const shown = columnPath(read.contradicts)
      return refused(line, `${shown} conflicts with other columns for the same field`)
    }
    lines.set(elementPath('', monitors.length), line)
    monitors.push(read.definition)
  }
  const twice = names.filter((column, index) => column !== '' && names.indexOf(column) < index)
  return { ok: true, value: monitors, lines, twice: twice.map(columnPath), remarks: remarksOn(header.cells) }
}

/** The other way: one column for each path that any of them has. */
export function csvOf(definitions: readonly Readonly<Record<string, unknown>>[]): string {
  const rows = definitions.map(cellsOf)
  const columns = [...new Set(['monitorId', ...rows.flatMap((cells) => [...cells.keys()])])].sort(byPath)
  return stringify([columns, ...rows.map((cells) => columns.map((column) => cells.get(column) ?? ''))], {
    quoted_match: /[\r\n;\t]/,
  })
}

function rowsOf(text: string): Row[] {
  const [first = ''] = text.split(/\r?\n/, 1)
  const delimiter = [',', ';', '\t'].find((sign) => first.includes(sign)) ?? ','
  const records = parse(text, {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as unknown as { record: string[]; info: Info }[]
  let end = 0
  return records
    .map(({ record, info }) => {
      // The library counts the line on which a record ends, the empty ones before it included.
      const height = record.reduce((sum, cell) => sum + cell.split(/\r\n|\r|\n/).length - 1, 0)
      end = Math.max(end, info.lines)
      return { cells: record, line: end - height }
    })
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
}

/** Step by step; a section stands before what is in it. */
function byPath(a: string, b: string): number {
  const stepsA = a.split('.')
  const stepsB = b.split('.')
  const differing = stepsA.findIndex((step, index) => step !== stepsB[index])
  const [stepA, stepB] = [stepsA[differing], stepsB[differing]]
  return stepA === undefined || stepB === undefined ? stepsA.length - stepsB.length : byReading(stepA, stepB)
}

function columnPath(column: string): string {
  return column.split('.').reduce(fieldPath, '')
}

function lineOf(error: CsvError): number {
  const { lines } = error as CsvError & { lines?: unknown }
  return typeof lines === 'number' ? lines : 1
}

function refused(line: number, what: string): TextReading {
  return { ok: false, mistake: { line, message: `not CSV: ${what}` } }
}
