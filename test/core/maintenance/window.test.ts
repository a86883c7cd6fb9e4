import { describe, expect, test } from 'vitest'

import { type MaintenanceWindow, WEEKDAYS, type Weekday } from '../../../shared/core/maintenance/window.ts'
import {
  lastMaintenanceEnd,
  maintenanceAt,
  nextMaintenance,
} from '../../../shared/core/maintenance/maintenance-at.ts'
import { DAY, type EpochMs, MINUTE, isoInstant } from '../../../shared/core/time/units.ts'

const HOUR = 60 * MINUTE

const BERLIN = 'Europe/Berlin'
const NEW_YORK = 'America/New_York'
const LORD_HOWE = 'Australia/Lord_Howe'

type Rest = Partial<MaintenanceWindow>

function weekly(days: readonly Weekday[], start: string, zone: string, hours: number, rest: Rest = {}) {
  return { mode: 'mute', zone, start, days, durationMinutes: hours * 60, ...rest } satisfies MaintenanceWindow
}

function once(start: string, zone: string, hours: number, rest: Rest = {}) {
  return { mode: 'mute', zone, start, durationMinutes: hours * 60, ...rest } satisfies MaintenanceWindow
}

const utc = (text: string): EpochMs => Date.parse(`${text}Z`)

const SUNDAY: readonly Weekday[] = ['sun']

describe('a window', () => {
  test.each([
    ['comes every week', weekly(['tue'], '09:15', 'UTC', 1), '2026-12-01T09:15', '2026-12-01T10:15'],
    ['crosses midnight', weekly(['mon'], '22:00', BERLIN, 4), '2026-12-07T21:00', '2026-12-08T01:00'],
    ['begins by summer time', weekly(['mon'], '22:00', BERLIN, 4), '2026-07-06T20:00', '2026-07-07T00:00'],
    ['comes once', once('2026-12-01T22:00', BERLIN, 2), '2026-12-01T21:00', '2026-12-01T23:00'],
    ['lasts a week', once('2026-12-01T22:00', BERLIN, 168), '2026-12-01T21:00', '2026-12-08T21:00'],
    ['comes on a leap day', once('2028-02-29T23:59', 'UTC', 1), '2028-02-29T23:59', '2028-03-01T00:59'],
    ['lasts a minute', weekly(['wed'], '00:00', 'UTC', 1 / 60), '2026-12-02T00:00', '2026-12-02T00:01'],

    ['begins before the gap', weekly(SUNDAY, '01:59', BERLIN, 1), '2026-03-29T00:59', '2026-03-29T01:59'],
    ['would begin with the gap', weekly(SUNDAY, '02:00', BERLIN, 1), '2026-03-29T01:00', '2026-03-29T02:00'],
    ['would begin in the gap', weekly(SUNDAY, '02:30', BERLIN, 1), '2026-03-29T01:00', '2026-03-29T02:00'],
    ['begins after the gap', weekly(SUNDAY, '03:00', BERLIN, 1), '2026-03-29T01:00', '2026-03-29T02:00'],
    ['would once begin in it', once('2026-03-29T02:30', BERLIN, 1), '2026-03-29T01:00', '2026-03-29T02:00'],
    ['lasts over the gap', weekly(['sat'], '22:00', BERLIN, 8), '2026-03-28T21:00', '2026-03-29T05:00'],

    ['begins twice', weekly(SUNDAY, '02:30', BERLIN, 1), '2026-10-25T00:30', '2026-10-25T01:30'],
    ['begins once and twice', once('2026-10-25T02:30', BERLIN, 1), '2026-10-25T00:30', '2026-10-25T01:30'],
    ['begins after that hour', weekly(SUNDAY, '03:00', BERLIN, 1), '2026-10-25T02:00', '2026-10-25T03:00'],
    ['lasts over that hour', weekly(['sat'], '22:00', BERLIN, 8), '2026-10-24T20:00', '2026-10-25T04:00'],

    ['springs in New York', weekly(SUNDAY, '02:30', NEW_YORK, 1), '2026-03-08T07:00', '2026-03-08T08:00'],
    ['falls in New York', weekly(SUNDAY, '01:30', NEW_YORK, 1), '2026-11-01T05:30', '2026-11-01T06:30'],
    ['skips half an hour', weekly(SUNDAY, '02:15', LORD_HOWE, 1), '2026-10-03T15:30', '2026-10-03T16:30'],
    ['repeats half an hour', weekly(SUNDAY, '01:45', LORD_HOWE, 1), '2026-04-04T14:45', '2026-04-04T15:45'],
    [
      'knows no summer time',
      weekly(SUNDAY, '02:30', 'Asia/Tokyo', 1),
      '2026-03-28T17:30',
      '2026-03-28T18:30',
    ],
    [
      'is off by quarters',
      weekly(['mon'], '00:00', 'Asia/Kathmandu', 1),
      '2026-12-06T18:15',
      '2026-12-06T19:15',
    ],
    [
      'is far east',
      weekly(['mon'], '08:00', 'Pacific/Kiritimati', 1),
      '2026-12-06T18:00',
      '2026-12-06T19:00',
    ],
    ['is far west', weekly(SUNDAY, '20:00', 'Pacific/Pago_Pago', 1), '2026-12-07T07:00', '2026-12-07T08:00'],
    [
      'is on a skipped day',
      weekly(['fri'], '15:00', 'Pacific/Apia', 1),
      '2011-12-30T10:00',
      '2011-12-30T11:00',
    ],
  ])('that %s', (_what, window, start, end) => {
    const [from, until] = [utc(start), utc(end)]
    expect(nextMaintenance([window], from - 1)).toEqual({ mode: 'mute', from, until })
    expect(maintenanceAt([window], from - 1)).toBeUndefined()
    expect(maintenanceAt([window], from)).toEqual({ mode: 'mute', until })
    expect(maintenanceAt([window], until - 1)).toEqual({ mode: 'mute', until })
    expect(maintenanceAt([window], until)).toBeUndefined()
    expect(lastMaintenanceEnd([window], from, until)).toBe(until)
  })

  test('whose hour comes twice comes once that day, and again the next', () => {
    const daily = weekly(WEEKDAYS, '02:30', BERLIN, 1)
    const first = nextMaintenance([daily], utc('2026-10-24T22:00'))
    const second = nextMaintenance([daily], first?.from ?? 0)
    expect([first, second].map((coming) => coming && isoInstant(coming.from))).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ])
  })
})

