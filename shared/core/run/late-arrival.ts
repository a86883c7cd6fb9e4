import { SENDING_PHASES } from '../time/phases.ts'
import { DAY, type EpochMs, type Millis } from '../time/units.ts'
import type { LateArrival, RunResult } from './run.ts'

/** A result from before hashes were stored believes a message this long after its run. */
const UNPROVED_TIME: Millis = 30 * DAY

/** How a message of a lost run was found. */
export interface LateSight {
  /** Of the token that it carries. */
  tokenHash: string
  seenAt: EpochMs
  isJunk?: true
}

/**
 * The late arrival of this lost run's message, seen like that; `undefined` where
 * the run sent another one: what stands in a header, anybody can write who can send mail to the mailbox.
 */
export function lateArrivalSeen(
  lost: RunResult,
  { tokenHash, seenAt, isJunk }: LateSight,
): LateArrival | undefined {
  const delayMs = Math.round(seenAt - mailFromAt(lost))
  const arrival = { seenAt, delayMs, ...(isJunk && { junked: true as const }) }
  if (lost.tokenHash !== undefined) return lost.tokenHash === tokenHash ? arrival : undefined
  return seenAt - lost.finishedAt <= UNPROVED_TIME ? { ...arrival, unproved: true } : undefined
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
