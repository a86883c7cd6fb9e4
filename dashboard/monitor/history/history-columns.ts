import type { EpochMs } from '../../../shared/core/time/units.ts'
import type { Availability } from '../../api/answers.ts'

/** An hour or a day of the history. */
export interface HistoryColumn {
  from: EpochMs
  to: EpochMs
  /** `none`: no run; `maintenance`: none that counts, for it was in maintenance. */
  kind: 'tested' | 'maintenance' | 'none'
  runs: number
  failed: number
  slow: number
  /** Pixels from the top that are red, for what failed. */
  red: number
  /** Pixels of the cell that are amber, for what was slow. */
  amber: number
  text: string
}

/** One run of many still shows. */
const LEAST = 3
/** So much of a column is its cell, as in a strip. */
export const CELL = 0.6

/** Each row as a column of this height: the part that failed is red, and not the whole day for one failure. */
export function historyColumns({ rows }: Pick<Availability, 'rows'>, height: number): HistoryColumn[] {
  return rows.map(({ from, to, figures: { runs, failed, slow, maintenance, availabilityText } }) => ({
    from: Date.parse(from),
    to: Date.parse(to),
    kind: runs > 0 ? 'tested' : maintenance > 0 ? 'maintenance' : 'none',
    ...{ runs, failed, slow },
    red: partOf(failed, runs, height),
    amber: partOf(slow, runs, height * CELL),
    text: availabilityText,
  }))
}

function partOf(some: number, runs: number, height: number): number {
  return some === 0 ? 0 : Math.max(LEAST, Math.round((some / runs) * height))
}

/** The column under this part of the width, from 0 to 1. */
export function columnAt(columns: readonly unknown[], part: number): number {
  return Math.min(columns.length - 1, Math.max(0, Math.floor(part * columns.length)))
}
