import { type EpochMs, isoInstant } from './units.ts'

const SHAPE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:m(\d{3}))?$/

/**
 * The instant as it stands in keys, in UTC: `20260105T120000Z`, and `20260105T120000Zm250` a quarter of a second
 * later. What begins so and goes on with `_` or `#` sorts by time; it needs no quotes in a shell or an address.
 */
export function compactInstant(at: EpochMs): string {
  const [seconds = '', ms = ''] = isoInstant(at).replace(/[-:Z]/g, '').split('.')
  return `${seconds}Z${ms === '000' ? '' : `m${ms}`}`
}

/** The other way; `undefined` for what is no such instant. */
export function instantOfCompact(text: string): EpochMs | undefined {
  const [matched, year, month, day, hour, minute, second, ms = '000'] = SHAPE.exec(text) ?? []
  if (matched === undefined) return undefined
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
  return Number.isNaN(at) ? undefined : at
}
