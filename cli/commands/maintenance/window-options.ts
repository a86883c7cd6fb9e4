import { readMaintenance } from '../../../shared/core/definition/written-windows.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import type { MaintenanceWindow } from '../../../shared/core/maintenance/window.ts'
import { windowState } from '../../../shared/core/maintenance/window-state.ts'
import type { Problem } from '../../../shared/core/definition/monitor.ts'
import { type EpochMs, MINUTE } from '../../../shared/core/time/units.ts'
import { readSpan } from '../../arguments/duration.ts'
import { DESCRIBING, type DescribingOption, type MaintenanceArguments, mistakeIn } from './arguments.ts'

const OPTIONS = Object.keys(DESCRIBING) as DescribingOption[]

/**
 * The window that the options describe; throws `UsageError` with every mistake, each with its option.
 * `machineZone`: what may be meant.
 */
export function windowOf(
  { values }: Pick<MaintenanceArguments, 'values'>,
  machineZone: string,
  now: EpochMs,
): MaintenanceWindow {
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
    throw mistakeIn('add', ...problems.map((problem) => inOptionWords(problem, values, machineZone)))
  }
  if (windowState(window, now).kind !== 'over') return window
  throw mistakeIn('add', `--start: expected a window that has not passed, got ${shown(start)}`)
}

function inOptionWords(
  { path, message }: Problem,
  values: MaintenanceArguments['values'],
  machineZone: string,
): string {
  const field = path.replace(/^\[0\]\.?/, '').replace(/\[\d+\]$/, '')
  const option = OPTIONS.find((one) => DESCRIBING[one] === field)
  if (option === undefined) return message
  return `--${option}: ${optionMessage(option, message, values, machineZone)}`
}

function optionMessage(
  option: DescribingOption,
  message: string,
  values: MaintenanceArguments['values'],
  machineZone: string,
): string {
  if (option === 'zone' && values.zone === undefined) {
    return `expected the time zone by whose clocks it begins; by this machine's it is --zone ${machineZone}`
  }
  if (option === 'for') {
    if (values.for === undefined) return 'expected how long it lasts, as 30m, 2h or 1h30m'
    const span = readSpan(values.for)
    return span.ok ? message : span.message
  }
  // Lists are written otherwise in a file.
  return message.replace(/\[(\w+), (\w+)\]/, '$1,$2').replace('in the field zone', 'in --zone')
}
