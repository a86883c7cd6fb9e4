import { readTimeZone } from '../../shared/core/definition/fields/time-zone.ts'
import type { Surroundings } from '../surroundings.ts'
import { UsageError } from './usage-error.ts'

/** The option that names the zone of a screen. */
export interface ZoneFlags {
  zone: string | undefined
}

export const zoneFlag = {
  zone: {
    kind: 'parsed',
    parse: readZone,
    optional: true,
    placeholder: 'ZONE',
    brief:
      "the time zone of all times, shown or given: Europe/Berlin, UTC and so on; default: this machine's",
  },
} as const

/** The zone that times are shown and read in. */
export function zoneOf({ zone }: ZoneFlags, { machineZone }: Pick<Surroundings, 'machineZone'>): string {
  return zone ?? machineZone()
}

/** Throws `UsageError`. */
function readZone(written: string): string {
  const zone = readTimeZone(written)
  if (!zone.ok) throw new UsageError(zone.message)
  return zone.value
}
