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
  /** A person has it, and a pipe does not. */
  isForPeople?: true
  /** Left out first, second … where the terminal is too narrow; absent: never. */
  spare?: number
}

/**
 * Prints the items as a table for a person, or as rows of tab-separated values, in which no column is ever left
 * out. Answers the names of the columns that are shown.
 */
export function printColumns<Item>(
  out: Output,
  columns: readonly Column<Item>[],
  items: readonly Item[],
): readonly string[] {
  const visible = columns.filter(({ isHidden, isForPeople }) => !(out.isTerminal ? isHidden : isForPeople))
  const cell = ({ shown, piped }: Column<Item>, item: Item): Words =>
    out.isTerminal || !piped ? shown(item) : String(piped(item) ?? '')
  return printTable(
    out,
    visible.map(({ name, isProse, spare }) => ({ name, isSolid: !isProse, spare })),
    items.map((item) => visible.map((column) => cell(column, item))),
  )
}

/** What monitors are called, for a person, where one is called otherwise than by its id. */
export function nameColumn<Item extends { monitorId: string; name?: string | undefined }>(
  items: readonly Item[],
): Column<Item> {
  const isCalled = ({ monitorId, name }: Item) => name !== undefined && name !== monitorId
  return {
    name: 'NAME',
    shown: (item) => (isCalled(item) ? (item.name ?? '') : ''),
    isProse: true,
    isForPeople: true,
    isHidden: !items.some(isCalled),
    spare: 1,
  }
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
