import * as v from 'valibot'

import type { RunRequest } from '../../shared/core/run/run.ts'
import { MINUTE } from '../../shared/core/time/units.ts'
import { parse } from '../runtime/parse.ts'

/**
 * The event is none that a rule, a schedule or the watchdog of this stack sends. Trying again would not help.
 */
export class EventError extends Error {
  override readonly name = 'EventError'
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

const slug = (what: string) =>
  v.pipe(
    v.string(`expected ${what}`),
    v.regex(/^[a-z0-9-]{1,64}$/, `expected ${what}: 1 to 64 lower-case letters, digits and hyphens`),
  )

const schema = v.pipe(
  v.object(
    {
      monitorId: slug('a monitor id'),
      location: slug('a location'),
      scheduledAt: v.pipe(
        v.string('expected an instant in ISO 8601, as 2026-01-05T12:00:00Z'),
        v.check(
          (text) => ISO_INSTANT.test(text) && !Number.isNaN(Date.parse(text)),
          'expected an instant in ISO 8601, as 2026-01-05T12:00:00Z',
        ),
      ),
      trigger: v.optional(
        v.picklist(['schedule', 'on-demand', 'recheck'], 'expected schedule, on-demand or recheck'),
        'schedule',
      ),
      requestId: v.optional(
        v.pipe(
          v.string('expected a request id'),
          v.regex(/^[\w-]{1,64}$/, 'expected 1 to 64 letters, digits, _ and -'),
        ),
      ),
    },
    (issue) =>
      issue.expected === 'Object'
        ? 'expected an object with monitorId, location and scheduledAt'
        : 'expected, but missing',
  ),
  v.forward(
    v.partialCheck(
      [['trigger'], ['requestId']],
      ({ trigger, requestId }) => (trigger === 'schedule') === (requestId === undefined),
      'expected one for an on-demand run or a recheck, and none for a scheduled run',
    ),
    ['requestId'],
  ),
)

/**
 * The run that an event asks for at `location`, which is the only one served here. The scheduled time of a
 * scheduled run is floored to the minute: a rule may fire twice for one minute (at least once is all that
 * EventBridge promises), and both are one run. Any other run has its request's id.
 * Throws `EventError` naming every field at fault.
 */
export function parseEvent(event: unknown, location: string): RunRequest {
  const { monitorId, trigger, requestId, scheduledAt, ...rest } = parse(schema, event, refusal)
  if (rest.location !== location) {
    throw refusal(`location: expected ${location}, where this probe is, got ${rest.location}`)
  }
  const at = Date.parse(scheduledAt)
  return {
    monitorId,
    location,
    scheduledAt: trigger === 'schedule' ? Math.floor(at / MINUTE) * MINUTE : at,
    trigger,
    ...(requestId !== undefined && { requestId }),
  }
}

function refusal(mistakes: string): EventError {
  return new EventError(`not a run's event: ${mistakes}`)
}
