import { type EpochMs, isoInstant } from '../../time/units.ts'
import { type Reading, taken } from './fields.ts'
import { shown } from '../mistakes/shown-value.ts'

/**
 * ISO 8601 with seconds or without, and with its zone: without one it would be another instant in another
 * place.
 */
const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/** An ISO 8601 instant with its zone, as `2026-11-24T18:00:00Z` or `2026-11-24T19:00+01:00`. */
export function readInstant(written: unknown): Reading<EpochMs> {
  const at = typeof written === 'string' ? instantOf(written) : undefined
  if (at !== undefined) return { ok: true, value: at }
  return {
    ok: false,
    message: `expected an instant with its zone, as 2026-11-24T18:00:00Z or 2026-11-24T19:00+01:00, got ${shown(written)}`,
  }
}

export const instant = taken(readInstant, { type: 'string', pattern: INSTANT.source })

function instantOf(text: string): EpochMs | undefined {
  const [, day, minute = '', second = ':00', zone = ''] = INSTANT.exec(text) ?? []
  // Date.parse takes 30 February for 2 March, and 24:00 for the next day.
  if (day === undefined || !isCalendarDay(day) || minute.startsWith('24')) return undefined
  const at = Date.parse(`${day}T${minute}${second}${zone}`)
  return Number.isNaN(at) ? undefined : at
}

function isCalendarDay(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight) && isoInstant(midnight).startsWith(day)
}
