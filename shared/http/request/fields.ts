import type * as v from 'valibot'

import { type JsonSchema, type Reading, taken } from '../../core/definition/fields/fields.ts'
import { readInstant } from '../../core/definition/fields/instant.ts'
import { readTimeZone } from '../../core/definition/fields/time-zone.ts'
import { shown } from '../../core/definition/mistakes/shown-value.ts'
import { isRunId } from '../../core/run/run-id.ts'

/** A field that `read` takes apart, with what the document of the API says of it. */
export function documented<T>(read: (written: unknown) => Reading<T>, json: JsonSchema) {
  return taken(read, json) as v.GenericSchema<unknown, T>
}

export const monitorIdField = documented(readSlug, {
  type: 'string',
  pattern: '^[a-z0-9-]{1,64}$',
  description: 'The id of a monitor.',
  examples: ['inbox'],
})

export const runField = documented(
  (written): Reading<string> =>
    typeof written === 'string' && (isRunId(written) || /^[0-9a-f]{12}$/.test(written))
      ? { ok: true, value: written }
      : mistake("expected a run's id, or the 12 digits that it ends in", written),
  {
    type: 'string',
    description: 'The id of a run, or the 12 digits that it ends in.',
    examples: ['20260105T120000Z_eu-west-1_schedule_0123456789ab'],
  },
)

export const instantField = (description: string) =>
  documented(readInstant, {
    type: 'string',
    format: 'date-time',
    description,
    examples: ['2026-11-24T18:00:00Z'],
  })

export const monthField = documented(
  (written): Reading<string> =>
    typeof written === 'string' && /^[1-9]\d{3}-(?:0[1-9]|1[0-2])$/.test(written)
      ? { ok: true, value: written }
      : mistake('expected a month as 2026-11', written),
  { type: 'string', pattern: '^\\d{4}-\\d{2}$', description: 'A month.', examples: ['2026-11'] },
)

export const zoneField = documented(readTimeZone, {
  type: 'string',
  default: 'UTC',
  description: 'The IANA time zone in which days count and sentences tell times.',
  examples: ['Europe/Berlin'],
})

/** A whole number of a query, where numbers are text. */
export function countField(description: string, { least = 1, most, byDefault }: Bounds) {
  return documented(
    (written): Reading<number> => {
      const value = typeof written === 'string' && /^\d{1,9}$/.test(written) ? Number(written) : NaN
      if (value >= least && value <= most) return { ok: true, value }
      return mistake(`expected a whole number from ${least} to ${most}`, written)
    },
    { type: 'integer', minimum: least, maximum: most, default: byDefault, description },
  )
}

/** A percentage of a query, read as a share from 0 to 1. */
export function percentField(description: string) {
  return documented(
    (written): Reading<number> => {
      const percent =
        typeof written === 'string' && /^\d{1,3}(?:\.\d{1,4})?$/.test(written) ? Number(written) : 0
      if (percent > 0 && percent <= 100) return { ok: true, value: percent / 100 }
      return mistake('expected a percentage above 0 and at most 100, as 99.9', written)
    },
    { type: 'number', exclusiveMinimum: 0, maximum: 100, description, examples: [99.9] },
  )
}

interface Bounds {
  least?: number
  most: number
  byDefault: number
}

export function oneOfField<const T extends string>(description: string, known: readonly T[]) {
  return documented(
    (written): Reading<T> => {
      const value = known.find((one) => one === written)
      return value === undefined ? mistake(`expected ${known.join(', ')}`, written) : { ok: true, value }
    },
    { type: 'string', enum: known, description },
  )
}

/** 1 to 100 names parted by commas, each once; of `known` alone, where it is given, else monitors' ids. */
export function listField(description: string, known?: readonly string[]) {
  const what = known ? known.join(', ') : 'ids of 1 to 100 monitors'
  return documented(
    (written): Reading<readonly string[]> => {
      const names = typeof written === 'string' ? [...new Set(written.split(','))] : []
      const isName = (name: string) => (known ? known.includes(name) : readSlug(name).ok)
      if (names.length >= 1 && names.length <= 100 && names.every(isName)) return { ok: true, value: names }
      return mistake(`expected ${what}, parted by commas`, written)
    },
    { type: 'string', description, examples: [known ? (known[0] ?? '') : 'inbox,shop'] },
  )
}

/** A line of text that is compared with what is stored, as a location. */
export function textField(description: string, most = 200) {
  return documented(
    (written): Reading<string> =>
      typeof written === 'string' && written.length >= 1 && written.length <= most
        ? { ok: true, value: written }
        : mistake(`expected 1 to ${most} characters`, written),
    { type: 'string', minLength: 1, maxLength: most, description },
  )
}

function readSlug(written: unknown): Reading<string> {
  if (typeof written === 'string' && /^[a-z0-9-]{1,64}$/.test(written)) return { ok: true, value: written }
  return mistake('expected 1 to 64 lower-case letters, digits and hyphens', written)
}

function mistake(expected: string, written: unknown): Reading<never> {
  return { ok: false, message: `${expected}, got ${shown(written)}` }
}
