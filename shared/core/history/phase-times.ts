import type { RunResult } from '../run/run.ts'
import type { Phases } from '../time/phases.ts'
import type { Millis } from '../time/units.ts'

/** What one phase took in some runs, at least one. Whole ms, so that any order gives the same sum. */
export interface PhaseTimes {
  /** Runs that reached the phase. */
  count: number
  sumMs: Millis
  maxMs: Millis
}

/** By phase, as `smtp.connect`, `transit` or `mailbox.auth`; one that no run reached is absent. */
export type TimesByPhase = Readonly<Record<string, PhaseTimes>>

/**
 * What the phases of the scheduled runs took outside of maintenance. A run that was taken over is left out:
 * its phases are those of two processes.
 */
export function phaseTimesOf(results: readonly RunResult[]): TimesByPhase {
  return addPhaseTimes(results.filter(isMeasured).map(phasesOf))
}

export function addPhaseTimes(all: readonly TimesByPhase[]): TimesByPhase {
  const sums: Record<string, PhaseTimes> = {}
  for (const [phase, { count, sumMs, maxMs }] of all.flatMap(Object.entries<PhaseTimes>)) {
    const sum = sums[phase] ?? { count: 0, sumMs: 0, maxMs: 0 }
    sums[phase] = { count: sum.count + count, sumMs: sum.sumMs + sumMs, maxMs: Math.max(sum.maxMs, maxMs) }
  }
  return sums
}

function isMeasured({ trigger, maintenance, warnings }: RunResult): boolean {
  return trigger === 'schedule' && !maintenance && !warnings.includes('taken-over')
}

function phasesOf({ phases }: RunResult): TimesByPhase {
  const alone = (ms: Millis): PhaseTimes => ({ count: 1, sumMs: Math.round(ms), maxMs: Math.round(ms) })
  return Object.fromEntries(namedPhases(phases).map(([phase, ms]) => [phase, alone(ms)]))
}

/** Each phase that the run reached, as `smtp.connect`, `transit` or `mailbox.auth`. */
export function namedPhases({ smtp, transit, mailbox }: Phases): [phase: string, ms: Millis][] {
  return [
    ...Object.entries(smtp).map(([phase, ms]): [string, Millis] => [`smtp.${phase}`, ms]),
    ...(transit === undefined ? [] : [['transit', transit] as [string, Millis]]),
    ...Object.entries(mailbox).map(([phase, ms]): [string, Millis] => [`mailbox.${phase}`, ms]),
  ]
}
