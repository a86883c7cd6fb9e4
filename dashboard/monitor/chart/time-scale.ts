import { DAY, type EpochMs, HOUR, MINUTE, type Millis } from '../../../shared/core/time/units.ts'
import { formatIn, zoneOffset } from '../../parts/zone-clock.ts'
import type { Span } from '../../../shared/core/history/views/zone-spans.ts'

export interface Tick {
  at: EpochMs
  label: string
}

const STEPS: readonly Millis[] = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 91].map((days) => days * DAY),
]

/** Where a span is parted, by the clocks of the zone, into at most so many; a new day says its name. */
export function timeTicks({ from, to }: Span, zone: string, most: number): Tick[] {
  const step = STEPS.find((one) => (to - from) / one <= most) ?? 91 * DAY
  const ticks: Tick[] = []
  let shown = Math.ceil((from + zoneOffset(from, zone)) / step) * step
  for (; ; shown += step) {
    const at = shown - zoneOffset(shown - zoneOffset(shown, zone), zone)
    if (at >= to) return ticks
    if (at >= from) ticks.push({ at, label: labelOf(at, step, zone) })
  }
}

function labelOf(at: EpochMs, step: Millis, zone: string): string {
  const time = formatIn(zone, { hour: '2-digit', minute: '2-digit' }).format(at)
  if (step >= 30 * DAY) return formatIn(zone, { month: 'short', year: 'numeric' }).format(at)
  return step >= DAY || time === '00:00'
    ? formatIn(zone, { day: 'numeric', month: 'short' }).format(at)
    : time
}
