import type { Cell } from '../../shared/core/history/hour-counts.ts'

/** The worse, the higher: a pipe or a printer needs no colour to show what failed. */
const MARKS: Readonly<Record<Cell, string>> = {
  0: '·',
  1: '▁',
  2: '▂',
  3: '▄',
  4: '▅',
  5: '▆',
  6: '▇',
  7: '█',
  8: 'm',
  10: '?',
}

/** What the marks mean, as a line below them. */
export const STRIP_LEGEND = '▁ up  ▂ slow  ▄▅▆▇█ the share that failed  m maintenance  ? not tested  · no run'

/** Hours or days, one character each. */
export function stripText(cells: readonly Cell[]): string {
  return cells.map((cell) => MARKS[cell]).join('')
}
