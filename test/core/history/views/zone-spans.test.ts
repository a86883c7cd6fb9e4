import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type CalendarUnit, calendarSpans } from '../../../../shared/core/history/views/zone-spans.ts'
import { DAY, HOUR, MINUTE } from '../../../../shared/core/time/units.ts'
import { longTest } from '../../../support/thorough.ts'

const at = (text: string) => Date.parse(text)
const shown = (spans: ReturnType<typeof calendarSpans>) =>
  spans.map(({ name, from, to }) => `${name} ${(to - from) / HOUR} h`)

describe('days of a zone', () => {
  test('have 23 and 25 hours where clocks change', () => {
    const spring = { from: at('2026-03-27T23:00Z'), to: at('2026-03-29T22:00Z') }
    expect(shown(calendarSpans(spring, 'day', 'Europe/Berlin'))).toEqual([
      '2026-03-28 24 h',
      '2026-03-29 23 h',
    ])
    const autumn = { from: at('2026-10-24T22:00Z'), to: at('2026-10-25T23:00Z') }
    expect(shown(calendarSpans(autumn, 'day', 'Europe/Berlin'))).toEqual(['2026-10-25 25 h'])
  })

  test('begin off the hour where its clocks are', () => {
    const [first, second] = calendarSpans(
      { from: at('2026-01-05T00:00Z'), to: at('2026-01-07T00:00Z') },
      'day',
      'Asia/Kathmandu',
    )
    expect(first).toEqual({ name: '2026-01-05', from: at('2026-01-05T00:00Z'), to: at('2026-01-05T18:15Z') })
    expect(second?.to).toBe(at('2026-01-06T18:15Z'))
  })

  test('are left out where a zone leaves them out', () => {
    const span = { from: at('2011-12-29T10:00Z'), to: at('2012-01-01T10:00Z') }
    const names = calendarSpans(span, 'day', 'Pacific/Apia').map(({ name }) => name)
    expect(names).toEqual(['2011-12-29', '2011-12-31', '2012-01-01'])
  })
})

test('an hour that comes twice stands there twice, one that is skipped not at all', () => {
  const autumn = { from: at('2026-10-25T00:00Z'), to: at('2026-10-25T02:00Z') }
  expect(shown(calendarSpans(autumn, 'hour', 'Europe/Berlin'))).toEqual([
    '2026-10-25T02 1 h',
    '2026-10-25T02 1 h',
  ])
  const spring = { from: at('2026-03-29T00:00Z'), to: at('2026-03-29T02:00Z') }
  expect(shown(calendarSpans(spring, 'hour', 'Europe/Berlin'))).toEqual([
    '2026-03-29T01 1 h',
    '2026-03-29T03 1 h',
  ])
})

test('months are cut at the ends of the span', () => {
  const span = { from: at('2026-01-31T12:00Z'), to: at('2026-03-01T00:00Z') }
  expect(shown(calendarSpans(span, 'month', 'UTC'))).toEqual(['2026-01 12 h', '2026-02 672 h'])
})

longTest('whatever the zone and the span, they follow on one another without a gap', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'America/Havana',
    'Pacific/Apia',
  ]
  const cases = fc.record({
    zone: fc.constantFrom(...zones),
    unit: fc.constantFrom<CalendarUnit>('hour', 'day', 'month'),
    from: fc.integer({ min: at('2011-12-01'), max: at('2027-01-01') }),
    minutes: fc.integer({ min: 0, max: 20 * 24 * 60 }),
  })
  fc.assert(
    fc.property(cases, ({ zone, unit, from, minutes }) => {
      const to = from + minutes * MINUTE
      const spans = calendarSpans({ from, to }, unit, zone)
      expect(spans.map((span) => span.from)).toEqual(
        [from, ...spans.map((span) => span.to)].slice(0, spans.length),
      )
      expect(spans.at(-1)?.to ?? to).toBe(to)
      const longest = { hour: HOUR, day: 25 * HOUR, month: 31 * DAY + HOUR }[unit]
      expect(Math.max(0, ...spans.map((span) => span.to - span.from))).toBeLessThanOrEqual(longest)
    }),
  )
})
