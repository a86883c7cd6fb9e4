import { DAY, type EpochMs, HOUR, MINUTE, type Millis } from '../../../shared/core/time/units.ts'
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

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = zone + Object.keys(options).join()
  const made = formats.get(name) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone })
  formats.set(name, made)
  return made
}

function labelOf(at: EpochMs, step: Millis, zone: string): string {
  const time = format(zone, { hour: '2-digit', minute: '2-digit' }).format(at)
  if (step >= 30 * DAY) return format(zone, { month: 'short', year: 'numeric' }).format(at)
  return step >= DAY || time === '00:00' ? format(zone, { day: 'numeric', month: 'short' }).format(at) : time
}

/** How far its clocks are ahead of UTC. */
export function zoneOffset(at: EpochMs, zone: string): Millis {
  const parts = format(zone, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(at / 1000) * 1000
}
