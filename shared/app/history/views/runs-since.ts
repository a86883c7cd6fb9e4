import { NO_RUNS, type Tally, addTallies, tallyOf } from '../../../core/history/tally.ts'
import type { RunResult } from '../../../core/run/run.ts'
import { type EpochMs, MINUTE, type Millis } from '../../../core/time/units.ts'
import type { ResultHistory } from './view-ports.ts'

/** What is known of the runs of one location. */
export interface RunsOfLocation {
  newest: RunResult
  /** Of those that ended after counting began. */
  tally: Tally
}

export type RunsByLocation = Readonly<Record<string, RunsOfLocation>>

/** Results that are read of one monitor at a time; where more are new, the older ones are not counted. */
const MOST = 100

/** Results of one read: seldom more than a few are new. */
const PAGE = 20

/** From the time for which a run is scheduled until it has ended. */
const LONGEST: Millis = 15 * MINUTE

/**
 * What was known `before`, and the runs since. Reads nothing unless the end of a location's last run, as the
 * state has it, is another than that of the newest known.
 */
export async function runsSince(
  monitorId: string,
  lastRuns: Readonly<Record<string, { finishedAt: EpochMs }>>,
  before: RunsByLocation,
  { countedFrom, runs }: { countedFrom: EpochMs; runs: ResultHistory },
): Promise<RunsByLocation> {
  const news = Object.entries(lastRuns).filter(
    ([location, { finishedAt }]) => finishedAt !== before[location]?.newest.finishedAt,
  )
  if (news.length === 0) return before
  const starts = news.map(
    ([location, { finishedAt }]) =>
      before[location]?.newest.scheduledAt ?? Math.min(finishedAt, countedFrom) - LONGEST,
  )
  const ends = news.map(([, { finishedAt }]) => finishedAt)
  const read: RunResult[] = []
  // Up to the last end and no further, since a span that touches another year is read as two.
  const span = { from: Math.min(...starts), before: Math.max(...ends) + 1, pageSize: PAGE }
  for await (const run of runs.resultsBackwards(monitorId, span)) {
    read.unshift(run)
    if (read.length === MOST) break
  }
  return read
    .filter(({ trigger }) => trigger !== 'on-demand')
    .reduce((known, run) => withRun(known, run, countedFrom), before)
}

/** Ids order by scheduled time; what was read from a store that lags is older, and changes nothing. */
function withRun(known: RunsByLocation, run: RunResult, countedFrom: EpochMs): RunsByLocation {
  const { newest, tally = NO_RUNS } = known[run.location] ?? {}
  if (newest && run.runId <= newest.runId) return known
  const counts = run.finishedAt < countedFrom ? tally : addTallies([tally, tallyOf([run])])
  return { ...known, [run.location]: { newest: run, tally: counts } }
}
