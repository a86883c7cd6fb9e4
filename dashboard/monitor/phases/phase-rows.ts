import type { Millis } from '../../../shared/core/time/units.ts'
import type { RoundTrips } from '../../api/answers.ts'

/** What one phase took, run by run or day by day. */
export interface PhaseRow {
  /** As `smtp.connect`. */
  name: string
  /** Of runs the median, of days the mean over all runs. */
  usualMs: Millis
  /** Of the last run, or the mean of the last day. */
  lastMs: Millis
  least: Millis
  most: Millis
  /** Oldest first; absent where nothing reached the phase. */
  values: readonly (Millis | undefined)[]
}

/** In the order in which they are given; a phase that nothing reached is left out. */
export function phaseRows(trips: RoundTrips, names: readonly string[]): PhaseRow[] {
  return names.flatMap((name) => (trips.kind === 'runs' ? rowOfRuns(trips, name) : rowOfDays(trips, name)))
}

function rowOfRuns({ points }: Extract<RoundTrips, { kind: 'runs' }>, name: string): PhaseRow[] {
  const values = points.map(({ phases }) => phases?.[name])
  const sorted = values.filter((ms) => ms !== undefined).sort((a, b) => a - b)
  const usualMs = sorted[Math.floor((sorted.length - 1) / 2)]
  return usualMs === undefined ? [] : [rowOf(name, usualMs, values)]
}

/** The greatest of a day counts, though the line goes through the means. */
function rowOfDays({ columns }: Extract<RoundTrips, { kind: 'columns' }>, name: string): PhaseRow[] {
  const days = columns.map(({ phases }) => phases?.[name])
  const reached = days.filter((day) => day !== undefined)
  const runs = reached.reduce((sum, { count }) => sum + count, 0)
  if (runs === 0) return []
  const usualMs = reached.reduce((sum, { sumMs }) => sum + sumMs, 0) / runs
  const row = rowOf(
    name,
    usualMs,
    days.map((day) => day && day.sumMs / day.count),
  )
  return [{ ...row, most: Math.max(...reached.map(({ maxMs }) => maxMs)) }]
}

function rowOf(name: string, usualMs: Millis, values: readonly (Millis | undefined)[]): PhaseRow {
  const known = values.filter((ms) => ms !== undefined)
  const [least, most] = known.reduce(
    ([low, high], ms) => [Math.min(low, ms), Math.max(high, ms)],
    [Infinity, 0],
  )
  return { name, usualMs, lastMs: known.at(-1) ?? 0, least, most, values }
}

/** Lines through the values in a field of this size, broken where there is none; its bottom is the least. */
export function sparkPath({ values, least }: PhaseRow, width: number, height: number): string {
  const most = values.reduce<Millis>((high, ms) => Math.max(high, ms ?? 0), least)
  const step = width / Math.max(1, values.length - 1)
  let pen = 'M'
  return values
    .flatMap((ms, index) => {
      if (ms === undefined) {
        pen = 'M'
        return []
      }
      const y = most === least ? height / 2 : height - ((ms - least) / (most - least)) * height
      const point = `${pen}${(index * step).toFixed(1)} ${y.toFixed(1)}`
      pen = 'L'
      return [point]
    })
    .join('')
}
