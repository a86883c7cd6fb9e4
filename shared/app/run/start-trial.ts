import type { Problem } from '../../core/definition/monitor.ts'
import { definitionHash } from '../../core/definition/definition-hash.ts'
import { parseMonitor } from '../../core/definition/parse-monitor.ts'
import { refusalWords } from '../../core/history/views/test-words.ts'
import { contentId } from '../../core/identity/content-id.ts'
import { USUALLY_STARTED } from '../../core/run/asked-test.ts'
import type { Trial } from '../../core/run/trial.ts'
import { type EpochMs, type Millis, SECOND } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { RulesPorts } from '../ports/run-ports.ts'
import { NotStarted, type TrialStarter } from '../ports/run-starter.ts'
import type { TrialStore } from '../ports/stores/trials.ts'
import { type AskablePlaces, askedLocation } from './asked-location.ts'

export interface StartTrialPorts
  extends Pick<RulesPorts, 'definitionSource' | 'topics' | 'builtInSender'>, AskablePlaces {
  clock: Pick<Clock, 'now'>
  runs: TrialStore
  starter: TrialStarter
}

export type StartedTrial =
  | { kind: 'started'; trialId: string; location: string; askedAt: EpochMs; timeoutMs: Millis }
  /** All of them; nothing was started. */
  | { kind: 'mistakes'; problems: readonly Problem[] }
  | { kind: 'no-location'; message: string }
  /** Nobody could be asked to make the run; `message` is one sentence. */
  | { kind: 'not-started'; reason: NotStarted['reason']; message: string }

/**
 * Tries a definition that is not saved: one run at its first location, or at the one asked for, with passwords
 * that are bound to its own hosts and no other. It is kept for an hour and listed nowhere; `trialNow` tells how
 * it goes. The same request with the same definition is the same trial. Throws what a store or the starter
 * throws.
 */
export async function startTrial(
  definition: unknown,
  { requestId, location }: { requestId: string; location?: string },
  ports: StartTrialPorts,
): Promise<StartedTrial> {
  const { locations, definitionSource, clock } = ports
  const parsed = parseMonitor(definition, definitionSource, ports)
  if (!parsed.ok) return { kind: 'mistakes', problems: parsed.problems }
  const place = askedLocation(location, parsed.monitor, ports)
  const now = clock.now()
  if (!locations.includes(place)) {
    const refusal = { kind: 'no-location', location: place, locations } as const
    return { kind: 'no-location', message: refusalWords(refusal, { now, zone: 'UTC' }) }
  }
  const written = definition as Record<string, unknown>
  const trialId = contentId(requestId, definitionHash(written), place)
  const trial = await standingTrial(
    { trialId, location: place, definition: written, askedAt: now, stage: 'asked' },
    ports,
  )
  try {
    const isWanted = trial.stage === 'asked' && (trial.isOurs || now - trial.askedAt >= USUALLY_STARTED)
    if (isWanted) await ports.starter.startTrial({ trialId, location: place })
  } catch (error) {
    if (trial.isOurs) await ports.runs.dropTrial(trialId)
    if (!(error instanceof NotStarted)) throw error
    return { kind: 'not-started', reason: error.reason, message: error.message }
  }
  const { askedAt } = trial
  return {
    kind: 'started',
    trialId,
    location: place,
    askedAt,
    timeoutMs: parsed.monitor.timeoutSeconds * SECOND,
  }
}

/** The one that stands under this id, or this one, which is then ours to start. */
async function standingTrial(trial: Trial, { runs }: StartTrialPorts): Promise<Trial & { isOurs: boolean }> {
  const standing = await runs.findTrial(trial.trialId)
  if (standing) return { ...standing, isOurs: false }
  return { ...trial, isOurs: await runs.putTrial(trial) }
}
