import { type RunResult, measuredRoundTripMs } from './run.ts'
import { type Millis, SECOND } from '../time/units.ts'

/**
 * What a delivered run may take before it is slow, in seconds; a name as `roundTrip`, `transit`,
 * `smtp.connect` or `mailbox.search`.
 */
export type SlowThresholds = Readonly<Record<string, number>>

/**
 * What of a delivered run took longer than its threshold, as `roundTrip` or `smtp.connect`; empty of any
 * other run.
 */
export function slowPartsOf(
  run: Pick<RunResult, 'outcome' | 'phases' | 'roundTripMs' | 'warnings'>,
  thresholds: SlowThresholds = {},
): string[] {
  if (run.outcome !== 'delivered') return []
  return Object.entries(thresholds)
    .filter(([name, seconds]) => (timeOfPart(name, run) ?? 0) > seconds * SECOND)
    .map(([name]) => name)
}

/** How long the part of this name took; `undefined` where that is not known. */
export function timeOfPart(
  name: string,
  run: Pick<RunResult, 'phases' | 'roundTripMs' | 'warnings'>,
): Millis | undefined {
  if (name === 'roundTrip') return measuredRoundTripMs(run)
  if (name === 'transit') return run.phases.transit
  const [side = '', phase = ''] = name.split('.')
  const times: Readonly<Record<string, Millis | undefined>> =
    side === 'smtp' ? run.phases.smtp : run.phases.mailbox
  return times[phase]
}
