import type { EpochMs, Millis } from '../../shared/core/time/units.ts'

const made = new Map<string, Intl.DateTimeFormat>()

/** How times are written in a zone, by clocks of 24 hours; each is made once, for making one is slow. */
export function formatIn(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${zone} ${JSON.stringify(options)}`
  const format =
    made.get(name) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone, hourCycle: 'h23' })
  made.set(name, format)
  return format
}

/** How far its clocks are ahead of UTC. */
export function zoneOffset(at: EpochMs, zone: string): Millis {
  const parts = formatIn(zone, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(at / 1000) * 1000
}
