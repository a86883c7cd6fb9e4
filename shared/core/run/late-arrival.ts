import { SENDING_PHASES } from '../time/phases.ts'
import type { LateArrival, RunResult } from './run.ts'
import type { EpochMs } from '../time/units.ts'

/** The late arrival of this lost run's message, seen at that time. */
export function lateArrivalSeen(lost: RunResult, seenAt: EpochMs): LateArrival {
  return { seenAt, delayMs: Math.round(seenAt - mailFromAt(lost)) }
}

/**
 * When the run said the MAIL FROM that was accepted: after its start came the refusals that it waited out,
 * then the phases before `submit` of its last session. Short of that by the reading of passwords, less than a
 * second as a rule; a run that was taken over knows neither, and its start counts.
 */
function mailFromAt({ startedAt, waitedOutMs = 0, phases: { smtp } }: RunResult): EpochMs {
  const opening = SENDING_PHASES.filter((phase) => phase !== 'submit')
  return opening.reduce((at, phase) => at + (smtp[phase] ?? 0), startedAt + waitedOutMs)
}
