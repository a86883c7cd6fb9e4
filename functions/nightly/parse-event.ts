import * as v from 'valibot'

import { type IsoDay, daysBefore, isIsoDay, isoDayOf } from '../../shared/core/time/iso-day.ts'
import { parse } from '../runtime/parse.ts'

/** The day to make, and of which monitors. */
export interface NightlyWork {
  day: IsoDay
  /** Only those whose ids sort behind this one; absent: all. */
  after?: string
}

/** As EventBridge writes it in its own events: `2026-01-06T00:30:00Z`. */
const ruleEvent = v.object({
  time: v.pipe(
    v.string('expected an instant in ISO 8601, as 2026-01-06T00:30:00Z'),
    v.isoTimestamp('expected an instant in ISO 8601, as 2026-01-06T00:30:00Z'),
  ),
})

const operatorEvent = v.strictObject(
  {
    day: v.pipe(
      v.string('expected a day, as 2026-01-05'),
      v.check(isIsoDay, 'expected a day, as 2026-01-05'),
    ),
    after: v.exactOptional(v.string('expected a monitor id')),
  },
  ({ expected }) => (expected === 'never' ? 'there is no such field' : 'expected, but missing'),
)

/**
 * What the rule's event asks for, which is the day before its own time however late it comes, or an
 * operator's: `{ "day": "2026-01-05" }`. Throws naming every field at fault.
 */
export function parseEvent(event: unknown): NightlyWork {
  if (!hasTime(event)) return parse(operatorEvent, event, refusal)
  const { time } = parse(ruleEvent, event, refusal)
  return { day: daysBefore(isoDayOf(Date.parse(time)), 1) }
}

function refusal(mistakes: string): Error {
  return new Error(
    `not an event of the nightly function: ${mistakes}; ` +
      'expected the event of its rule, or { "day": "2026-01-05" }',
  )
}

function hasTime(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'time' in event
}
