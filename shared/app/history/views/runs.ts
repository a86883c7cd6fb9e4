import { runWords } from '../../../core/history/views/run-sentence.ts'
import { currentRunId, isRunId, runName, scheduledAtOf } from '../../../core/run/run-id.ts'
import type { RunResult } from '../../../core/run/run.ts'
import type { Span } from '../../../core/history/views/zone-spans.ts'
import { DAY, type EpochMs, HOUR } from '../../../core/time/units.ts'
import type { Clock } from '../../ports/clock.ts'
import { BadCursor } from './lists/bad-cursor.ts'
import { type HoldingPorts, spansHolding } from './hours-holding.ts'
import type { RunsFilter } from './runs-filter.ts'
import type { ResultHistory } from './view-ports.ts'

/** A run in a list. */
export interface ListedRun {
  /** As `inbox/20260105T120000Z_eu-west-1_schedule_0123456789ab`. */
  ref: string
  run: RunResult
  /** What it came to in a half-sentence. */
  words: string
}

export interface RunsPage {
  /** Newest first, by their scheduled time. */
  runs: readonly ListedRun[]
  /** Names the last one; given back with the same filter it goes on after it. Absent: there are no more. */
  next?: string
}

export interface RunsPorts {
  clock: Pick<Clock, 'now'>
  runs: HoldingPorts['runs'] & ResultHistory
}

const DEFAULT_LIMIT = 50
/** Runs of one page, at the most. */
export const MOST_RUNS = 200
const FURTHEST_BACK = 400 * DAY

/**
 * The newest runs that fit, after the cursor's if there is one. Reads what is shown and, of a filter by what
 * runs came to, the days that are asked about, or their summary, and the hours that hold a match.
 */
export async function runs(
  monitorId: string,
  filter: RunsFilter,
  cursor: string | undefined,
  ports: RunsPorts,
): Promise<RunsPage> {
  const now = ports.clock.now()
  const limit = Math.min(filter.limit ?? DEFAULT_LIMIT, MOST_RUNS)
  const { from = now - FURTHEST_BACK, to = now - (now % HOUR) + HOUR } = filter
  const after = cursor === undefined ? undefined : afterCursor(monitorId, cursor)
  const span = { from, to: Math.min(to, after ? after.at + 1 : Infinity) }
  const found: RunResult[] = []
  for await (const run of runsThatFit(monitorId, { ...filter, ...span }, limit + 1, ports, after?.runId)) {
    const last = found.at(-1)
    if (last && found.length === limit) return { runs: found.map(listedRun), next: runName(last) }
    found.push(run)
  }
  return { runs: found.map(listedRun) }
}

/** The newest that fit, at most so many, read as `runs` does; `before`: an id that all come after in the list. */
export async function* runsThatFit(
  monitorId: string,
  filter: RunsFilter & Span,
  most: number,
  ports: RunsPorts,
  before?: string,
): AsyncGenerator<RunResult> {
  let left = most
  for await (const part of spansHolding(monitorId, filter, filter, ports)) {
    const page = { from: part.from, before: part.to, pageSize: left + 1 }
    for await (const run of ports.runs.resultsBackwards(monitorId, page)) {
      if ((before !== undefined && currentRunId(run.runId) >= before) || !fits(run, filter)) continue
      yield run
      left -= 1
      if (left === 0) return
    }
  }
}

export function listedRun(run: RunResult): ListedRun {
  return { ref: runName(run), run, words: runWords(run) }
}

function afterCursor(monitorId: string, cursor: string): { runId: string; at: EpochMs } {
  const runId = cursor.slice(monitorId.length + 1)
  const at = isRunId(runId) && runName({ monitorId, runId }) === cursor ? scheduledAtOf(runId) : undefined
  if (at === undefined) throw new BadCursor(`expected a run of ${monitorId}, as the page before gave it`)
  return { runId: currentRunId(runId), at }
}

function fits(run: RunResult, { failed, outcome, reason, location, trigger }: RunsFilter): boolean {
  if (failed && !isFailure(run)) return false
  if ((outcome ?? reason) !== undefined && trigger === undefined && run.trigger === 'on-demand') return false
  return (
    (outcome ?? run.outcome) === run.outcome &&
    (reason === undefined || reason === run.reason) &&
    (location ?? run.location) === run.location &&
    (trigger ?? run.trigger) === run.trigger
  )
}

/** What availability counts as failed. */
export function isFailure({ trigger, maintenance, tried, outcome, warnings }: RunResult): boolean {
  const counts = trigger === 'schedule' && !maintenance && tried !== false
  return counts && (outcome === 'failed' || outcome === 'lost') && !warnings.includes('recheck-passed')
}
