import type { MaintenanceWindow } from '../../../shared/core/maintenance/window.ts'
import { readWindow } from '../../../shared/core/definition/read-window.ts'
import type { Problem } from '../../../shared/core/definition/monitor.ts'
import { type EpochMs, MINUTE } from '../../../shared/core/time/units.ts'
import { readSpan } from '../../arguments/duration.ts'
import { UsageError } from '../../arguments/usage-error.ts'

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
  const values = fromNow ? { ...flags, start: 'now', zone: flags.zone ?? machineZone } : flags
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
  const read = readWindow(described, now)
  if (read.ok) return read.window
  throw new UsageError(...read.problems.map((problem) => inOptionWords(problem, values, machineZone)))
}

function inOptionWords({ path, message }: Problem, values: WindowFlags, machineZone: string): string {
  const field = path.replace(/\[\d+\]$/, '')
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