describe('of several windows', () => {
  const AT = utc('2026-12-01T12:00')
  const mute = once('2026-12-01T11:00', 'UTC', 2, { note: 'mail server moves' })
  const pause = once('2026-12-01T11:30', 'UTC', 1, { mode: 'pause', note: 'power is off' })

  test('the one that pauses says what holds, and cover lasts as long as any', () => {
    const expected = { mode: 'pause', note: 'power is off', until: utc('2026-12-01T13:00') }
    expect(maintenanceAt([mute, pause], AT)).toEqual(expected)
    expect(maintenanceAt([pause, mute], AT)).toEqual(expected)
  })

  test('the one written first says what holds if both do alike', () => {
    const other = { ...mute, note: 'other' }
    expect(maintenanceAt([mute, other], AT)?.note).toBe('mail server moves')
    expect(maintenanceAt([other, mute], AT)?.note).toBe('other')
  })

  test.each([
    ['touches', once('2026-12-01T13:00', 'UTC', 1), '2026-12-01T14:00'],
    ['touches and pauses', once('2026-12-01T14:00', BERLIN, 1, { mode: 'pause' }), '2026-12-01T14:00'],
    ['overlaps', weekly(['tue'], '12:30', 'UTC', 5), '2026-12-01T17:30'],
    ['lies inside', once('2026-12-01T12:30', 'UTC', 0.25), '2026-12-01T13:00'],
    ['follows after a minute', once('2026-12-01T13:01', 'UTC', 1), '2026-12-01T13:00'],
    ['ended before', once('2026-12-01T09:00', 'UTC', 1), '2026-12-01T13:00'],
  ])('one that %s is followed as it should be', (_what, next, until) => {
    expect(maintenanceAt([next, mute], AT)).toEqual({ mode: 'mute', note: mute.note, until: utc(until) })
  })

  test('cover is followed from one to the next, whatever their order', () => {
    const chain = [3, 1, 4, 2, 0].map((hour) => once(`2026-12-01T1${hour + 2}:00`, 'UTC', 1))
    expect(maintenanceAt(chain, AT)?.until).toBe(AT + 5 * HOUR)
  })

  test.each([
    ['one that lasts a week every week', [weekly(['mon'], '00:00', BERLIN, 168)]],
    ['seven days of a day', [weekly(WEEKDAYS, '00:00', 'UTC', 24)]],
    [
      'twenty that last a week every day',
      Array.from({ length: 20 }, () => weekly(WEEKDAYS, '12:00', BERLIN, 168)),
    ],
  ])('cover that never ends is followed for 14 days: %s', (_what, windows) => {
    expect(maintenanceAt(windows, AT + 1)?.until).toBe(AT + 1 + 14 * DAY)
  })

  test('the next is the one that begins first, or pauses if two begin at once', () => {
    const windows = [once('2026-12-02T08:00', 'UTC', 1), weekly(['wed'], '07:00', 'UTC', 1), mute]
    const [from, until] = [utc('2026-12-02T07:00'), utc('2026-12-02T08:00')]
    expect(nextMaintenance(windows, AT)).toEqual({ mode: 'mute', from, until })
    const paused = [...windows, once('2026-12-02T07:00', 'UTC', 1, { mode: 'pause', note: 'power is off' })]
    expect(nextMaintenance(paused, AT)).toEqual({ mode: 'pause', note: 'power is off', from, until })
  })
})

