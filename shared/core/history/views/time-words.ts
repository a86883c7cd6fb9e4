import { clockTimeAt } from '../../maintenance/clock-time.ts'
import { DAY, type EpochMs, isoInstant } from '../../time/units.ts'

/** When, and by whose clocks, something is read. */
export interface Reader {
  now: EpochMs
  /** An IANA time zone. */
  zone: string
}

/** As `02:58 UTC` or `03:58 Berlin time`; with its date where it is a day or more from now. */
export function timeWords(at: EpochMs, { now, zone }: Reader): string {
  const shown = isoInstant(zone === 'UTC' ? at : clockTimeAt(zone, at))
  const date = Math.abs(now - at) < DAY ? '' : `${shown.slice(0, 10)} `
  return `${date}${shown.slice(11, 16)} ${zoneWords(zone)}`
}

function zoneWords(zone: string): string {
  const city = zone.split('/').slice(1).at(-1)
  return city === undefined ? zone : `${city.replaceAll('_', ' ')} time`
}
