import type { EpochMs, Millis } from '../../../shared/core/time/units.ts'
import type { ColumnStop } from './stops.ts'

/** A field of the heat map: so many round trips of one column took so long. */
export interface HeatCell {
  from: EpochMs
  to: EpochMs
  least: Millis
  most: Millis
  count: number
  /** 1 to 5. */
  step: HeatStep
}

export const HEAT_STEPS = [1, 2, 3, 4, 5] as const
export type HeatStep = (typeof HEAT_STEPS)[number]

/** Every bucket that holds something; steps are parts of the fullest one, by its root, so that few are seen. */
export function heatCells(columns: readonly ColumnStop[], bounds: readonly Millis[]): HeatCell[] {
  const counts = columns.map(({ times }) => Object.entries(times?.buckets ?? {}))
  const most = Math.max(1, ...counts.flat().map(([, count]) => count))
  return columns.flatMap(({ at, to }, index) =>
    (counts[index] ?? []).map(([bucket, count]) => ({
      ...{ from: at, to, count, step: heatStep(count, most) },
      ...edgesOf(Number(bucket), bounds),
    })),
  )
}

export function heatStep(count: number, most: number): HeatStep {
  return HEAT_STEPS[Math.min(4, Math.ceil(Math.sqrt(count / most) * 5) - 1)] ?? 1
}

/** The least and the greatest are as wide as their neighbours: a bucket without an end cannot be drawn. */
function edgesOf(bucket: number, bounds: readonly Millis[]): { least: Millis; most: Millis } {
  const ratio = (bounds[1] ?? 1) / (bounds[0] ?? 1)
  const least = bounds[bucket - 1] ?? (bounds[0] ?? 1) / ratio
  return { least, most: bounds[bucket] ?? least * ratio }
}
