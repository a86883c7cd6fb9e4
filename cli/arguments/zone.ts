import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
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
      "the time zone of times on the screen and in options, as Europe/Berlin or UTC; default: this machine's",
  },
} as const

/** The zone that times are shown and read in. */
export function zoneOf({ zone }: ZoneFlags, { machineZone }: Pick<Surroundings, 'machineZone'>): string {
  return zone ?? machineZone()
}

/** As the tz database spells it. Throws `UsageError`. */
function readZone(written: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone
  } catch {
    throw new UsageError(`expected a time zone as Europe/Berlin or UTC, got ${shown(written)}`)
  }
}
