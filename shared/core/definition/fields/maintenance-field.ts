import * as v from 'valibot'

import { type MaintenanceWindow, WEEKDAYS, type Weekday } from '../../maintenance/window.ts'
import { at, field, isRecord, section } from './fields.ts'
import { shown } from '../mistakes/shown-value.ts'
import { lineOfText, wholeNumber } from './text-fields.ts'
import { timeZone } from './time-zone.ts'
import { isOneOff, readWindowStart, windowStart } from './window-start.ts'

const MOST_WINDOWS = 20
const LONGEST_NOTE = 200
const MINUTES_OF_A_WEEK = 7 * 24 * 60

const weekday = field<Weekday>(
  'mon, tue, wed, thu, fri, sat or sun',
  (value) => WEEKDAYS.some((day) => day === value),
  { enum: WEEKDAYS },
)

const weekdays = v.pipe(
  field<unknown[]>(
    'a list of 1 to 7 days as [mon, thu]',
    (value) => Array.isArray(value) && value.length >= 1 && value.length <= WEEKDAYS.length,
    { minItems: 1, maxItems: WEEKDAYS.length },
  ),
  v.array(weekday),
  v.checkItems(
    (day, index, list) => !WEEKDAYS.includes(day) || list.indexOf(day) === index,
    ({ input }) => `expected every day once, got ${shown(input)} again`,
  ),
)

const MODES: readonly unknown[] = ['mute', 'pause']

export const WINDOW_FIELDS = {
  start: windowStart,
  days: v.optional(weekdays),
  durationMinutes: wholeNumber('minutes', 1, MINUTES_OF_A_WEEK),
  zone: timeZone,
  mode: v.optional(
    field<MaintenanceWindow['mode']>('mute or pause', (value) => MODES.includes(value), { enum: MODES }),
    'mute',
  ),
  note: v.optional(lineOfText(LONGEST_NOTE)),
}

/** One window, with what only its parts together can get wrong. */
const maintenanceWindow = v.pipe(
  section('a window as { start, days, durationMinutes, zone }', WINDOW_FIELDS),
  v.rawCheck(({ dataset: { value: window }, addIssue }) => {
    const message = isRecord(window) ? misfitOfDays(window) : undefined
    if (isRecord(window) && message !== undefined) addIssue({ message, path: at(window, 'days') })
  }),
  v.transform(({ days, note, ...window }): MaintenanceWindow => ({
    ...window,
    ...(days !== undefined && { days }),
    ...(note !== undefined && { note }),
  })),
)

/**
 * The field `maintenance`: at most 20 windows, none by default. Every mistake in any of them is told with its
 * path.
 */
export const maintenanceField = v.optional(
  v.pipe(
    field<unknown[]>(
      `a list of at most ${MOST_WINDOWS} windows`,
      (value) => Array.isArray(value) && value.length <= MOST_WINDOWS,
      { maxItems: MOST_WINDOWS },
    ),
    v.array(maintenanceWindow),
    v.readonly(),
  ),
  [],
)

/** A start that was refused says nothing about days. */
function misfitOfDays({ start, days }: Readonly<Record<string, unknown>>): string | undefined {
  const read = readWindowStart(start)
  if (!read.ok) return undefined
  if (!isOneOff(read.value)) {
    return days === undefined ? 'expected days with a weekly start, as [mon, thu], got nothing' : undefined
  }
  return days === undefined
    ? undefined
    : `expected no days with a start that has a date, got ${shown(days)}: remove one of them`
}
