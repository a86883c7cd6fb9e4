import type { Cell } from '../../shared/core/history/hour-counts.ts'

const WORDS: Readonly<Record<Cell, string>> = {
  0: 'no run',
  1: 'up',
  2: 'slow',
  3: 'up to 2 % failed',
  4: 'up to 10 % failed',
  5: 'up to half failed',
  6: 'more than half failed',
  7: 'all failed',
  8: 'maintenance',
  10: 'not tested',
}

export function cellWords(cell: Cell): string {
  return WORDS[cell]
}

/** A strip for whoever does not see it, as `30 days: 2 with failures, 27 up, 1 without a run`. */
export function stripWords(cells: readonly { cell: Cell }[], by: 'run' | 'hour' | 'day'): string {
  const count = (is: (cell: Cell) => boolean) => cells.filter(({ cell }) => is(cell)).length
  const parts = [
    [count((cell) => cell >= 3 && cell <= 7), by === 'run' ? 'failed' : 'with failures'],
    [count((cell) => cell === 2), 'slow'],
    [count((cell) => cell === 1), 'up'],
    [count((cell) => cell === 8), 'in maintenance'],
    [count((cell) => cell === 10), 'not tested'],
    [count((cell) => cell === 0), 'without a run'],
  ] as const
  const said = parts.flatMap(([many, what]) => (many > 0 ? [`${many} ${what}`] : []))
  return `${cells.length} ${cells.length === 1 ? by : `${by}s`}: ${said.join(', ')}`
}
