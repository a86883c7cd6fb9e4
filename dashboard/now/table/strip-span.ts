import { HOUR } from '../../../shared/core/time/units.ts'
import type { MonitorNow } from '../../api/answers.ts'

/** What a strip shows: the last runs one by one, or the last hours or days. */
export interface StripSpan {
  by: 'run' | 'hour' | 'day'
  count: number
}

/** What may be chosen, as it stands in the query. */
export const SPANS = {
  '24h': { by: 'hour', count: 24 },
  '7d': { by: 'day', count: 7 },
  '30d': { by: 'day', count: 30 },
  '90d': { by: 'day', count: 90 },
} as const satisfies Record<string, StripSpan>

/** Of more monitors the runs are not asked for one by one. */
const FEW = 10
const RUNS: StripSpan = { by: 'run', count: 30 }

/** The one that is chosen, else what there is: runs in the first two hours, hours in the first two days, days. */
export function stripSpan(chosen: string | null, monitors: readonly MonitorNow[]): StripSpan {
  if (chosen !== null && Object.hasOwn(SPANS, chosen)) return SPANS[chosen as keyof typeof SPANS]
  const firsts = monitors.map(({ hours }) => hours.findIndex((cell) => cell !== 0)).filter((at) => at >= 0)
  const hasRun = monitors.some(({ lastRunAt }) => lastRunAt !== undefined)
  if (firsts.length === 0) return hasRun ? SPANS['30d'] : RUNS
  const [hours = []] = monitors.map((monitor) => monitor.hours)
  const lived = hours.length - Math.min(...firsts)
  if (lived <= 2 && monitors.length <= FEW) return RUNS
  return lived < hours.length ? { by: 'hour', count: Math.max(lived, 6) } : SPANS['30d']
}

export function spanWords({ by, count }: StripSpan): string {
  return by === 'run' ? 'Last runs' : `Last ${count} ${by}s`
}

/** Cells of hours come with every monitor. */
export function lastHours({ hours, hoursFrom }: Pick<MonitorNow, 'hours' | 'hoursFrom'>, count: number) {
  const skipped = hours.length - count
  const cells = hours.slice(skipped).map((cell) => ({ cell, worst: cell }))
  const from = Date.parse(hoursFrom) + skipped * HOUR
  return { cells, starts: cells.map((_cell, index) => from + index * HOUR) }
}
