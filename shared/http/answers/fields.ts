import * as v from 'valibot'

import type { Trigger } from '../../core/run/run.ts'
import { REASONS, type Reason, STATUS_NAMES, type Status } from '../../core/run/statuses.ts'

/** An instant as answers write it: ISO 8601 in UTC. */
export const instant = v.pipe(v.string(), v.metadata({ format: 'date-time' }))

/** Ms. */
export const millis = v.pipe(v.number(), v.description('Milliseconds.'))

/** A number of things. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const text = v.string()

/** One of a list that grows from release to release: any text, with those that are known by now. */
export function growing<const T extends string>(known: readonly T[], description: string) {
  return v.pipe(
    v.string() as unknown as v.GenericSchema<T>,
    v.metadata({ description, examples: [...known] }),
  )
}

export const reason = growing<Reason>(REASONS, 'Why a run failed; each release may add some.')

export const status = v.pipe(
  v.number() as unknown as v.GenericSchema<Status>,
  v.metadata({
    description: Object.entries(STATUS_NAMES)
      .map(([number, name]) => `${number}: ${name}`)
      .join(', '),
    examples: Object.keys(STATUS_NAMES).map(Number),
  }),
)

export const trigger = growing<Trigger>(['schedule', 'on-demand', 'recheck'], 'Why the run was made.')

/** By a name that somebody chose, as a location. */
export function byName<T>(schema: v.GenericSchema<T>) {
  return v.record(v.string(), schema)
}

export const optional = v.exactOptional

/** Some of a list; `next` is given back as `cursor` for those that follow. */
export function pageSchema<const T extends v.GenericSchema>(item: T) {
  return v.object({
    items: v.array(item),
    next: optional(v.pipe(v.string(), v.description('Absent: there are no more.'))),
  })
}
