import { readMaintenance } from '../../../shared/core/definition/written-windows.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import type { MaintenanceWindow } from '../../../shared/core/maintenance/window.ts'
import { windowState } from '../../../shared/core/maintenance/window-state.ts'
import type { Problem } from '../../../shared/core/definition/monitor.ts'
import { readTimeZone } from '../../../shared/core/definition/fields/time-zone.ts'
import { type EpochMs, MINUTE, isoInstant } from '../../../shared/core/time/units.ts'
import { readSpan } from '../../arguments/duration.ts'
import { instantOf } from '../../../shared/core/maintenance/clock-time.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { clockDay, clockMinute } from '../../terminal/clock-words.ts'

/** Options that describe a window, each with the field that it fills. */
const DESCRIBING = {
  start: 'start',
  days: 'days',
  for: 'durationMinutes',
  zone: 'zone',
  mode: 'mode',
  note: 'note',
} as const

type DescribingOption = keyof typeof DESCRIBING

export type WindowFlags = Readonly<Record<DescribingOption, string | undefined>>

const OPTIONS = Object.keys(DESCRIBING) as DescribingOption[]

/**
 * The window that the options describe; throws `UsageError` with every mistake, each with its option.
 * `machineZone`: what may be meant.
 */
export function windowOf(flags: WindowFlags, machineZone: string, now: EpochMs): MaintenanceWindow {
  const fromNow = flags.start === undefined && flags.days === undefined
  const values = fromNow ? { ...flags, ...startingNow(flags.zone ?? machineZone, now) } : flags
  const { start, days, zone, mode, note } = values
  const span = values.for === undefined ? undefined : readSpan(values.for)
  const described = {
    start,
    ...(days !== undefined && { days: days.split(',').map((day) => day.trim().toLowerCase()) }),
    durationMinutes: span?.ok ? span.value / MINUTE : undefined,
    zone,
    ...(mode !== undefined && { mode }),
    ...(note !== undefined && { note }),
  }
  const read = readMaintenance([described])
  const window = read.ok ? read.windows[0] : undefined
  if (!window) {
    const problems = read.ok ? [] : read.problems
    throw new UsageError(...problems.map((problem) => inOptionWords(problem, values, machineZone)))
  }
  if (windowState(window, now).kind !== 'over') return window
  throw new UsageError(`--start: expected a window that has not passed, got ${shown(start)}`)
}

/** This minute by the clocks of the zone, or by UTC where they show it twice. A zone that is none is left. */
function startingNow(zone: string, now: EpochMs): { start: string; zone: string } {
  const minute = now - (now % MINUTE)
  if (!readTimeZone(zone).ok) return { start: isoInstant(minute).slice(0, 16), zone }
  const inZone = (zone: string) => ({ start: `${clockDay(minute, zone)}T${clockMinute(minute, zone)}`, zone })
  const written = inZone(zone)
  return instantOf(zone, Date.parse(`${written.start}Z`)) === minute ? written : inZone('UTC')
}

function inOptionWords({ path, message }: Problem, values: WindowFlags, machineZone: string): string {
  const field = path.replace(/^\[0\]\.?/, '').replace(/\[\d+\]$/, '')
  const option = OPTIONS.find((one) => DESCRIBING[one] === field)
  if (option === undefined) return message
  return `--${option}: ${optionMessage(option, message, values, machineZone)}`
}

function optionMessage(
  option: DescribingOption,
  message: string,
  values: WindowFlags,
  machineZone: string,
): string {
  if (option === 'zone' && values.zone === undefined) {
    return `expected the time zone of the start; this machine's is --zone ${machineZone}`
  }
  if (option === 'for') {
    if (values.for === undefined) return 'expected how long it lasts, as 30m, 2h or 1h30m'
    const span = readSpan(values.for)
    return span.ok ? message : span.message
  }
  // Lists are written otherwise in a file.
  return message.replace(/\[(\w+), (\w+)\]/, '$1,$2').replace('in the field zone', 'in --zone')
}
