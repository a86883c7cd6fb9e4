import { tameLine } from '../../shared/core/redaction/tame.ts'
import type { Output } from './output.ts'
import { cutTo, textWidth } from './text-width.ts'
import { type Words, painted, rawLine, textOf } from './words.ts'

const GAP = '  '

/** A column is never narrower than this where it is cut. */
const LEAST_WIDTH = 8

/**
 * Prints rows. A person gets columns under their names that fit the terminal's width, the widest cut first
 * (`…`), but none that `isSolid` names; a pipe gets all of each cell, parted by tabs, without names and colours.
 */
export function printTable(
  out: Output,
  names: readonly string[],
  rows: readonly (readonly Words[])[],
  isSolid: (column: number) => boolean = () => false,
): void {
  if (!out.isTerminal) {
    for (const row of rows) rawLine(out, row.map((cell) => tameLine(textOf(cell), Infinity)).join('\t'))
    return
  }
  const widths = fitting(naturalWidths([names, ...rows]), out.columns, isSolid)
  const heading = names.map((text) => ({ text, colour: 'dim' }) as const)
  for (const row of [heading, ...rows]) {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0
      return painted(cut(cell, width), out, column === row.length - 1 ? 0 : width)
    })
    rawLine(out, cells.join(GAP).trimEnd())
  }
}

function naturalWidths(rows: readonly (readonly Words[])[]): number[] {
  const [first = []] = rows
  const width = (row: readonly Words[], column: number) =>
    textWidth(tameLine(textOf(row[column] ?? ''), Infinity))
  return first.map((_, column) => Math.max(...rows.map((row) => width(row, column))))
}

/** Takes from the widest column that may be cut until all fit, or each of these is as narrow as it may be. */
function fitting(widths: number[], columns: number, isSolid: (column: number) => boolean): number[] {
  const over = widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1)) - columns
  const soft = widths.filter((_, column) => !isSolid(column))
  const widest = Math.max(0, ...soft)
  if (over <= 0 || widest <= LEAST_WIDTH) return widths
  const second = Math.max(LEAST_WIDTH, ...soft.filter((width) => width < widest))
  const many = soft.filter((width) => width === widest).length
  const narrower = Math.max(second, LEAST_WIDTH, widest - Math.ceil(over / many))
  return fitting(
    widths.map((width, column) => (width === widest && !isSolid(column) ? narrower : width)),
    columns,
    isSolid,
  )
}

function cut(words: Words, width: number): Words {
  const text = tameLine(textOf(words), Infinity)
  const short = cutTo(text, width)
  return typeof words === 'string' ? short : { ...words, text: short }
}
