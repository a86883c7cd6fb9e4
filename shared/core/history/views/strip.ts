import { type Cell, failedCell } from '../hour-counts.ts'

/** An hour, or a day, at a glance. */
export interface StripCell {
  /** By the share that failed: of a day the mean of its hours, never `up` where one failed. */
  cell: Cell
  /** The worst hour in it. */
  worst: Cell
}

/** About what share of an hour's runs failed. */
const SHARE: Readonly<Partial<Record<Cell, number>>> = { 3: 0.01, 4: 0.06, 5: 0.3, 6: 0.75, 7: 1 }

/** Of what holds nothing that was tested, the first in this order stands for it. */
const UNTESTED: readonly Cell[] = [10, 8, 0]

/** Many hours as one cell; each hour that was tested counts the same. */
export function foldCells(cells: readonly Cell[]): StripCell {
  const tested = cells.filter((cell) => cell >= 1 && cell <= 7)
  const [first] = tested
  if (first === undefined) {
    const cell = UNTESTED.find((one) => cells.includes(one)) ?? 0
    return { cell, worst: cell }
  }
  const worst = tested.reduce<Cell>((one, other) => (other > one ? other : one), first)
  const share = tested.reduce<number>((sum, cell) => sum + (SHARE[cell] ?? 0), 0) / tested.length
  return { cell: worst < 3 ? worst : failedCell(share), worst }
}
