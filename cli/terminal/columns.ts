import { type EpochMs, isoInstant } from '../../shared/core/time/units.ts'
import { clockTime } from './clock-words.ts'
import type { Output } from './output.ts'
import { printTable } from './table.ts'
import type { Words } from './words.ts'

/** A column of a table: what a person reads, and what a program gets. */
export interface Column<Item> {
  name: string
  shown: (item: Item) => Words
  /** For a pipe; default: what is shown. Instants are ISO 8601 in UTC, spans whole ms; what is not known is empty. */
  piped?: (item: Item) => string | number | undefined
  /** Prose, which a narrow terminal may cut. */
  isProse?: true
  /** A pipe has it, and a person does not: it would say the same in each row. */
  isHidden?: boolean
}

/** Prints the items as a table for a person, or as rows of tab-separated values, in which no column is ever left out. */
export function printColumns<Item>(
  out: Output,
  columns: readonly Column<Item>[],
  items: readonly Item[],
): void {
  const visible = columns.filter(({ isHidden }) => !(out.isTerminal && isHidden))
  const cell = ({ shown, piped }: Column<Item>, item: Item): Words =>
    out.isTerminal || !piped ? shown(item) : String(piped(item) ?? '')
  printTable(
    out,
    visible.map(({ name }) => name),
    items.map((item) => visible.map((column) => cell(column, item))),
    (column) => !visible[column]?.isProse,
  )
}

/** When something was, by the clocks of the zone. */
export function timeColumn<Item>(
  name: string,
  zone: string,
  timeOf: (item: Item) => EpochMs | undefined,
): Column<Item> {
  const shown = (at: EpochMs | undefined) => (at === undefined ? '' : clockTime(at, zone))
  return { name, shown: (item) => shown(timeOf(item)), piped: (item) => pipedInstant(timeOf(item)) }
}

/** An instant as a pipe gets it. */
export function pipedInstant(at: EpochMs | undefined): string | undefined {
  return at === undefined ? undefined : isoInstant(at)
}

/** Ms as a pipe gets them. */
export function pipedMs(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms)
}
