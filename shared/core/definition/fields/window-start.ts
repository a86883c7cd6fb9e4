import { isIsoDay } from '../../time/iso-day.ts'
import { type Reading, taken } from './fields.ts'
import { shown } from '../mistakes/shown-value.ts'

const START = /^(?:(\d{4}-\d\d-\d\d)T)?(\d\d):(\d\d)$/

/**
 * When a maintenance window begins by the clocks of its zone: `22:00` every week, `2026-12-01T22:00` once.
 */
export function readWindowStart(written: unknown): Reading<string> {
  const mistake = typeof written === 'string' ? mistakeIn(written) : ''
  if (typeof written === 'string' && mistake === undefined) return { ok: true, value: written }
  return {
    ok: false,
    message: `expected 22:00 for every week or 2026-12-01T22:00 for once, got ${shown(written)}${mistake ?? ''}`,
  }
}

export const windowStart = taken(readWindowStart, { type: 'string', pattern: START.source })

/** Of a start that was read: whether it names a day. */
export function isOneOff(start: string): boolean {
  return start.includes('T')
}

/**
 * What is wrong, as the end of a message, and empty if there is nothing more to say; `undefined` if nothing
 * is.
 */
function mistakeIn(text: string): string | undefined {
  const [, day, hour, minute] = START.exec(text) ?? []
  if (hour === undefined || minute === undefined) return strayPart(text)
  if (day !== undefined && !isIsoDay(day)) return ': there is no such day'
  if (hour === '24') return ': the day after begins at 00:00'
  return Number(hour) > 23 || Number(minute) > 59 ? ': there is no such time' : undefined
}

function strayPart(text: string): string {
  if (/\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return ': the time zone belongs in the field zone'
  return /\d\d:\d\d:\d\d/.test(text) ? ': leave out the seconds' : ''
}
