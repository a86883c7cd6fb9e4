import { describe, expect, test } from 'vitest'

import { readTimes } from '../../../cli/arguments/read-times.ts'

/** A Thursday, 14:30 in Berlin. */
const now = Date.parse('2026-11-05T13:30:00Z')

function times(written: string, zone = 'Europe/Berlin') {
  const read = readTimes(written, { now, zone })
  if (!read.ok) return read.message
  return [read.value.from, read.value.until].map((at) => new Date(at).toISOString().replace(':00.000Z', 'Z'))
}

describe('an instant', () => {
  test.each([
    ['24h', '2026-11-04T13:30Z'],
    ['7d', '2026-10-29T13:30Z'],
    ['1h30m', '2026-11-05T12:00Z'],
    ['03:00', '2026-11-05T02:00Z'],
    ['14:30', '2026-11-05T13:30Z'],
    ['14:31', '2026-11-04T13:31Z'],
    ['2026-11-05T03:00', '2026-11-05T02:00Z'],
    ['2026-11-05 03:00', '2026-11-05T02:00Z'],
    ['2026-11-05T03:00Z', '2026-11-05T03:00Z'],
    ['2026-11-05T03:00+05:00', '2026-11-04T22:00Z'],
  ])('%s', (written, at) => {
    expect(times(written)).toEqual([at, at])
  })
})

describe('days', () => {
  test.each([
    ['today', '2026-11-04T23:00Z', '2026-11-05T23:00Z'],
    ['yesterday', '2026-11-03T23:00Z', '2026-11-04T23:00Z'],
    ['2026-11-05', '2026-11-04T23:00Z', '2026-11-05T23:00Z'],
    ['2026-11', '2026-10-31T23:00Z', '2026-11-30T23:00Z'],
    ['2026-12', '2026-11-30T23:00Z', '2026-12-31T23:00Z'],
    // Summer time ends: 25 hours.
    ['2026-10-25', '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
    // Clocks skip 02:30; the day has 23 hours.
    ['2026-03-29', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
  ])('%s', (written, from, until) => {
    expect(times(written)).toEqual([from, until])
  })

  test('a month of a zone off the hour', () => {
    expect(times('2026-11', 'Asia/Kolkata')).toEqual(['2026-10-31T18:30Z', '2026-11-30T18:30Z'])
  })
})

test.each(['', '24', 'noon', '24:00', '3:00', '2026-13', '2026-02-29', '2026-11-31T03:00', '0h', '-1d'])(
  '%j is none',
  (written) => {
    expect(times(written)).toBe(
      `expected 24h, 7d, today, yesterday, 03:00, 2026-11, 2026-11-05 or 2026-11-05T03:00Z, got "${written}"`,
    )
  },
)
