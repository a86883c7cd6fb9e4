import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import type { Reading } from '../../shared/core/definition/fields/fields.ts'
import { DAY, MINUTE, type Millis } from '../../shared/core/time/units.ts'

const UNITS: Readonly<Record<string, Millis>> = { m: MINUTE, h: 60 * MINUTE, d: DAY, w: 7 * DAY }

/** A span as people type it: `30m`, `2h`, `1h30m`, `3d`, `2w`. */
export function readSpan(written: string): Reading<Millis> {
  const parts = [...written.matchAll(/(\d{1,5})([mhdw])/g)]
  const span = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0)
  if (parts.map(([part]) => part).join('') === written && span > 0) return { ok: true, value: span }
  return {
    ok: false,
    message: `expected minutes, hours, days or weeks, as 30m, 2h, 1h30m or 3d, got ${shown(written)}`,
  }
}

/** The same way back, in whole minutes. */
export function spanText(span: Millis): string {
  const minutes = Math.round(span / MINUTE)
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'm'],
  ] as const
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join('') || '0m'
}
