import * as v from 'valibot'
import { describe, expect, test } from 'vitest'

import { problemOf, section } from '../../../../shared/core/definition/fields/fields.ts'
import { maintenanceField } from '../../../../shared/core/definition/fields/maintenance-field.ts'
import type { MaintenanceWindow } from '../../../../shared/core/maintenance/window.ts'
import { nextMaintenance } from '../../../../shared/core/maintenance/maintenance-at.ts'
import { describeProblems } from '../../../../shared/core/definition/parse-monitor.ts'
import { longTest } from '../../../support/thorough.ts'

const SCHEMA = section('a definition', { maintenance: maintenanceField })

const WEEKLY = { start: '22:00', days: ['mon', 'thu'], durationMinutes: 240, zone: 'Europe/Berlin' }
const ONCE = { start: '2026-12-01T22:00', durationMinutes: 240, zone: 'Europe/Berlin' }

type Change = Record<string, unknown>

function read(definition: Change): readonly MaintenanceWindow[] {
  return v.parse(SCHEMA, definition).maintenance
}

function mistakes(maintenance: unknown): string[] {
  const parsed = v.safeParse(SCHEMA, { maintenance })
  return parsed.success ? [] : describeProblems(parsed.issues.map(problemOf)).split('\n')
}

describe('the field maintenance', () => {
  test('is no windows if it is left out or empty', () => {
    expect(read({})).toEqual([])
    expect(read({ maintenance: [] })).toEqual([])
  })

  test('mutes unless it says otherwise, and holds nothing that was left out', () => {
    expect(read({ maintenance: [WEEKLY, ONCE] })).toStrictEqual([
      { ...WEEKLY, mode: 'mute' },
      { ...ONCE, mode: 'mute' },
    ])
  })

  test('keeps what is written', () => {
    const full = { ...WEEKLY, mode: 'pause', note: 'mail server moves 📦' }
    expect(read({ maintenance: [full] })).toStrictEqual([full])
  })

  test.each([
    ['the first minute of a day', { start: '00:00' }],
    ['the last minute of a day', { start: '23:59' }],
    ['all the week', { days: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'], durationMinutes: 10_080 }],
    ['a minute', { durationMinutes: 1 }],
    ['a leap day', { start: '2028-02-29T02:00', days: undefined }],
    ['UTC', { zone: 'UTC' }],
    ['a zone of the database by its older name', { zone: 'Asia/Calcutta' }],
    ['a zone of one word', { zone: 'CET' }],
    ['a zone in small letters', { zone: 'europe/berlin' }],
    ['a zone that is an offset by its name', { zone: 'Etc/GMT+3' }],
    ['the longest note', { note: '📦'.repeat(200) }],
    ['a mode that is the default', { mode: 'mute' }],
  ])('takes %s', (_what, change) => {
    expect(mistakes([{ ...WEEKLY, ...change }])).toEqual([])
  })

  test.each([
    ['nothing', null, 'maintenance: expected a list of at most 20 windows, got null'],
    ['one window', WEEKLY, 'maintenance: expected a list of at most 20 windows, got an object'],
    ['21', Array(21).fill(WEEKLY), 'maintenance: expected a list of at most 20 windows, got a list'],
    [
      'words',
      ['at night'],
      'maintenance[0]: expected a window as { start, days, durationMinutes, zone }, got text',
    ],
  ])('is no %s', (_what, written, message) => {
    expect(mistakes(written)).toEqual([message])
  })

  test('takes no more than 20 windows, and tells the mistakes of all of them', () => {
    expect(mistakes(Array(20).fill(WEEKLY))).toEqual([])
    expect(
      mistakes([WEEKLY, { ...ONCE, mode: 'off', zones: 'UTC' }, { ...WEEKLY, durationMinutes: 0 }]),
    ).toEqual([
      'maintenance[1].mode: expected mute or pause, got "off"',
      'maintenance[1].zones: there is no such field; did you mean zone?',
      'maintenance[2].durationMinutes: expected a whole number of minutes from 1 to 10080, got 0',
    ])
  })

  test('tells everything that an empty window lacks', () => {
    expect(mistakes([{}])).toEqual([
      'maintenance[0].start: expected 22:00 for every week or 2026-12-01T22:00 for once, got nothing',
      'maintenance[0].durationMinutes: expected a whole number of minutes from 1 to 10080, got nothing',
      'maintenance[0].zone: expected the name of a time zone as Europe/Berlin or UTC, got nothing',
    ])
  })
})

describe('a window is refused that has', () => {
  const start = 'start: expected 22:00 for every week or 2026-12-01T22:00 for once, got'
  const zone = 'zone: expected the name of a time zone as Europe/Berlin or UTC, got'
  const days = 'days: expected a list of 1 to 7 days as [mon, thu], got'
  const note = 'note: expected one line of text of 1 to 200 characters, got'

  test.each([
    ['seconds', { start: '22:00:00' }, `${start} "22:00:00": leave out the seconds`],
    ['no such time', { start: '24:00' }, `${start} "24:00": the day after begins at 00:00`],
    ['no such hour', { start: '25:00' }, `${start} "25:00": there is no such time`],
    ['no such minute', { start: '22:60' }, `${start} "22:60": there is no such time`],
    ['half a time', { start: '9:00' }, `${start} "9:00"`],
    ['a time in a word', { start: 'x22:00' }, `${start} "x22:00"`],
    ['a time and a line break', { start: '22:00\n' }, String.raw`${start} "22:00\x0a"`],
    ['a number for a time', { start: 1320 }, `${start} 1320`],
    ['30 February', { start: '2026-02-30T22:00' }, `${start} "2026-02-30T22:00": there is no such day`],
    ['month 13', { start: '2026-13-01T22:00' }, `${start} "2026-13-01T22:00": there is no such day`],
    ['29 February', { start: '2026-02-29T22:00' }, `${start} "2026-02-29T22:00": there is no such day`],
    ['a day alone', { start: '2026-12-01' }, `${start} "2026-12-01"`],
    [
      'an instant',
      { start: '2026-12-01T22:00Z' },
      `${start} "2026-12-01T22:00Z": the time zone belongs in the field zone`,
    ],
    [
      'an instant with an offset',
      { start: '2026-12-01T22:00:00+01:00' },
      `${start} "2026-12-01T22:00:00+01:00": the time zone belongs in the field zone`,
    ],

    [
      'a weekly start without days',
      { days: undefined },
      'days: expected days with a weekly start, as [mon, thu], got nothing',
    ],
    [
      'a dated start with days',
      { start: '2026-12-01T22:00' },
      'days: expected no days with a start that has a date, got a list: remove one of them',
    ],
    ['no days', { days: [] }, `${days} a list`],
    ['eight days', { days: Array(8).fill('mon') }, `${days} a list`],
    ['a day for days', { days: 'mon' }, `${days} "mon"`],
    ['null for days', { days: null }, `${days} null`],
    [
      'a day in full',
      { days: ['mon', 'Thursday'] },
      'days[1]: expected mon, tue, wed, thu, fri, sat or sun, got "Thursday"',
    ],
    ['a day twice', { days: ['mon', 'thu', 'mon'] }, 'days[2]: expected every day once, got "mon" again'],

    ['an unknown zone', { zone: 'Mars/Olympus' }, `${zone} "Mars/Olympus"`],
    ['a slip in its zone', { zone: 'Europe/Berln' }, `${zone} "Europe/Berln"; did you mean Europe/Berlin?`],
    ['a city for its zone', { zone: 'New York' }, `${zone} "New York"; did you mean America/New_York?`],
    ['an offset for its zone', { zone: '+01:00' }, `${zone} "+01:00": an offset has no daylight saving time`],
    ['an offset from UTC', { zone: 'UTC+1' }, `${zone} "UTC+1": an offset has no daylight saving time`],
    ['three letters of many meanings', { zone: 'IST' }, `${zone} "IST"`],
    ['no word for its zone', { zone: '' }, `${zone} ""`],
    ['the letter of UTC', { zone: 'Z' }, `${zone} "Z"`],
    ['an endless zone', { zone: 'x'.repeat(100_000) }, `${zone} "${'x'.repeat(40)}…"`],
    ['a number for its zone', { zone: 1 }, `${zone} 1`],

    [
      'part of a minute',
      { durationMinutes: 1.5 },
      'durationMinutes: expected a whole number of minutes from 1 to 10080, got 1.5',
    ],
    [
      'more than a week',
      { durationMinutes: 10_081 },
      'durationMinutes: expected a whole number of minutes from 1 to 10080, got 10081',
    ],
    [
      'text for its length',
      { durationMinutes: '60' },
      'durationMinutes: expected a whole number of minutes from 1 to 10080, got "60"',
    ],
    ['an unknown mode', { mode: 'MUTE' }, 'mode: expected mute or pause, got "MUTE"'],
    ['an empty note', { note: '' }, `${note} ""`],
    ['a note of two lines', { note: 'a\nb' }, String.raw`${note} "a\x0ab"`],
    ['a note too long', { note: 'a'.repeat(201) }, `${note} "${'a'.repeat(40)}…"`],
    ['a misspelt field', { duration: 5 }, 'duration: there is no such field; did you mean durationMinutes?'],
  ])('%s', (_what, change, message) => {
    expect(mistakes([{ ...WEEKLY, ...change }])).toEqual([`maintenance[0].${message}`])
  })
})

longTest('every zone that is taken has clocks to go by', () => {
  const zones = ['UTC', 'GMT', 'CET', 'EST', 'est5edt', 'PST8PDT', 'US/Pacific', 'GB-Eire', 'Cuba', 'NZ-CHAT']
  for (const zone of [...zones, ...Intl.supportedValuesOf('timeZone')]) {
    const windows = read({ maintenance: [{ ...WEEKLY, zone }] })
    expect(nextMaintenance(windows, 0), zone).toBeDefined()
  }
})
