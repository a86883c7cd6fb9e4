import { type Reading, taken } from './fields.ts'
import { nearestName } from '../mistakes/nearest-name.ts'
import { shown } from '../mistakes/shown-value.ts'

/** As names of the IANA database are made, links included; longer ones there are none. */
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/
const OFFSET = /^(?:UTC|GMT)?[+\u2212-]\d/i

/**
 * Of three letters the database has these. Intl takes more (`IST`, `PST`), which other programs read
 * otherwise or not at all.
 */
const THREE_LETTERS = /^(?:CET|EET|EST|GMT|HST|MET|MST|PRC|ROC|ROK|UCT|UTC|WET)$/i

/** Names that Intl took already: to ask takes tens of µs, and a listing asks for every row. */
const known = new Set<string>()
const MOST_TAKEN = 1000

/**
 * The name of a time zone, as it is written; in whatever case, as Intl takes it. Offsets are none, for they
 * know no summer time.
 */
export function readTimeZone(written: unknown): Reading<string> {
  if (typeof written === 'string' && isTimeZone(written)) return { ok: true, value: written }
  return {
    ok: false,
    message: `expected the name of a time zone as Europe/Berlin or UTC, got ${shown(written)}${hint(written)}`,
  }
}

export const timeZone = taken(readTimeZone, { type: 'string', pattern: NAME.source })

function isTimeZone(name: string): boolean {
  if (known.has(name)) return true
  if (!NAME.test(name) || (name.length === 3 && !THREE_LETTERS.test(name)) || !isKnownToIntl(name))
    return false
  if (known.size >= MOST_TAKEN) known.clear()
  known.add(name)
  return true
}

function isKnownToIntl(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function hint(written: unknown): string {
  if (typeof written !== 'string') return ''
  if (OFFSET.test(written)) return ': an offset has no daylight saving time'
  const near = nearestTimeZone(written)
  return near === undefined ? '' : `; did you mean ${near}?`
}

/** By its city alone, as `berlin` or `New York`, or by its spelling. */
function nearestTimeZone(written: string): string | undefined {
  const names = Intl.supportedValuesOf('timeZone')
  const city = `/${written.toLowerCase().replaceAll(' ', '_')}`
  const slip = written.includes('/') ? nearestName(written, names) : undefined
  return names.find((name) => name.toLowerCase().endsWith(city)) ?? slip
}
