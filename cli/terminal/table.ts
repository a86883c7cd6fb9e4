import { tameLine } from '../../shared/core/redaction/tame.ts'
import type { Output } from './output.ts'
import { cutTo, textWidth } from './text-width.ts'
import { type Words, painted, rawLine, textOf } from './words.ts'

const GAP = '  '

/** How a column behaves where the terminal is too narrow for all. */
export interface TableColumn {
  name: string
  /** It is cut only where nothing else is left to cut. */
  isSolid?: boolean
  /** Left out before others are cut so that they say little: the lowest first; absent: never. */
  spare?: number | undefined
}

/** A column with its cells, as wide as it is drawn. */
interface Drawn extends TableColumn {
  cells: readonly Words[]
  width: number
}

/** From which width on a cell says enough. */
const SAYS_ENOUGH = 20

/** What may be cut, and down to which width, one after the other until the table fits. */
const CUTS = [
  { solid: false, least: SAYS_ENOUGH },
  { solid: false, least: 8 },
  { solid: true, least: 4 },
]

/**
 * Prints rows. A person gets columns under their names that fit the terminal's width: some are left out, then
 * the widest cut first (`…`). A pipe gets all of each cell, parted by tabs, without names and colours. Answers
 * the names of the columns that are shown.
 */
export function printTable(
  out: Output,
  columns: readonly TableColumn[],
  rows: readonly (readonly Words[])[],
): readonly string[] {
  if (!out.isTerminal) {
    for (const row of rows) rawLine(out, row.map((cell) => tameLine(textOf(cell), Infinity)).join('\t'))
    return columns.map(({ name }) => name)
  }
  const drawn = columns.map((column, at): Drawn => {
    const cells = [{ text: column.name, colour: 'dim' } as const, ...rows.map((row) => row[at] ?? '')]
    return { ...column, cells, width: Math.max(...cells.map(widthOf)) }
  })
  const fitted = CUTS.reduce((table, cut) => cutBy(cut, table, out.columns), spared(drawn, out.columns))
  for (let line = 0; line <= rows.length; line += 1) {
    const cells = fitted.map(({ cells, width }, at) =>
      painted(cut(cells[line] ?? '', width), out, at === fitted.length - 1 ? 0 : width),
    )
    rawLine(out, cells.join(GAP).trimEnd())
  }
  return fitted.map(({ name }) => name)
}

function widthOf(words: Words): number {
  return textWidth(tameLine(textOf(words), Infinity))
}

/** How much wider than the terminal these are. */
function excess(widths: readonly number[], room: number): number {
  return widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1)) - room
}

/** Without those that must go so that the others need not be cut too short. */
function spared(table: readonly Drawn[], room: number): readonly Drawn[] {
  const least = table.map(({ isSolid, width }) => (isSolid ? width : Math.min(width, SAYS_ENOUGH)))
  const [first] = table
    .filter(({ spare }) => spare !== undefined)
    .sort((a, b) => (a.spare ?? 0) - (b.spare ?? 0))
  if (excess(least, room) <= 0 || !first) return table
  return spared(
    table.filter((one) => one !== first),
    room,
  )
}

/** Takes from the widest column that may be cut until all fit, or each of these is as narrow as it may be. */
function cutBy(how: (typeof CUTS)[number], table: readonly Drawn[], room: number): readonly Drawn[] {
  const over = excess(
    table.map(({ width }) => width),
    room,
  )
  const mayBeCut = ({ isSolid }: Drawn) => how.solid || !isSolid
  const soft = table.filter(mayBeCut).map(({ width }) => width)
  const widest = Math.max(0, ...soft)
  if (over <= 0 || widest <= how.least) return table
  const second = Math.max(how.least, ...soft.filter((width) => width < widest))
  const many = soft.filter((width) => width === widest).length
  const narrower = Math.max(second, widest - Math.ceil(over / many))
  return cutBy(
    how,
    table.map((one) => (one.width === widest && mayBeCut(one) ? { ...one, width: narrower } : one)),
    room,
  )
}

function cut(words: Words, width: number): Words {
  const text = tameLine(textOf(words), Infinity)
  const short = cutTo(text, width)
  return typeof words === 'string' ? short : { ...words, text: short }
}
