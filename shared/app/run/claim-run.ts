import type { OpenRun, RunKey, RunResult } from '../../core/run/run.ts'
import type { Clock } from '../ports/clock.ts'
import type { OpenRunStore } from '../ports/stores/open-runs.ts'
import type { ResultStore } from '../ports/stores/run-results.ts'

export interface ClaimRunPorts {
  runs: Pick<OpenRunStore, 'findOpen'> & Pick<ResultStore, 'findResult'>
  clock: Pick<Clock, 'now'>
}

/** Somebody else's run: its result stands, or it is not over. */
export type NotClaimed = { kind: 'recorded'; result: RunResult } | { kind: 'under-way' }

/**
 * Whose run this is: `take` claims it, where it has no result and nobody holds it. `take` is told the claim that
 * has lapsed, if there is one, and answers undefined where somebody else was faster or shall go on with the run.
 */
export async function claimRun<Taken>(
  key: RunKey,
  take: (lapsed: OpenRun | undefined) => Promise<Taken | undefined>,
  ports: ClaimRunPorts,
): Promise<Taken | NotClaimed> {
  const { runs, clock } = ports
  const result = await resultThatHolds(key, ports)
  if (result) return { kind: 'recorded', result }

  const standing = await runs.findOpen(key)
  if (standing && standing.until > clock.now()) return { kind: 'under-way' }
  const taken = await take(standing)
  if (taken === undefined) return { kind: 'under-way' }

  // A handler that was about to finish may have recorded the result between our first look and our claim.
  const recorded = await resultThatHolds(key, ports)
  return recorded ? { kind: 'recorded', result: recorded } : taken
}

/** One that a clock which was ahead has left is none of this run. */
async function resultThatHolds(key: RunKey, { runs }: ClaimRunPorts): Promise<RunResult | undefined> {
  const result = await runs.findResult(key)
  return result?.aheadOfClock ? undefined : result
}