describe('the last end', () => {
  const nightly = weekly(WEEKDAYS, '01:00', 'UTC', 1)
  const long = weekly(['mon'], '00:00', 'UTC', 24)

  test.each([
    ['is that of last night', [nightly], '2026-12-01T00:00', '2026-12-01T12:00', '2026-12-01T02:00'],
    ['may be at the end asked for', [nightly], '2026-12-01T00:00', '2026-12-01T02:00', '2026-12-01T02:00'],
    ['is not where the question begins', [nightly], '2026-12-01T02:00', '2026-12-01T12:00', undefined],
    ['is none before an end', [nightly], '2026-11-30T12:00', '2026-12-01T01:59', undefined],
    ['is found in years', [nightly], '2000-01-01T00:00', '2026-12-01T12:00', '2026-12-01T02:00'],
    [
      'of a week-long one, too',
      [weekly(['mon'], '00:00', 'UTC', 168)],
      '2000-01-01T00:00',
      '2026-12-06T23:59',
      '2026-11-30T00:00',
    ],
    [
      'is that of a one-off long ago',
      [once('2020-01-01T00:00', 'UTC', 1)],
      '2000-01-01T00:00',
      '2026-12-01T00:00',
      '2020-01-01T01:00',
    ],
    ['is the latest of several', [long, nightly], '2026-11-29T00:00', '2026-12-01T01:00', '2026-12-01T00:00'],
    [
      'counts within another window',
      [long, nightly],
      '2026-11-30T00:00',
      '2026-11-30T12:00',
      '2026-11-30T02:00',
    ],
    ['is none in no time', [nightly], '2026-12-01T02:00', '2026-12-01T02:00', undefined],
  ])('%s', (_what, windows, after, upTo, end) => {
    expect(lastMaintenanceEnd(windows, utc(after), utc(upTo))).toBe(end && utc(end))
  })
})

test('without windows there is no maintenance', () => {
  expect(maintenanceAt([], 0)).toBeUndefined()
  expect(nextMaintenance([], 0)).toBeUndefined()
  expect(lastMaintenanceEnd([], 0, DAY)).toBeUndefined()
})

test('a one-off that has begun does not come again', () => {
  expect(nextMaintenance([once('2026-12-01T22:00', 'UTC', 1)], utc('2026-12-01T22:00'))).toBeUndefined()
})

test('a zone that there is not is an error of the program, for the definition was to refuse it', () => {
  expect(() => maintenanceAt([once('2026-12-01T22:00', 'Mars/Olympus', 1)], 0)).toThrow(RangeError)
})
