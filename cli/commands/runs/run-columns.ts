import type { ListedRun } from '../../../shared/app/history/views/runs.ts'
import { digestIn } from '../../../shared/core/run/run-id.ts'
import { measuredRoundTripMs, type RunResult } from '../../../shared/core/run/run.ts'
import { span, spanWithin } from '../../../shared/core/wording/words/figures.ts'
import { type Column, pipedMs, timeColumn } from '../../terminal/columns.ts'
import type { Words } from '../../terminal/words.ts'

/** What lists of runs show of each. */
export function runColumns(runs: readonly ListedRun[], zone: string): Column<ListedRun>[] {
  const isOne = (part: (run: RunResult) => string) => new Set(runs.map(({ run }) => part(run))).size < 2
  return [
    timeColumn('TIME', zone, ({ run }) => run.scheduledAt),
    { name: 'OUTCOME', shown: ({ run }) => outcomeWords(run), piped: ({ run }) => run.outcome },
    {
      name: 'ROUND TRIP',
      shown: ({ run }) => tripWords(run),
      piped: ({ run }) => pipedMs(measuredRoundTripMs(run)),
      spare: 4,
    },
    {
      name: 'WHY',
      shown: ({ words, run }) => (run.status === 0 ? '' : words),
      piped: ({ run }) => run.reason,
      isProse: true,
    },
    {
      name: 'LOCATION',
      shown: ({ run }) => run.location,
      isHidden: isOne(({ location }) => location),
      spare: 1,
    },
    {
      name: 'TRIGGER',
      shown: ({ run }) => run.trigger,
      isHidden: isOne(({ trigger }) => trigger),
      spare: 2,
    },
    { name: 'RUN', shown: ({ run }) => digestIn(run.runId), piped: ({ ref }) => ref, spare: 3 },
  ]
}

/** As `OK`, `SLOW`, `FAILED`, `LATE`: as people call it, in capitals where it is no success. */
export function outcomeWords(run: RunResult): Words {
  if (run.maintenance) return { text: `${plainOutcome(run)}, maintenance`, colour: 'magenta' }
  if (run.outcome === 'delivered') {
    return run.slow ? { text: 'SLOW', colour: 'yellow' } : { text: 'OK', colour: 'green' }
  }
  if (run.outcome === 'inconclusive' || run.tried === false)
    return { text: plainOutcome(run), colour: 'yellow' }
  if (run.warnings.includes('recheck-passed')) return { text: 'FAILED, passed at once', colour: 'yellow' }
  return { text: plainOutcome(run), colour: 'red' }
}

function plainOutcome({ outcome, tried, slow, lateArrival }: RunResult): string {
  switch (outcome) {
    case 'delivered':
      return slow ? 'SLOW' : 'OK'
    case 'lost':
      return lateArrival ? 'LATE' : 'LOST'
    case 'failed':
      return tried === false ? 'NOT TRIED' : 'FAILED'
    case 'inconclusive':
      return 'INCONCLUSIVE'
    default:
      return outcome satisfies never
  }
}

/** As `0.32 s (±0.1 s)`; of a late one, what it took in the end. */
export function tripWords({ roundTripMs, resolutionMs, lateArrival }: RunResult): string {
  if (lateArrival) return `${span(lateArrival.delayMs)} at most`
  if (roundTripMs === undefined) return ''
  return spanWithin(roundTripMs, resolutionMs)
}
