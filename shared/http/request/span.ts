import * as v from 'valibot'

import type { Span } from '../../core/history/views/zone-spans.ts'
import { DAY, type EpochMs } from '../../core/time/units.ts'
import { instantField } from './fields.ts'
import { invalidQuery } from '../problem.ts'

/** Days of the longest span that is asked about. */
const MOST_DAYS = 400

/** The fields of a query about a span of time; the default is said by `spanOf`. */
export const spanQuery = {
  from: v.optional(instantField('At or after it.')),
  to: v.optional(instantField('Before it; default now.')),
}

/** The span that is meant: `defaultDays` up to now where it does not say. Throws `Problem`. */
export function spanOf(
  { from, to }: { from?: EpochMs; to?: EpochMs },
  now: EpochMs,
  defaultDays: number,
  mostDays = MOST_DAYS,
): Span {
  const end = to ?? now
  const start = Math.max(0, from ?? end - defaultDays * DAY)
  if (start >= end) throw invalidQuery('from', 'expected an instant before `to`')
  if (end - start > mostDays * DAY)
    throw invalidQuery('from', `expected at most ${mostDays} days before \`to\``)
  return { from: start, to: end }
}
