import type { ListedRun } from '../../api/answers.ts'
import type { Cell } from '../../parts/csv.ts'

/** Named as `roundtrip export runs` names them. */
export const RUN_COLUMNS = [
  ...['run', 'scheduledAt', 'finishedAt', 'location', 'trigger', 'outcome', 'status', 'reason', 'words'],
  ...['roundTripMs', 'resolutionMs', 'lateByMs', 'warnings'],
]

export function runCells({ ref, run, words }: ListedRun): Cell[] {
  const { scheduledAt, finishedAt, location, trigger, outcome, status, reason } = run
  return [
    ...[ref, scheduledAt, finishedAt, location, trigger, outcome, status, reason, words],
    ...[run.roundTripMs, run.resolutionMs, run.lateArrival?.delayMs, run.warnings.join(' ')],
  ]
}
