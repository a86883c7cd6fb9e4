import { expect, test } from 'vitest'

import { recheckOf } from '../../../shared/core/judging/rechecks.ts'
import { isoInstant } from '../../../shared/core/time/units.ts'
import { lostResult } from '../../contracts/run-fixtures.ts'

import { EventError, parseEvent } from '../../../functions/probe/parse-event.ts'

const scheduled = { monitorId: 'contact-form', location: 'eu-west-1', scheduledAt: '2026-01-05T12:00:00Z' }
const NOON = Date.UTC(2026, 0, 5, 12)

test.each([
  ['a rule', scheduled, { trigger: 'schedule', scheduledAt: NOON }],
  [
    'a rule that fires late in its minute',
    { ...scheduled, scheduledAt: '2026-01-05T12:00:59Z' },
    { scheduledAt: NOON },
  ],
  ['a clock with ms', { ...scheduled, scheduledAt: '2026-01-05T12:00:00.123Z' }, { scheduledAt: NOON }],
  ['another time zone', { ...scheduled, scheduledAt: '2026-01-05T13:00+01:00' }, { scheduledAt: NOON }],
  [
    'somebody on demand',
    { ...scheduled, trigger: 'on-demand', requestId: 'r-1' },
    { trigger: 'on-demand', requestId: 'r-1' },
  ],
  [
    'the watchdog',
    { ...scheduled, trigger: 'recheck', requestId: 'r-2' },
    { trigger: 'recheck', requestId: 'r-2' },
  ],
])('an event of %s is a run', (_, event, expected) => {
  expect(parseEvent(event, 'eu-west-1')).toMatchObject({
    monitorId: 'contact-form',
    location: 'eu-west-1',
    ...expected,
  })
})

test('two firings within one minute are one request', () => {
  const again = { ...scheduled, scheduledAt: '2026-01-05T12:00:31Z' }
  expect(parseEvent(again, 'eu-west-1')).toEqual(parseEvent(scheduled, 'eu-west-1'))
})

test.each([
  ['nothing', undefined, ['expected an object with monitorId, location and scheduledAt']],
  ['a string', 'contact-form', ['expected an object']],
  ['an empty object', {}, ['monitorId: expected', 'location: expected', 'scheduledAt: expected']],
  ['an id in capitals', { ...scheduled, monitorId: 'Contact Form' }, ['monitorId: expected a monitor id']],
  ['an id that is long', { ...scheduled, monitorId: 'x'.repeat(65) }, ['monitorId: expected']],
  [
    'a time that is none',
    { ...scheduled, scheduledAt: 'noon' },
    ['scheduledAt: expected an instant in ISO 8601'],
  ],
  ['a day that is none', { ...scheduled, scheduledAt: '2026-13-05T12:00:00Z' }, ['scheduledAt: ']],
  ['a number as time', { ...scheduled, scheduledAt: NOON }, ['scheduledAt: expected an instant in ISO 8601']],
  [
    'an attribute that nobody replaced',
    { ...scheduled, scheduledAt: '<aws.scheduler.scheduled-time>' },
    ['scheduledAt'],
  ],
  [
    'an unknown trigger',
    { ...scheduled, trigger: 'whim' },
    ['trigger: expected schedule, on-demand or recheck'],
  ],
  ['a recheck without request', { ...scheduled, trigger: 'recheck' }, ['requestId: expected one for']],
  ['a scheduled run with request', { ...scheduled, requestId: 'r' }, ['requestId: expected one for']],
  [
    'another location',
    { ...scheduled, location: 'us-east-1' },
    ['location: expected eu-west-1, where this probe is, got us-east-1'],
  ],
])('%s is refused, naming field and expectation', (_, event, expected) => {
  const parse = () => parseEvent(event, 'eu-west-1')
  expect(parse).toThrow(EventError)
  for (const words of expected) expect(parse).toThrow(words)
})

test('the recheck of a failing run is an event, whatever its run is called, and keeps its time to the millisecond', () => {
  const run = lostResult({ location: 'eu-west-1' })
  const { scheduledAt, ...request } = recheckOf({ run })
  const event = { ...request, scheduledAt: isoInstant(scheduledAt) }
  expect(parseEvent(event, 'eu-west-1')).toEqual({ ...request, scheduledAt })
})
